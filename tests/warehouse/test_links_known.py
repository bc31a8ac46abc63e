"""Who belonged to what at a moment: the override of then wins, and what was replaced stays answerable."""

from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

BEFORE, FIRST, SECOND, THIRD = (f"2026-0{month}-01T06:00:00Z" for month in (1, 2, 3, 4))

GIVEN = """
insert into core.artist (artist_id_spotify, name) values ('A', 'Ana'), ('B', 'Ben');
insert into core.track (song_id_luminate, name, credit_name)
values (71, 'One', 'Ana'), (72, 'Two', 'Ana'), (73, 'Three', 'Ben');
insert into core.spotify_account (spotify_account_id, artist_id_spotify, name, artist_id)
select row_number() over (order by name), artist_id_spotify, name, artist_id from core.artist;
insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, known_from, known_until)
values (1, 11, true, '2026-02-01T06:00Z', null), (1, 12, true, '2026-02-01T06:00Z', '2026-04-01T06:00Z'),
       (2, 12, false, '2026-03-01T06:00Z', null);
insert into core.song_link (spotify_track_id, track_id, method, linked_by, known_from, known_until)
select v.spotify_track_id, t.track_id, v.method, case v.method when 'override' then 'eve' end,
       v.known_from::timestamptz, v.known_until::timestamptz
from (values (11, 71, 'vendor', '2026-02-01T06:00Z', null),
             (12, 71, 'vendor', '2026-02-01T06:00Z', '2026-03-01T06:00Z'),
             (12, 72, 'vendor', '2026-03-01T06:00Z', null),
             (12, 73, 'override', '2026-03-01T06:00Z', '2026-04-01T06:00Z'),
             (11, null, 'override', '2026-04-01T06:00Z', null))
     as v (spotify_track_id, song, method, known_from, known_until)
left join core.track t on t.song_id_luminate = v.song;
"""


@pytest.fixture
def linked(warehouse: Engine) -> Engine:
    """Two artists whose links changed on the first of March and of April."""
    with warehouse.begin() as connection:
        connection.exec_driver_sql(GIVEN)
    return warehouse


def asked(connection: Connection, query: str, at: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(text(query), {"at": at})]


LINKS = """
select l.spotify_track_id, t.song_id_luminate, l.method from core.song_link_known(:at) l
join core.track t using (track_id) order by 1
"""
TRACKS = """
select a.name, t.song_id_luminate from core.artist_track_known(:at) l
join core.artist a using (artist_id) join core.track t using (track_id) order by 1, 2
"""


@pytest.mark.parametrize(
    ("at", "links", "tracks"),
    [
        (BEFORE, [], []),
        (FIRST, [(11, 71, "vendor"), (12, 71, "vendor")], [("Ana", 71)]),
        (SECOND, [(11, 71, "vendor"), (12, 73, "override")], [("Ana", 71), ("Ana", 73), ("Ben", 73)]),
        (THIRD, [(12, 72, "vendor")], [("Ben", 72)]),
        ("infinity", [(12, 72, "vendor")], [("Ben", 72)]),
    ],
)
def test_links_and_tracks_are_those_known_then(
    linked: Engine, at: str, links: list[tuple[Any, ...]], tracks: list[tuple[Any, ...]]
) -> None:
    with linked.connect() as connection:
        assert asked(connection, LINKS, at) == links
        assert asked(connection, TRACKS, at) == tracks


def test_the_planner_sees_through_the_functions(linked: Engine) -> None:
    with linked.connect() as connection:
        for name in ("song_link_known", "artist_track_known", "artist_sound_known"):
            plan = "\n".join(
                row[0] for row in connection.execute(text(f"explain select * from core.{name}('infinity')"))
            )
            assert "Function Scan" not in plan


def test_sounds_are_those_linked_then(linked: Engine) -> None:
    with linked.begin() as connection:
        connection.exec_driver_sql(
            """
            insert into core.sound (sound_id_tiktok) values ('6956990112127585029');
            insert into core.artist_sound (artist_id, sound_id, linked_by, known_from, known_until)
            select a.artist_id, s.sound_id, 'eve', '2026-02-01T06:00Z', '2026-03-01T06:00Z'
            from core.artist a, core.sound s where a.name = 'Ana';
            """
        )
        query = "select a.name, s.track_id from core.artist_sound_known(:at) s join core.artist a using (artist_id)"
        assert asked(connection, query, FIRST) == [("Ana", None)]
        assert asked(connection, query, SECOND) == asked(connection, query, BEFORE) == []
