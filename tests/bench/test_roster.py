"""A copied roster is what the product would have rolled up itself."""

from datetime import date

import sqlalchemy
from sqlalchemy import text

from flows.bench.roster import fill_roster
from tasks.trends.rollup_store import roll_up

ARTISTS, COPIES, TRACKS, DAYS = 3, 3, 2, 130
LAST_ON = date(2026, 10, 1)
# What is judged against all others of the roster differs where there are more of them; the rest must not.
WEEKS = """
    select 'artist' as whose, artist_id as id, metric_id, week_on, value, this_week, last_week, change, days_matched,
           track_count, coverage_share
    from mart.artist_week
    union all
    select 'track', track_id, metric_id, week_on, value, this_week, last_week, change, days_matched, null, null
    from mart.track_week
    union all
    select 'sound', sound_id, metric_id, week_on, value, this_week, last_week, change, days_matched, null, null
    from mart.sound_week
    union all
    select 'bridge', artist_id, metric_id, week_on, total, real_listening, new_releases, change, missing_days, null,
           null
    from mart.artist_bridge
    order by 1, 2, 3, 4
"""


def rows(engine: sqlalchemy.Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_copies_are_what_a_rollup_of_them_gives(own_warehouse: sqlalchemy.Engine) -> None:
    fill_roster(
        own_warehouse,
        artists=ARTISTS,
        copies=COPIES,
        tracks=TRACKS,
        days=DAYS,
        last_on=LAST_ON,
        say=lambda words: None,
    )
    named = "select count(*), count(distinct artist_name) from mart.followed_artist"
    assert rows(own_warehouse, named) == [(ARTISTS * COPIES, ARTISTS * COPIES)]
    # each artist: two tracks of streams, one of them also in the US and on Spotify, followers, listeners, a sound
    read = "select count(*), min(n), max(n) from (select count(*) as n from core.audience_point group by series_id) p"
    assert rows(own_warehouse, read) == [(ARTISTS * COPIES * 7, DAYS, DAYS)]
    assert rows(own_warehouse, "select max(observed_on) from core.audience_point") == [(LAST_ON,)]

    copied = rows(own_warehouse, WEEKS)
    assert len({row[1] for row in copied if row[0] == "artist"}) == ARTISTS * COPIES
    roll_up(own_warehouse, full=True)
    assert rows(own_warehouse, WEEKS) == copied
