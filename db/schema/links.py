"""Schema core, links: vendor catalogue and who belongs to what, each link with the time it was known."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from db.schema.registry import PROVENANCE, loaded_at, metadata

KNOWN_FROM = "Known since: arrival of the load or moment of the entry (UTC)."
KNOWN_UNTIL = "Replaced or taken back at (UTC); null while it holds."


def known_from() -> Column[object]:
    return Column("known_from", DateTime(timezone=True), nullable=False, comment=KNOWN_FROM, info=PROVENANCE)


def known_until() -> Column[object]:
    return Column("known_until", DateTime(timezone=True), comment=KNOWN_UNTIL)


spotify_account = Table(
    "spotify_account",
    metadata,
    Column("spotify_account_id", BigInteger, primary_key=True, autoincrement=False, comment="SPOTIFY_ACCOUNTS.ID."),
    Column(
        "artist_id_spotify", Text, nullable=False, unique=True, comment="Spotify's id of the artist, 22 characters."
    ),
    Column("name", Text, nullable=False, comment="Name on Spotify."),
    Column("image_url", Text, comment="Picture."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), nullable=False, comment="The artist it is an account of."),
    loaded_at(),
    Index("ix_spotify_account_artist_id", "artist_id"),
    schema="core",
    comment="Spotify artist accounts of the vendor's catalogue (SPOTIFY_ACCOUNTS).",
    info={"natural_key": ["artist_id_spotify"]},
)

spotify_track = Table(
    "spotify_track",
    metadata,
    Column("spotify_track_id", BigInteger, primary_key=True, autoincrement=False, comment="SPOTIFY_TRACKS.ID."),
    Column("track_id_spotify", Text, nullable=False, comment="Spotify's id of the track, 22 characters."),
    Column("name", Text, nullable=False, comment="Title on Spotify."),
    Column("isrc", Text, comment="ISRC without separators; null where unknown."),
    Column("album_id", BigInteger, comment="SPOTIFY_ALBUMS.ID; null where unknown."),
    Column("duration_ms", Integer, comment="Length; null where unknown."),
    Column("first_seen_at", DateTime(timezone=True), nullable=False, comment="First arrival (UTC).", info=PROVENANCE),
    loaded_at(),
    Index("ix_spotify_track_track_id_spotify", "track_id_spotify"),
    schema="core",
    comment="Spotify tracks of the vendor's catalogue (SPOTIFY_TRACKS); several can be one unified song.",
    info={"natural_key": ["spotify_track_id"]},
)

spotify_album = Table(
    "spotify_album",
    metadata,
    Column("album_id", BigInteger, primary_key=True, autoincrement=False, comment="SPOTIFY_ALBUMS.ID."),
    Column("name", Text, nullable=False, comment="Title."),
    Column("release_on", Date, comment="Release day; null where unknown."),
    loaded_at(),
    schema="core",
    comment="Spotify albums of the vendor's catalogue (SPOTIFY_ALBUMS); gives tracks their release day.",
    info={"natural_key": ["album_id"]},
)

account_track = Table(
    "account_track",
    metadata,
    Column("link_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the link."),
    Column(
        "spotify_account_id",
        ForeignKey("core.spotify_account.spotify_account_id"),
        nullable=False,
        comment="Account.",
    ),
    Column("spotify_track_id", BigInteger, nullable=False, comment="SPOTIFY_TRACKS.ID; its row may come later."),
    Column("is_primary", Boolean, nullable=False, comment="The track's main account, else a featured one."),
    Column("load_id", ForeignKey("ops.load.load_id"), comment="Load it came in.", info=PROVENANCE),
    known_from(),
    known_until(),
    Index(
        "uq_account_track_current",
        "spotify_account_id",
        "spotify_track_id",
        unique=True,
        postgresql_where=text("known_until is null"),
    ),
    Index("ix_account_track_spotify_track_id", "spotify_track_id"),
    # the unique indexes hold what is known now; these serve questions about a moment
    Index("ix_account_track_spotify_account_id", "spotify_account_id"),
    schema="core",
    comment="Which account is on which track, with the time it was known (SPOTIFY_TRACKS, SPOTIFY_ACCOUNT_TRACKS).",
    info={"natural_key": ["spotify_account_id", "spotify_track_id", "known_until"]},
)

song_link = Table(
    "song_link",
    metadata,
    Column("link_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the link."),
    Column("spotify_track_id", BigInteger, nullable=False, comment="SPOTIFY_TRACKS.ID; its row may come later."),
    Column(
        "track_id",
        ForeignKey("core.track.track_id"),
        comment="Track that carries the unified song; null in an override that says: to none.",
    ),
    Column("method", Text, nullable=False, comment="vendor (Luminate's table) or override (by hand; wins)."),
    Column("load_id", ForeignKey("ops.load.load_id"), comment="Load it came in; null by hand.", info=PROVENANCE),
    Column("linked_by", Text, comment="Who entered an override."),
    Column("reason", Text, comment="Why, said with an override."),
    known_from(),
    known_until(),
    CheckConstraint("method in ('vendor', 'override')", name="method_known"),
    CheckConstraint("(method = 'override') = (linked_by is not null)", name="override_signed"),
    CheckConstraint("method = 'override' or track_id is not null", name="vendor_links_to_a_song"),
    Index(
        "uq_song_link_current", "spotify_track_id", "method", unique=True, postgresql_where=text("known_until is null")
    ),
    Index("ix_song_link_track_id", "track_id"),
    Index("ix_song_link_spotify_track_id", "spotify_track_id"),
    schema="core",
    comment="Spotify track to unified song, with the time it was known. An override wins over the vendor's link.",
    info={"natural_key": ["spotify_track_id", "track_id", "method", "known_until"]},
)

sound = Table(
    "sound",
    metadata,
    Column("sound_id", BigInteger, Identity(always=True), primary_key=True, comment="Our number of the sound."),
    Column("sound_id_tiktok", Text, nullable=False, unique=True, comment="TikTok's public id, 15 to 20 digits."),
    Column("sound_id_vendor", BigInteger, unique=True, comment="TIKTOK_SOUNDS.ID; null until the vendor names it."),
    Column("name", Text, comment="Title on TikTok; null until the vendor names it."),
    Column("author", Text, comment="Author on TikTok; null where unknown."),
    Column("spotify_track_id", BigInteger, comment="SPOTIFY_TRACKS.ID the vendor matched; null where unknown."),
    loaded_at(),
    schema="core",
    comment="TikTok sounds, entered by hand or named by the vendor (TIKTOK_SOUNDS).",
    info={"natural_key": ["sound_id_tiktok"]},
)

artist_sound = Table(
    "artist_sound",
    metadata,
    Column("link_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the link."),
    Column("artist_id", ForeignKey("core.artist.artist_id"), nullable=False, comment="Artist."),
    Column("sound_id", ForeignKey("core.sound.sound_id"), nullable=False, comment="Sound."),
    Column("track_id", ForeignKey("core.track.track_id"), comment="Track the sound is of; null if not said."),
    Column("linked_by", Text, nullable=False, comment="Who linked it."),
    known_from(),
    known_until(),
    Index(
        "uq_artist_sound_current",
        "artist_id",
        "sound_id",
        unique=True,
        postgresql_where=text("known_until is null"),
    ),
    Index("ix_artist_sound_sound_id", "sound_id"),
    schema="core",
    comment="Sounds linked to artists by people, with the time they were known.",
    info={"natural_key": ["artist_id", "sound_id", "known_until"]},
)
