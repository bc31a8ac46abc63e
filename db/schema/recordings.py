"""Schema core, identity: MusicBrainz recordings, which heard item is which, how sure that is, and what people said."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from db.schema.listening import heard_item
from db.schema.registry import PROVENANCE, loaded_at, metadata

recording = Table(
    "recording",
    metadata,
    Column("recording_id", Integer, Identity(always=True), primary_key=True, comment="Our number of the recording."),
    Column("recording_id_musicbrainz", Uuid, nullable=False, unique=True, comment="MusicBrainz' id of it."),
    Column("name", Text, nullable=False, comment="Title."),
    Column("credit_name", Text, nullable=False, comment="Credit line as MusicBrainz prints it."),
    Column("length_ms", Integer, comment="Length, milliseconds; null where unknown."),
    Column(
        "artist_ids_musicbrainz", ARRAY(Uuid), nullable=False, comment="Artists credited, in order of the credit line."
    ),
    Column("artist_names", ARRAY(Text), nullable=False, comment="Their names as credited, in the same order."),
    Column(
        "release_id_musicbrainz",
        Uuid,
        comment="Release its album tags come from; null where it is on none, or on compilations of many artists alone.",
    ),
    Column("release_name", Text, comment="Title of that release."),
    loaded_at(),
    schema="core",
    comment="MusicBrainz recordings that heard items were found to be.",
    info={"natural_key": ["recording_id_musicbrainz"]},
)

item_recording = Table(
    "item_recording",
    metadata,
    Column("heard_item_id", ForeignKey(heard_item.c.heard_item_id), primary_key=True, comment="Music item looked up."),
    Column("recording_id", ForeignKey(recording.c.recording_id), comment="What it is; null while unresolved."),
    Column("method", Text, nullable=False, comment="isrc, search, override; or unresolved."),
    Column("score", Numeric(5, 4), comment="How sure, 0 to 1; null when unresolved or said by a person."),
    Column("reasons", JSONB, nullable=False, comment="What spoke for it and what against, with figures."),
    Column("candidates", Integer, nullable=False, comment="Recordings it was chosen from."),
    Column("match_version", Text, nullable=False, comment="Version of the rules it was found by."),
    Column(
        "matched_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="Found at (UTC).",
        info=PROVENANCE,
    ),
    CheckConstraint("method in ('isrc', 'search', 'override', 'unresolved')", name="method_known"),
    CheckConstraint("(method = 'unresolved') = (recording_id is null)", name="unresolved_has_none"),
    Index("ix_item_recording_recording_id", "recording_id"),
    schema="core",
    comment="Which MusicBrainz recording a heard item is, by which method, and how sure that is.",
    info={"natural_key": ["heard_item_id"]},
)

recording_override = Table(
    "recording_override",
    metadata,
    Column("override_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the override."),
    Column("heard_item_id", ForeignKey(heard_item.c.heard_item_id), nullable=False, comment="Music item it is about."),
    Column("recording_id_musicbrainz", Uuid, comment="What it is; null says: none of MusicBrainz' recordings."),
    Column("linked_by", Text, nullable=False, comment="Who said so."),
    Column("reason", Text, nullable=False, comment="Why."),
    Column(
        "known_from",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="Entered at (UTC).",
        info=PROVENANCE,
    ),
    Column("known_until", DateTime(timezone=True), comment="Taken back at (UTC); null while it holds."),
    Index(
        "uq_recording_override_current",
        "heard_item_id",
        unique=True,
        postgresql_where=text("known_until is null"),
    ),
    schema="core",
    comment="What people said about a heard item's identity; wins over what was found.",
    info={"natural_key": ["heard_item_id", "known_until"]},
)

# Spotify's parts that are closed to some apps, and alike: asked once, remembered, gone on without.
capability = Table(
    "capability",
    metadata,
    Column("provider", Text, primary_key=True, comment="Provider asked."),
    Column("feature", Text, primary_key=True, comment="What was asked for, for example tracks_batch."),
    Column("is_available", Boolean, nullable=False, comment="Whether this app may use it."),
    Column("reason", Text, comment="What the provider said when it refused."),
    Column("client_id", Text, comment="App the finding is of; null where it was not told. Another app is asked anew."),
    Column("checked_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="Asked at (UTC)."),
    schema="ops",
    comment="What providers let this app use; growth asks once a day, others again after 30 days.",
)
