"""A small label in the warehouse: two artists, four Spotify tracks, three unified songs and their streams.

Ana has the tracks 11 and 12 (both song 71) and 13 (song 72), and is featured on 14; Ben has 14 (song 73).
Streams a day, the same every day of the weeks of 6 and 13 November 2026: song 71 100, song 72 10, song 73 1;
of song 74, which nobody is linked to, 1000. The last day, Thursday 19 November, has not come yet.
"""

from typing import Any

from sqlalchemy import Engine, text

ANA, BEN, NOBODY = "4Z8W4fKeB5YxbusRsdQVPa", "4Z8W4fKeB5YxbusRsdQVPb", "4Z8W4fKeB5YxbusRsdQVPz"
TRACK = "7Z8W4fKeB5YxbusRsdQV"  # with the number of the track after it
SOUND = "6956990112127585029"

GIVEN = f"""
insert into core.platform (code, name, kinds, provider, provider_code)
select c, c, '{{audience}}', 'x', c from unnest(array['luminate', 'tiktok', 'spotify']) c;
insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule, membership)
select v.code, v.code, p.platform_id, v.entity, v.kind, 'x', 'single', v.membership
from (values ('track_luminate_streams', 'luminate', 'track', 'flow', 'links'),
             ('artist_luminate_streams', 'luminate', 'artist', 'weekly', 'links'),
             ('sound_tiktok_posts', 'tiktok', 'sound', 'stock', 'sounds'),
             ('artist_spotify_followers', 'spotify', 'artist', 'stock', 'credits')) v (code, platform, entity, kind,
                                                                                      membership)
join core.platform p on p.code = v.platform;
insert into core.artist (artist_id_spotify, name) values ('{ANA}', 'Ana'), ('{BEN}', 'Ben');
insert into core.spotify_account (spotify_account_id, artist_id_spotify, name, artist_id)
select case name when 'Ana' then 1 else 2 end, artist_id_spotify, name, artist_id from core.artist;
insert into core.spotify_track (spotify_track_id, track_id_spotify, name, isrc, first_seen_at)
select n, '{TRACK}' || n, 'Track ' || n, 'GBAAA26000' || n, '2026-10-01T06:00Z' from generate_series(11, 14) n;
insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, known_from)
values (1, 11, true, '2026-10-01T06:00Z'), (1, 12, true, '2026-10-01T06:00Z'), (1, 13, true, '2026-10-01T06:00Z'),
       (1, 14, false, '2026-10-01T06:00Z'), (2, 14, true, '2026-10-01T06:00Z');
insert into core.track (song_id_luminate, name, credit_name) select n, 'Song ' || n, 'x' from generate_series(71, 74) n;
insert into core.song_link (spotify_track_id, track_id, method, known_from)
select v.spotify_track_id, t.track_id, 'vendor', '2026-10-02T06:00Z'
from (values (11, 71), (12, 71), (13, 72), (14, 73)) v (spotify_track_id, song)
join core.track t on t.song_id_luminate = v.song;
insert into core.audience_series (metric_id, track_id)
select m.metric_id, t.track_id from core.metric m, core.track t where m.code = 'track_luminate_streams';
insert into core.audience_point (series_id, observed_on, value)
select s.series_id, day::date, case t.song_id_luminate when 71 then 100 when 72 then 10 when 73 then 1 else 1000 end
from core.audience_series s join core.track t on t.track_id = s.track_id
cross join generate_series(date '2026-11-06', date '2026-11-18', interval '1 day') day;
"""


def run(engine: Engine, query: str, **given: Any) -> list[tuple[Any, ...]]:
    """Rows of a query, or nothing for a statement; in a transaction of its own."""
    with engine.begin() as connection:
        done = connection.execute(text(query), given)
        return [tuple(row) for row in done] if done.returns_rows else []


def enter_label(engine: Engine) -> None:
    """The label of this file's first lines, with no mark left for the rollup."""
    with engine.begin() as connection:
        connection.exec_driver_sql(GIVEN)
        connection.exec_driver_sql("delete from ops.dirty_mark")


def artist(engine: Engine, name: str) -> int:
    """Our number of an artist."""
    found: int = run(engine, "select artist_id from core.artist where name = :name", name=name)[0][0]
    return found


def marked(engine: Engine) -> list[str]:
    """Artists marked to be rolled up again since the last look; the marks are taken away."""
    taken = """
    with taken as (delete from ops.dirty_mark where since_on = '-infinity' returning artist_id)
    select distinct a.name from taken join core.artist a using (artist_id) order by 1
    """
    return [row[0] for row in run(engine, taken)]


def audited(engine: Engine) -> list[tuple[Any, ...]]:
    """(who, action, before, after) of every audit row, in the order they were written."""
    return run(engine, "select done_by, action, before, after from app.audit order by audit_id")
