"""Schema core and mart, tags: canonical genres and moods, evidence, its meaning, and each track's distribution."""

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
    SmallInteger,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from db.schema.listening import heard_item
from db.schema.registry import PROVENANCE, loaded_at, metadata

genre = Table(
    "genre",
    metadata,
    Column(
        "genre_id", SmallInteger, Identity(always=False), primary_key=True, comment="Our number; 0 stands for unknown."
    ),
    Column("name", Text, nullable=False, unique=True, comment="Canonical name."),
    Column("is_root", Boolean, nullable=False, comment="Stands at the top of the tree."),
    Column("is_current", Boolean, nullable=False, server_default="true", comment="In the newest taxonomy."),
    schema="core",
    comment="Canonical genres (taxonomies/genres.yaml).",
    info={"natural_key": ["name"]},
)

genre_root = Table(
    "genre_root",
    metadata,
    Column("genre_id", ForeignKey(genre.c.genre_id), primary_key=True, comment="Genre."),
    Column("root_id", ForeignKey(genre.c.genre_id), primary_key=True, comment="Root it belongs to."),
    Column(
        "share_ppm",
        Integer,
        nullable=False,
        comment="Part of it, millionths; over all its roots exactly 1,000,000. A fusion genre has several.",
    ),
    schema="core",
    comment="To which roots a genre rolls up, through weighted parents.",
    info={"natural_key": ["genre_id", "root_id"]},
)

genre_parent = Table(
    "genre_parent",
    metadata,
    Column("genre_id", ForeignKey(genre.c.genre_id), primary_key=True, comment="Genre."),
    Column("parent_id", ForeignKey(genre.c.genre_id), primary_key=True, comment="Genre above it."),
    Column("weight", Numeric(6, 5), nullable=False, comment="Part of it that belongs there; over its parents 1."),
    schema="core",
    comment="The genres' graph: several weighted parents for a fusion genre.",
    info={"natural_key": ["genre_id", "parent_id"]},
)

mood = Table(
    "mood",
    metadata,
    Column(
        "mood_id", SmallInteger, Identity(always=False), primary_key=True, comment="Our number; 0 stands for unknown."
    ),
    Column("name", Text, nullable=False, unique=True, comment="Canonical name."),
    Column("valence", Numeric(4, 3), comment="From -1 (unpleasant) to 1 (pleasant); null for unknown."),
    Column("arousal", Numeric(4, 3), comment="From -1 (calm) to 1 (excited); null for unknown."),
    Column("is_current", Boolean, nullable=False, server_default="true", comment="In the newest taxonomy."),
    schema="core",
    comment="Canonical moods (taxonomies/moods.yaml) in the plane of valence and arousal.",
    info={"natural_key": ["name"]},
)

method = Table(
    "method",
    metadata,
    Column("method_id", SmallInteger, Identity(always=True), primary_key=True, comment="Our number of the method."),
    Column("method_version", Text, nullable=False, unique=True, comment="Formula number and head of the hash."),
    Column("formula", SmallInteger, nullable=False, comment="Number of the formula of tasks/tags/distribution.py."),
    Column("taxonomy_sha256", Text, nullable=False, comment="SHA-256 over the taxonomy files."),
    Column("priors", JSONB, nullable=False, comment="Priors of sources and levels as they were."),
    Column(
        "first_used_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="First used at (UTC).",
        info=PROVENANCE,
    ),
    Column("is_current", Boolean, nullable=False, comment="What views show."),
    Index("uq_method_current", "is_current", unique=True, postgresql_where=text("is_current")),
    schema="core",
    comment="Methods by which tags became genres and moods; results of older ones stay beside the current ones.",
    info={"natural_key": ["method_version"]},
)

tag_target = Table(
    "tag_target",
    metadata,
    Column("target_id", Integer, Identity(always=True), primary_key=True, comment="Our number of the target."),
    Column("source", ForeignKey("core.provider.provider"), nullable=False, comment="Provider that has the tags."),
    Column("level", Text, nullable=False, comment="track, album or artist."),
    Column("source_key", Text, nullable=False, comment="How the source names it: an id, or artist and title by tab."),
    Column("name", Text, nullable=False, comment="Name for people."),
    CheckConstraint("level in ('track', 'album', 'artist')", name="level_known"),
    Index("uq_tag_target_meaning", "source", "level", "source_key", unique=True),
    schema="core",
    comment="What a source has tags for. Its state of fetching is the item of ops.work that names it.",
    info={"natural_key": ["source", "level", "source_key"]},
)

item_target = Table(
    "item_target",
    metadata,
    Column("heard_item_id", ForeignKey(heard_item.c.heard_item_id), primary_key=True, comment="Heard item."),
    Column("target_id", ForeignKey(tag_target.c.target_id), primary_key=True, comment="Its tags speak for the item."),
    Index("ix_item_target_target_id", "target_id"),
    schema="core",
    comment="Which targets (recording, release group, artists) speak for a heard item.",
    info={"natural_key": ["heard_item_id", "target_id"]},
)

tag_evidence = Table(
    "tag_evidence",
    metadata,
    Column("target_id", ForeignKey(tag_target.c.target_id), primary_key=True, comment="What the tag is on."),
    Column("field", Text, primary_key=True, comment="tag, genre, style, mood or theme: where the source has it."),
    Column("tag", Text, primary_key=True, comment="The tag as the source writes it."),
    Column(
        "raw_weight",
        Integer,
        nullable=False,
        comment="The source's own weight: votes (MusicBrainz), 1 to 100 (Last.fm), 1 where it has none.",
    ),
    Column("answer_id", BigInteger, comment="raw.answer it was read from.", info=PROVENANCE),
    Column(
        "seen_at",
        DateTime(timezone=True),
        nullable=False,
        server_default=func.now(),
        comment="Read at (UTC).",
        info=PROVENANCE,
    ),
    CheckConstraint("field in ('tag', 'genre', 'style', 'mood', 'theme')", name="field_known"),
    CheckConstraint("raw_weight > 0", name="raw_weight_positive"),
    Index("ix_tag_evidence_tag", "tag"),
    schema="core",
    comment="Raw tags with source and weight, as last read. Everything said about genres and moods comes from here.",
    info={"natural_key": ["target_id", "field", "tag"]},
)

tag_mapping = Table(
    "tag_mapping",
    metadata,
    Column("method_id", ForeignKey(method.c.method_id), primary_key=True, comment="Method it was mapped by."),
    Column("source", Text, primary_key=True, comment="Source the tag is of."),
    Column("tag", Text, primary_key=True, comment="The tag as the source writes it."),
    Column("tag_class", Text, nullable=False, comment="genre, mood, a class of noise (place, era, ...), or unknown."),
    Column("genres", ARRAY(Text), nullable=False, comment="Genres it means; empty when none."),
    Column("genre_confidences", ARRAY(Numeric(4, 3)), nullable=False, comment="How sure each of them is, 0 to 1."),
    Column("moods", ARRAY(Text), nullable=False, comment="Moods it means; empty when none."),
    Column("mood_confidences", ARRAY(Numeric(4, 3)), nullable=False, comment="How sure each of them is, 0 to 1."),
    schema="core",
    comment="What each tag seen means, by method: the maps from tags to genres and moods.",
    info={"natural_key": ["method_id", "source", "tag"]},
)

track_genre = Table(
    "track_genre",
    metadata,
    Column("method_id", ForeignKey(method.c.method_id), primary_key=True, comment="Method it was found by."),
    Column("heard_item_id", ForeignKey(heard_item.c.heard_item_id), primary_key=True, comment="Heard item (music)."),
    Column("genre_id", ForeignKey(genre.c.genre_id), primary_key=True, comment="Genre."),
    Column("share_ppm", Integer, nullable=False, comment="Millionths; over all genres of an item exactly 1,000,000."),
    CheckConstraint("share_ppm between 1 and 1000000", name="share_range"),
    schema="mart",
    comment="Genre distribution of each track with evidence; one without evidence has no row here.",
    info={"natural_key": ["method_id", "heard_item_id", "genre_id"]},
)

track_mood = Table(
    "track_mood",
    metadata,
    Column("method_id", ForeignKey(method.c.method_id), primary_key=True, comment="Method it was found by."),
    Column("heard_item_id", ForeignKey(heard_item.c.heard_item_id), primary_key=True, comment="Heard item (music)."),
    Column("mood_id", ForeignKey(mood.c.mood_id), primary_key=True, comment="Mood."),
    Column("share_ppm", Integer, nullable=False, comment="Millionths; over all moods of an item exactly 1,000,000."),
    CheckConstraint("share_ppm between 1 and 1000000", name="share_range"),
    schema="mart",
    comment="Mood distribution of each track with evidence; one without evidence has no row here.",
    info={"natural_key": ["method_id", "heard_item_id", "mood_id"]},
)

track_evidence = Table(
    "track_evidence",
    metadata,
    Column("method_id", ForeignKey(method.c.method_id), primary_key=True, comment="Method it was found by."),
    Column("heard_item_id", ForeignKey(heard_item.c.heard_item_id), primary_key=True, comment="Heard item (music)."),
    Column("tags", Integer, nullable=False, comment="Tags that spoke for it."),
    Column("sources", SmallInteger, nullable=False, comment="Sources they came from."),
    Column(
        "genre_ppm", Integer, nullable=False, comment="Part of the scaled mass of tags that names genres, millionths."
    ),
    Column("mood_ppm", Integer, nullable=False, comment="Part that names moods and no genre."),
    Column("noise_ppm", Integer, nullable=False, comment="Part recognised as place, era, voice, opinion or such."),
    Column("unknown_ppm", Integer, nullable=False, comment="Part nobody recognised; the four add up to 1,000,000."),
    Column(
        "evidence_hash",
        BigInteger,
        nullable=False,
        comment="64 bits over everything that was said of it, by which a change is noticed.",
    ),
    CheckConstraint("genre_ppm + mood_ppm + noise_ppm + unknown_ppm = 1000000", name="parts_close"),
    loaded_at(),
    schema="mart",
    comment="What a track's distribution rests on: how many tags, and how much of them was understood.",
    info={"natural_key": ["method_id", "heard_item_id"]},
)
