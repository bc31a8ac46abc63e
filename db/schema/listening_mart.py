"""Schema mart and ops, listening: users' days, genres, moods and tracks, the marks that renew them, and the files."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    func,
    text,
)

from db.schema.listening import heard_item, listening_user
from db.schema.registry import metadata
from db.schema.tags import genre, method, mood


def user_id() -> Column[Any]:
    return Column(
        "user_id",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="User: core.listening_user.",
        info={"means": listening_user.c.user_id},
    )


def shared(of: Column[Any], period: str, grain: str) -> list[Column[Any]]:
    """The columns of a rollup of shares: key, and sums of millionths that lose nothing."""
    return [
        user_id(),
        Column(period, Date, primary_key=True, comment=grain),
        Column(
            of.name,
            SmallInteger,
            primary_key=True,
            autoincrement=False,
            comment=f"core.{of.table.name}; 0 is unknown: tracks without evidence.",
            info={"means": of},
        ),
        Column(
            "method_id",
            SmallInteger,
            nullable=False,
            comment="Method of the shares: core.method.",
            info={"means": method.c.method_id},
        ),
        Column("play_ppm", BigInteger, nullable=False, comment="Plays times share, millionths of a play."),
        Column("ms_ppm", BigInteger, nullable=False, comment="Milliseconds heard (all rows of music) times share."),
    ]


DAY = "Day in the user's time zone."
MONTH = "First day of the month in the user's time zone."

user_day = Table(
    "user_day",
    metadata,
    user_id(),
    Column("heard_on", Date, primary_key=True, comment=DAY),
    Column("plays", Integer, nullable=False, comment="Plays of music of 30 s (setting) or more."),
    Column("listens", Integer, nullable=False, comment="Rows of all kinds, however short."),
    Column("played_ms", BigInteger, nullable=False, comment="Heard, all rows; the sum of the four kinds."),
    Column("music_ms", BigInteger, nullable=False, comment="Of that music, milliseconds."),
    Column("podcast_ms", BigInteger, nullable=False, comment="Of that podcasts, milliseconds."),
    Column("audiobook_ms", BigInteger, nullable=False, comment="Of that audiobooks, milliseconds."),
    Column("unknown_ms", BigInteger, nullable=False, comment="Of that rows that say nothing of what was heard."),
    Column("video_ms", BigInteger, nullable=False, comment="Of played_ms, in rows of videos (of any kind)."),
    CheckConstraint("played_ms = music_ms + podcast_ms + audiobook_ms + unknown_ms", name="kinds_close"),
    schema="mart",
    comment="Listening of each user and day.",
    info={"natural_key": ["user_id", "heard_on"]},
)

user_genre_day = Table(
    "user_genre_day",
    metadata,
    *shared(genre.c.genre_id, "heard_on", DAY),
    schema="mart",
    comment="Genres of each user and day; play_ppm adds up to 1,000,000 times the day's plays, exactly.",
    info={"natural_key": ["user_id", "heard_on", "genre_id"]},
)

user_genre_month = Table(
    "user_genre_month",
    metadata,
    *shared(genre.c.genre_id, "heard_month", MONTH),
    schema="mart",
    comment="Genres of each user and month: the sum of the days.",
    info={"natural_key": ["user_id", "heard_month", "genre_id"]},
)

user_mood_day = Table(
    "user_mood_day",
    metadata,
    *shared(mood.c.mood_id, "heard_on", DAY),
    schema="mart",
    comment="Moods of each user and day; play_ppm adds up to 1,000,000 times the day's plays, exactly.",
    info={"natural_key": ["user_id", "heard_on", "mood_id"]},
)

user_mood_month = Table(
    "user_mood_month",
    metadata,
    *shared(mood.c.mood_id, "heard_month", MONTH),
    schema="mart",
    comment="Moods of each user and month: the sum of the days.",
    info={"natural_key": ["user_id", "heard_month", "mood_id"]},
)

user_mood_hour = Table(
    "user_mood_hour",
    metadata,
    *shared(mood.c.mood_id, "heard_month", MONTH),
    Column(
        "heard_hour",
        SmallInteger,
        primary_key=True,
        autoincrement=False,
        comment="Hour of the day in the user's time zone, 0 to 23, in which the play ended.",
    ),
    schema="mart",
    comment="Moods of each user, month and hour of the day.",
    info={"natural_key": ["user_id", "heard_month", "heard_hour", "mood_id"]},
)

user_track_year = Table(
    "user_track_year",
    metadata,
    user_id(),
    Column("heard_year", SmallInteger, primary_key=True, autoincrement=False, comment="Year in the user's time zone."),
    Column(
        "heard_item_id",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="Music item: core.heard_item.",
        info={"means": heard_item.c.heard_item_id},
    ),
    Column("plays", Integer, nullable=False, comment="Plays of 30 s (setting) or more; 0 where it was only skipped."),
    Column("played_ms", BigInteger, nullable=False, comment="Heard, milliseconds."),
    schema="mart",
    comment="How often each user played each track in a year.",
    info={"natural_key": ["user_id", "heard_year", "heard_item_id"]},
)

listening_mark = Table(
    "listening_mark",
    metadata,
    Column("mark_id", BigInteger, Identity(always=True), primary_key=True, comment="Number of the mark."),
    Column("user_id", ForeignKey(listening_user.c.user_id), nullable=False, comment="User whose history changed."),
    Column("heard_on", Date, comment="Day that changed, in the zone of the time of marking; null for all of it."),
    Index("ix_listening_mark_user_id", "user_id"),
    schema="ops",
    comment="Marks left by loads, enrichment and changed zones, taken by the rollup in the transaction that rebuilds.",
)

listening_basis = Table(
    "listening_basis",
    metadata,
    Column("is_only", SmallInteger, primary_key=True, autoincrement=False, server_default="1", comment="Always 1."),
    Column("method_id", ForeignKey(method.c.method_id), comment="Method of the shares; null before the first."),
    Column("least_play_ms", Integer, nullable=False, comment="A play counts from so many milliseconds on."),
    CheckConstraint("is_only = 1", name="only_one"),
    schema="ops",
    comment="What counts as a play and what the listening rollups were built by; when it changes, they are built anew.",
)

history_file = Table(
    "history_file",
    metadata,
    Column("file_id", Integer, Identity(always=True), primary_key=True, comment="Number of the file."),
    Column("user_id", ForeignKey(listening_user.c.user_id), comment="User it is of; null when refused before."),
    Column("origin", Text, nullable=False, comment="File as given; of a zip, its name and the member's."),
    Column("form", Text, comment="extended or account, audio or video, as its name and rows say; null if refused."),
    Column("content_sha256", Text, comment="SHA-256 of the file; null when it could not be read."),
    Column("state", Text, nullable=False, comment="loaded, or refused: nothing of it was taken."),
    Column("reason", Text, comment="Why it was refused, for a reader."),
    Column("rows_read", Integer, nullable=False, server_default="0", comment="Rows in it."),
    Column("rows_loaded", Integer, nullable=False, server_default="0", comment="Rows new with it."),
    Column("rows_already", Integer, nullable=False, server_default="0", comment="Rows that were there already."),
    Column("rows_duplicate", Integer, nullable=False, server_default="0", comment="Rows it holds more than once."),
    Column("rows_rejected", Integer, nullable=False, server_default="0", comment="Rows refused, kept in ops.reject."),
    Column(
        "rows_replaced",
        Integer,
        nullable=False,
        server_default="0",
        comment="Rows of the short account form, loaded before, that its own fuller rows took the place of.",
    ),
    Column("plays", Integer, nullable=False, server_default="0", comment="Loaded rows of music of 30 s or more."),
    Column("played_ms", BigInteger, nullable=False, server_default="0", comment="Heard in the loaded rows."),
    Column("first_at", DateTime(timezone=True), comment="First play in it (UTC)."),
    Column("last_at", DateTime(timezone=True), comment="Last play in it (UTC)."),
    Column("loaded_at", DateTime(timezone=True), nullable=False, server_default=func.now(), comment="Read at (UTC)."),
    CheckConstraint("state in ('loaded', 'refused')", name="state_known"),
    CheckConstraint(
        "state = 'refused' or rows_read = rows_loaded + rows_already + rows_duplicate + rows_rejected",
        name="every_row_accounted_for",
    ),
    Index(
        "uq_history_file_content",
        "user_id",
        "content_sha256",
        unique=True,
        postgresql_where=text("state = 'loaded'"),
    ),
    schema="ops",
    comment="Every file of listening history that was loaded or refused, with what became of each row.",
)

account_row = Table(
    "account_row",
    metadata,
    user_id(),
    Column("played_at", DateTime(timezone=True), primary_key=True, comment="Minute in which the play ended (UTC)."),
    Column("row_hash", BigInteger, primary_key=True, autoincrement=False, comment="Hash as in core.play."),
    Column(
        "heard_item_id",
        Integer,
        nullable=False,
        comment="What was heard, by name: core.heard_item.",
        info={"means": heard_item.c.heard_item_id},
    ),
    Column("context_id", Integer, nullable=False, comment="core.play_context, of the account form."),
    Column("ms_played", Integer, nullable=False, comment="How long it was heard, milliseconds."),
    Column("file_id", Integer, nullable=False, comment="File it came in: ops.history_file."),
    Column("replaced_by", Integer, comment="File whose load took it out of core.play; null when it never was there."),
    schema="ops",
    comment="Rows of the short account form that a fuller row of core.play stands for; kept apart, so that the order "
    "in which files come makes no difference.",
)
