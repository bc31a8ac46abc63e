"""A made-up catalogue brought in, looked up at the stand-in and linked: what is linked is the truth, and few calls."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from flows.link_works import LinkResult, run_link_works
from flows.run_context import RunContext
from flows.services.deliveries_world import bring_works
from flows.verify_works import run_verify_works
from sandbox.cast import make_artists
from sandbox.works import Works, make_works
from tasks.works.work_list import Imported
from tests.enrich.running import SEED, a_session, standins


@dataclass(frozen=True)
class Linked:
    """The warehouse after a first run, and what the run and the import told."""

    session: RunContext
    works: Works
    imported: Imported
    result: LinkResult


@pytest.fixture(scope="module")
def linked(
    new_warehouse: Callable[[], AbstractContextManager[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Linked]:
    folder = tmp_path_factory.mktemp("works")
    with (
        new_warehouse() as url,
        standins(folder) as servers,
        a_session(url, servers, folder / "data") as session,
    ):
        with session.engine.begin() as connection:
            for artist in make_artists(SEED, 60):
                given = {"name": artist.name, "id": artist.identifiers["spotify"]}
                connection.execute(text(ENTERED), given)
        imported = bring_works(session.engine, SEED, folder)
        yield Linked(session, make_works(SEED), imported, run_link_works(session))


ENTERED = (
    "with made as (insert into core.artist (artist_id_spotify, name) values (:id, :name) returning artist_id) "
    "insert into app.artist_card (artist_id, status, label, created_by, confirmed_at) "
    "select artist_id, 'confirmed', 'North', 'mia', now() from made"
)


def test_all_lines_are_works_or_named(linked: Linked) -> None:
    told = linked.imported
    assert told.new + len(told.kept_aside) == len(linked.works.works)
    assert len(told.kept_aside) <= 0.01 * told.new, [one.problem for one in told.kept_aside]


def test_nothing_wrong_is_linked_and_nearly_all_is_linked_or_waits(linked: Linked) -> None:
    summary = linked.result.summary()
    by_title: dict[tuple[str, str], set[str]] = {}
    for true in linked.works.works:
        by_title.setdefault((" ".join(true.line.title.split()), true.line.artist), set()).update(true.tracks)
    with linked.session.engine.connect() as connection:
        links = connection.execute(text("select title, credit_name, track_id_spotify from mart.work where is_linked"))
        wrong = [row for row in links if row.track_id_spotify not in by_title[row.title, row.credit_name]]
    assert wrong == []
    there = sum(bool(true.tracks) for true in linked.works.works)
    assert summary["linked"] / there >= 0.90
    assert (summary["linked"] + summary["in_review"]) / there >= 0.94
    assert summary["calls_per_work"] <= 1.3


def test_a_second_run_asks_nothing_and_offline_changes_nothing(linked: Linked) -> None:
    again = run_link_works(linked.session).summary()
    assert (again["found"], again["calls"]) == (linked.imported.new, 0)
    offline = run_link_works(linked.session, is_offline=True).summary()
    assert offline["relinked"] == 0
    assert offline["linked"] == again["linked"]


def test_links_are_checked(linked: Linked) -> None:
    found = run_verify_works(linked.session).summary()
    assert (found["calls"], found["dead"], found["changed"]) == (found["linked"], 0, 0)
