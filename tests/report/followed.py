"""A label whose figures come by deliveries: Ann with songs of 100 and 10 streams a day, Bob with one of 50.

The weeks of 6 and 13 November 2026, delivered on Friday the 20th; of Ann's second song Monday the 16th is missing.
"""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine

from tasks.trends.rollup_store import roll_up
from tests.warehouse.delivered import account, ingest, link, song_day, spotify_track, write
from tests.warehouse.queued import run_sql

WEEK = date(2026, 11, 13)
DAYS = [WEEK + timedelta(days=n) for n in range(-7, 7)]


def deliver_label(engine: Engine, drops: Path) -> None:
    """Load the label into an empty warehouse; Ann is followed."""
    first = drops / "2026-11-20"
    write(first, "SPOTIFY_ACCOUNTS", [account(1, NAME="Ann"), account(2, NAME="Bob")])
    write(first, "SPOTIFY_TRACKS", [spotify_track(11, 1), spotify_track(13, 1), spotify_track(12, 2)])
    write(first, "LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS", [link(11, 71), link(13, 73), link(12, 72)])
    rows = [song_day(song, str(on), value) for on in DAYS for song, value in ((71, 100), (72, 50), (73, 10))]
    missing = rows.index(song_day(73, "2026-11-16", 10))
    write(first, "LUMINATE_DAILY_SONG_METRICS", rows[:missing] + rows[missing + 1 :])
    ingest(engine, drops)
    follow(engine, "Ann")
    roll_up(engine)


def follow(engine: Engine, name: str, label: str = "North", team: str | None = None) -> None:
    """A confirmed card, entered now."""
    run_sql(
        engine,
        "select app.confirm_card(app.add_card(artist_id_spotify, :label, :team, 'eve'), 'eve') "
        "from core.artist where name = :name",
        label=label,
        team=team,
        name=name,
    )
