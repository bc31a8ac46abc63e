"""Schema core, works: the label's own catalogue, what Spotify answered for each work, and the track it is linked to."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from db.schema.links import known_from, known_until
from db.schema.registry import PROVENANCE, metadata

work = Table(
    "work",
    metadata,
    Column("work_id", BigInteger, Identity(always=True), primary_key=True, comment="Our number of the work."),
    Column(
        "artist_id", ForeignKey("core.artist.artist_id"), nullable=False, comment="Artist whose catalogue it is in."
    ),
    Column("work_code", Text, comment="The owner's own number of the work; null where none was given."),
    Column("title", Text, nullable=False, comment="Title as the owner writes it."),
    Column("credit_name", Text, nullable=False, comment="Artists as the owner writes them."),
    Column("isrc", Text, comment="ISRC without separators; null where none was given."),
    Column("upc", Text, comment="UPC or EAN of the release, 12 or 13 digits; null where none was given."),
    Column("writers", ARRAY(Text), nullable=False, server_default="{}", comment="Who wrote it, in the owner's order."),
    Column("album", Text, comment="Release it is on, as the owner writes it; null where none was given."),
    Column("duration_ms", Integer, comment="Length, milliseconds; null where none was given."),
    Column("release_on", Date, comment="Release day; null where none was given."),
    Column("entered_by", Text, nullable=False, comment="Who entered the work."),
    Column("entered_at", DateTime(timezone=True), nullable=False, comment="Entered at (UTC).", info=PROVENANCE),
    Column("changed_at", DateTime(timezone=True), nullable=False, comment="Last changed at (UTC).", info=PROVENANCE),
    Column("retired_at", DateTime(timezone=True), comment="Taken out of the catalogue at (UTC); null while it is in."),
    Column(
        "unlinked_reason", Text, comment="Why the last linking found no track sure enough; null where it found one."
    ),
    CheckConstraint("title <> ''", name="title_said"),
    CheckConstraint("duration_ms > 0", name="duration_range"),
    Index("ix_work_artist_id", "artist_id"),
    Index("uq_work_isrc", "isrc", unique=True, postgresql_where=text("retired_at is null")),
    Index("uq_work_code", "artist_id", "work_code", unique=True, postgresql_where=text("retired_at is null")),
    schema="core",
    comment="Works of the label's own catalogue, as its owner lists them. What was heard is in core.catalog_track.",
    info={"natural_key": ["artist_id", "work_code", "isrc", "title", "retired_at"]},
)

work_candidate = Table(
    "work_candidate",
    metadata,
    Column("work_id", ForeignKey(work.c.work_id), primary_key=True, comment="Work it was found for."),
    Column("track_id_spotify", Text, primary_key=True, comment="Spotify's id of the track, 22 characters."),
    Column("title", Text, nullable=False, comment="Title on Spotify."),
    Column("artist_ids_spotify", ARRAY(Text), nullable=False, comment="Spotify's ids of the artists, the lead first."),
    Column("artist_names", ARRAY(Text), nullable=False, comment="Names of the artists, the lead first."),
    Column("album_id_spotify", Text, comment="Spotify's id of its album; null where it told none."),
    Column("album", Text, comment="Title of its album; null where it told none."),
    Column("album_type", Text, comment="album, single or compilation; null where it told none."),
    Column("release_on", Date, comment="Release day; the first of month or year where only that is known."),
    Column("duration_ms", Integer, comment="Length, milliseconds; null where unknown."),
    Column("isrc", Text, comment="ISRC without separators; null where Spotify has none."),
    Column("found_by", Text, nullable=False, comment="isrc or search: the question it first answered."),
    Column(
        "fetched_at", DateTime(timezone=True), nullable=False, comment="When Spotify told it (UTC).", info=PROVENANCE
    ),
    CheckConstraint("found_by in ('isrc', 'search')", name="found_by_known"),
    schema="core",
    comment="Tracks Spotify answered for a work, kept so that works can be linked anew without asking again.",
    info={"natural_key": ["work_id", "track_id_spotify"]},
)

work_link = Table(
    "work_link",
    metadata,
    Column("link_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the link."),
    Column("work_id", ForeignKey(work.c.work_id), nullable=False, comment="Work."),
    Column("track_id_spotify", Text, nullable=False, comment="Spotify's id of the track it is linked to."),
    Column("album", Text, comment="Album of that track; null where unknown."),
    Column(
        "confidence",
        Text,
        nullable=False,
        comment="high: linked by itself; medium: proposed and accepted by a person; by_hand: a person gave the track.",
    ),
    Column("score", Float, comment="How alike work and track are, 0 to 1; null where a person gave the track."),
    Column("reasons", ARRAY(Text), nullable=False, server_default="{}", comment="What speaks for it, in words."),
    Column("method_version", Text, comment="Version of the linking rules; null where a person gave the track."),
    Column("linked_by", Text, nullable=False, comment="Who linked it: auto-linker, or a person."),
    Column(
        "state", Text, nullable=False, server_default="live", comment="live, dead, changed or region_lost at Spotify."
    ),
    Column("state_reason", Text, comment="What the last check found, in words; null where all was well."),
    Column(
        "checked_at", DateTime(timezone=True), comment="Last checked at Spotify (UTC); null before.", info=PROVENANCE
    ),
    Column(
        "absences",
        SmallInteger,
        nullable=False,
        server_default="0",
        comment="How many checks running found no such track; two make it dead.",
    ),
    known_from(),
    known_until(),
    CheckConstraint("confidence in ('high', 'medium', 'by_hand')", name="confidence_known"),
    CheckConstraint("(confidence = 'by_hand') = (score is null)", name="score_of_linker"),
    CheckConstraint("score between 0 and 1", name="score_range"),
    CheckConstraint("state in ('live', 'dead', 'changed', 'region_lost')", name="state_known"),
    CheckConstraint("state = 'live' or state_reason is not null", name="state_told"),
    Index("uq_work_link_current", "work_id", unique=True, postgresql_where=text("known_until is null")),
    Index("ix_work_link_track_id_spotify", "track_id_spotify"),
    schema="core",
    comment="Spotify track of each work, with the time it was known and what became of the track.",
    info={"natural_key": ["work_id", "track_id_spotify", "known_until"]},
)

work_suggestion = Table(
    "work_suggestion",
    metadata,
    Column("suggestion_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the suggestion."),
    Column("work_id", ForeignKey(work.c.work_id), nullable=False, comment="Work."),
    Column("track_id_spotify", Text, nullable=False, comment="Spotify's id of the track that may be it."),
    Column("score", Float, nullable=False, comment="How alike work and track are, 0 to 1."),
    Column("reasons", ARRAY(Text), nullable=False, comment="What speaks for it and what against, in words."),
    Column("method_version", Text, nullable=False, comment="Version of the linking rules."),
    Column("state", Text, nullable=False, server_default="waiting", comment="waiting, accepted or rejected."),
    Column("suggested_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="When (UTC)."),
    Column("decided_by", Text, comment="Who decided."),
    Column("decided_at", DateTime(timezone=True), comment="When (UTC)."),
    CheckConstraint("state in ('waiting', 'accepted', 'rejected')", name="state_known"),
    CheckConstraint("score between 0 and 1", name="score_range"),
    UniqueConstraint("work_id", "track_id_spotify", name="uq_work_suggestion_pair"),
    schema="app",
    comment="Tracks that may be a work, too doubtful to be linked unseen. A person accepts or rejects.",
)
