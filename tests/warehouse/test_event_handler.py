"""Events of a stand-in's world in the warehouse: entered once, with their tracks; what the plan lacks is asked once."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from tasks.events.handler import EventHandler
from tasks.events.happened import Event
from tasks.events.store import closed_endpoints, plan_events, put_events, put_identity, put_related
from tasks.limits.capability_store import remember_capability
from tasks.providers.errors import Forbidden
from tasks.providers.soundcharts.records import ArtistBrief, SongBrief
from tasks.providers.wire_types import Name
from tasks.work.item import WorkItem
from tests.warehouse.linked import Linked
from tests.warehouse.queued import run_sql

DAY = date(2026, 11, 6)
UUIDS = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(1, 9)]
EVENTS = (
    "select kind, track_id is not null, happened_on, until_on, size, title from core.event order by happened_on, kind"
)


def playlist(kind: str, on: date, size: int, until: date | None = None) -> Event:
    song = SongBrief(UUID(UUIDS[5]), Name("Song"), Name("Ann"))
    return Event(kind, song, on, until, size, "followers", None, "Big", UUIDS[6], 0)


def test_what_is_read_again_changes_nothing_but_its_end(linked: Linked) -> None:
    ann = linked.ids["Ann"]
    with linked.engine.begin() as connection:
        assert put_events(connection, ann, None, [playlist("playlist_entry", DAY, 500)], [None]) == 1
        assert put_events(connection, ann, None, [playlist("playlist_entry", DAY, 700)], [None]) == 0
        ended = playlist("playlist_entry", DAY, 700, date(2026, 11, 20))
        assert put_events(connection, ann, None, [ended], [None]) == 1
        assert put_events(connection, ann, None, [], []) == 0
    assert linked.rows(EVENTS) == [("playlist_entry", True, DAY, date(2026, 11, 20), 500, "Big")]
    assert linked.rows("select name from core.track where track_id_soundcharts is not null") == [("Song",)]


def test_a_list_of_similar_artists_replaces_the_one_before(linked: Linked) -> None:
    ann, bob = linked.ids["Ann"], linked.ids["Bob"]
    linked.run("update core.artist set artist_id_soundcharts = :u where artist_id = :a", u=UUIDS[1], a=bob)
    first = [ArtistBrief(UUID(UUIDS[1]), Name("Bob")), ArtistBrief(UUID(UUIDS[2]), Name("Cat"))]
    with linked.engine.begin() as connection:
        assert put_related(connection, ann, first, DAY) == 2
        assert put_related(connection, ann, first[::-1][:1], DAY) == 1
    assert linked.rows("select related_name, related_artist_id, place from core.related_artist") == [("Cat", None, 1)]


def test_an_artist_met_at_the_provider_first_becomes_one_with_its_card(linked: Linked) -> None:
    ann = linked.ids["Ann"]
    linked.run("insert into core.artist (artist_id_soundcharts, name) values (:u, 'Ann')", u=UUIDS[3])
    with linked.engine.begin() as connection:
        known = put_identity(connection, ann, UUID(UUIDS[3]))
        put_identity(connection, linked.ids["Bob"], UUID(UUIDS[4]))
    assert known != ann
    ours = "select artist_id, artist_id_soundcharts is not null from core.artist order by name"
    assert linked.rows(ours) == [(known, True), (linked.ids["Bob"], True)]
    assert linked.rows("select artist_id from app.artist_card where label = 'North'") == [(known,)]


class Refusing:
    """A plan without playlists."""

    def __init__(self) -> None:
        self.calls = 0

    def artist_playlists(self, uuid: UUID) -> Any:
        self.calls += 1
        raise Forbidden("This endpoint is not included in your current plan.")


def test_what_the_plan_leaves_out_is_asked_once(linked: Linked) -> None:
    linked.run(
        "update core.artist set artist_id_soundcharts = :u where artist_id = :a", u=UUIDS[1], a=linked.ids["Ann"]
    )
    item = WorkItem(1, "artist_playlists", linked.ids["Ann"], UUIDS[1], "", None, 1, None, None)
    client, handler = Refusing(), EventHandler(linked.engine, DAY)
    for make in (lambda: handler, lambda: handler, lambda: EventHandler(linked.engine, DAY)):
        each = make()
        with pytest.raises(Forbidden, match="not included in your current plan"):
            each.fetch(item, client)  # type: ignore[arg-type]
    assert client.calls == 1
    ending = handler.refused(item, str(closed_endpoints(linked.engine)["artist_playlists"]), "forbidden")
    assert ending.outcome == "not_offered"
    assert ending.reason == (
        "Soundcharts' plan leaves this out; it is asked again after 30 days. "
        "This endpoint is not included in your current plan."
    )
    with linked.engine.begin() as connection:
        assert plan_events(connection, ["artist_playlists", "artist_concerts"]).new == 1, "only concerts are queued"
    run_sql(linked.engine, "update ops.capability set checked_at = now() - interval '31 days'")
    with linked.engine.begin() as connection:
        assert plan_events(connection, ["artist_playlists"]).new == 1
    remember_capability(linked.engine, "soundcharts", "artist_playlists", is_available=True)
    assert closed_endpoints(linked.engine) == {}


def test_artists_without_the_providers_id_are_looked_up_first(warehouse: Engine, linked: Linked) -> None:
    linked.run(
        "update core.artist set artist_id_soundcharts = :u where artist_id = :a", u=UUIDS[1], a=linked.ids["Ann"]
    )
    with warehouse.begin() as connection:
        assert plan_events(connection, ["artist_identity", "artist_related"]).new == 2
        again = plan_events(connection, ["artist_identity", "artist_related"])
    assert (again.found, again.new, again.again) == (2, 0, 0)
    queued = run_sql(warehouse, "select kind, entity_id from ops.work order by kind")
    assert queued == [("artist_identity", linked.ids["Bob"]), ("artist_related", linked.ids["Ann"])]
