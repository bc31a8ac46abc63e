"""The persistent queue: nobody gets the same item twice, who dies loses nothing, who fails waits longer each time."""

import threading

import pytest
from sqlalchemy import Engine

from tasks.work import store
from tasks.work.backoff import DELAYS_S, MOST_ATTEMPTS
from tasks.work.item import Ending, WorkItem
from tests.warehouse.queued import queue_tracks, run_sql, work_rows

KINDS = ("track_metadata",)
EXPIRE = "update ops.work set lease_until = now() - interval '1 second' where state = 'leased'"


def lease(engine: Engine, worker: str = "me", batch: int = 100) -> list[WorkItem]:
    return store.lease(engine, worker, KINDS, batch)


def test_workers_at_once_share_out_the_queue(warehouse: Engine) -> None:
    ids = queue_tracks(warehouse, 60)
    start = threading.Barrier(3)
    got: dict[str, list[int]] = {"one": [], "two": [], "three": []}

    def work(name: str) -> None:
        start.wait()
        while items := lease(warehouse, name, 4):
            got[name] += [item.work_id for item in items]

    workers = [threading.Thread(target=work, args=(name,)) for name in got]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    taken = [work_id for mine in got.values() for work_id in mine]
    assert sorted(taken) == ids
    assert {row["work_id"]: row["leased_by"] for row in work_rows(warehouse)} == {
        work_id: name for name, mine in got.items() for work_id in mine
    }


def test_an_item_being_taken_is_not_waited_for(warehouse: Engine) -> None:
    first, second = queue_tracks(warehouse, 2)
    with warehouse.connect() as other, other.begin():
        other.exec_driver_sql(f"select from ops.work where work_id = {first} for update")
        assert [item.work_id for item in lease(warehouse)] == [second]


def test_only_due_items_of_the_kinds_asked_for(warehouse: Engine) -> None:
    (due,) = queue_tracks(warehouse, 1)
    queue_tracks(warehouse, 1, next_try_at="2099-01-01")
    queue_tracks(warehouse, 1, kind="track_audience", platform="spotify")
    for state in ("done", "dead"):
        queue_tracks(warehouse, 1, state=state)
    assert [item.work_id for item in lease(warehouse)] == [due]
    assert lease(warehouse) == []


def test_the_most_important_go_first(warehouse: Engine) -> None:
    (plain,), (urgent,), (older,) = (
        queue_tracks(warehouse, 1),
        queue_tracks(warehouse, 1, priority=12),
        queue_tracks(warehouse, 1, next_try_at="2020-01-01"),
    )
    assert [item.work_id for item in lease(warehouse, batch=2)] == [urgent, older]
    assert [item.work_id for item in lease(warehouse)] == [plain]


def test_an_item_names_the_providers_id(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    (item,) = lease(warehouse)
    ((uuid,),) = run_sql(warehouse, "select track_id_soundcharts::text from core.track")
    assert (item.kind, item.entity_key, item.attempts) == ("track_metadata", uuid, 1)


def test_what_a_dead_worker_held_comes_back(warehouse: Engine) -> None:
    ids = queue_tracks(warehouse, 3)
    assert len(lease(warehouse, "dies")) == 3
    assert lease(warehouse, "lives") == []
    run_sql(warehouse, EXPIRE)
    again = lease(warehouse, "lives")
    assert [item.work_id for item in again] == ids
    assert {item.attempts for item in again} == {2}


def test_the_dead_worker_can_not_finish_what_another_holds(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    (stale,) = lease(warehouse, "slow")
    run_sql(warehouse, EXPIRE)
    (held,) = lease(warehouse, "quick")
    with warehouse.begin() as connection:
        assert store.finish(connection, "slow", stale, Ending("stored")) is False
        store.fail(connection, "slow", stale, "too late")
        store.put_back(connection, "slow", stale, "too late")
    (row,) = work_rows(warehouse)
    assert (row["state"], row["leased_by"], row["attempts"]) == ("leased", "quick", 2)
    with warehouse.begin() as connection:
        assert store.finish(connection, "quick", held, Ending("stored")) is True


def test_an_item_that_keeps_ending_its_workers_is_set_aside(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    for _ in range(MOST_ATTEMPTS):
        assert len(lease(warehouse, "dies")) == 1
        run_sql(warehouse, EXPIRE)
    assert lease(warehouse, "lives") == []
    (row,) = work_rows(warehouse)
    assert (row["state"], row["leased_by"], row["lease_until"]) == ("dead", None, None)
    assert row["reason"] == f"its worker ended without a word in attempt {MOST_ATTEMPTS}"


def test_renewed_leases_hold(warehouse: Engine) -> None:
    ids = queue_tracks(warehouse, 2)
    first, _ = lease(warehouse, "slow")
    run_sql(warehouse, EXPIRE)
    store.renew(warehouse, "slow", [first])
    assert [item.work_id for item in lease(warehouse, "other")] == ids[1:]


def test_nobody_renews_what_is_not_theirs(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    items = lease(warehouse, "slow")
    run_sql(warehouse, EXPIRE)
    store.renew(warehouse, "thief", items)
    assert len(lease(warehouse, "other")) == 1


def test_each_failure_waits_longer_and_the_last_is_the_end(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        (item,) = lease(warehouse)
        with warehouse.begin() as connection:
            state = store.fail(connection, "me", item, f"failure {attempt}")
            # now() stands still within a transaction
            row = connection.exec_driver_sql(
                "select state, reason, attempts, leased_by, extract(epoch from next_try_at - now())::int from ops.work"
            ).one()
        is_last = attempt == MOST_ATTEMPTS
        assert state == ("dead" if is_last else "retry")
        assert tuple(row) == (state, f"failure {attempt}", attempt, None, 0 if is_last else DELAYS_S[attempt - 1])
        assert lease(warehouse) == []
        run_sql(warehouse, "update ops.work set next_try_at = now()")
    assert lease(warehouse) == []


def test_giving_back_does_not_count(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    for _ in range(MOST_ATTEMPTS + 3):
        (item,) = lease(warehouse)
        assert item.attempts == 1
        with warehouse.begin() as connection:
            store.put_back(connection, "me", item, "the quota is used up")
    (row,) = work_rows(warehouse)
    assert (row["state"], row["attempts"], row["reason"]) == ("pending", 0, "the quota is used up")


def test_dead_and_waiting_items_can_be_revived(warehouse: Engine) -> None:
    (dead,), (retry,), (done,) = (
        queue_tracks(warehouse, 1, state="dead", attempts=8, reason="gave up"),
        queue_tracks(warehouse, 1, state="retry", attempts=3, reason="busy", next_try_at="2099-01-01"),
        queue_tracks(warehouse, 1, state="done", outcome="stored"),
    )
    assert store.revive(warehouse, [dead], None) == 1
    assert [item.work_id for item in lease(warehouse)] == [dead]
    assert store.revive(warehouse, None, "artist_metadata") == 0
    assert store.revive(warehouse, None, "track_metadata") == 1
    (again,) = lease(warehouse)
    assert (again.work_id, again.attempts) == (retry, 1)
    assert [row["state"] for row in work_rows(warehouse) if row["work_id"] == done] == ["done"]


def test_items_are_listed_with_name_and_reason(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    queue_tracks(warehouse, 2, state="dead", reason="gave up", priority=3)
    listed = store.list_work(warehouse, "dead", None, 1)
    assert [(row["entity_name"], row["reason"], row["state"]) for row in listed] == [("Track 1", "gave up", "dead")]
    assert len(store.list_work(warehouse, None, "track_metadata", 10)) == 3
    assert store.list_work(warehouse, None, "chart_ranking", 10) == []
    counted = {(row["kind"], row["state"], row["outcome"]): row["items"] for row in store.count_work(warehouse)}
    assert counted == {("track_metadata", "dead", ""): 2, ("track_metadata", "pending", ""): 1}


@pytest.mark.parametrize(
    ("columns", "open_items", "is_due"),
    [({}, 1, True), ({"next_try_at": "2099-01-01"}, 1, False), ({"state": "done"}, 0, None)],
)
def test_what_is_open_and_whether_it_is_due(
    warehouse: Engine, columns: dict[str, str], open_items: int, is_due: bool | None
) -> None:
    queue_tracks(warehouse, 1, **columns)
    found, next_in_s = store.waiting(warehouse, KINDS)
    assert found == open_items
    assert (next_in_s is None) == (is_due is None)
    if next_in_s is not None:
        assert (next_in_s <= 0) == is_due


def test_a_leased_item_is_open_until_its_lease_ends(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    lease(warehouse)
    open_items, next_in_s = store.waiting(warehouse, KINDS)
    assert open_items == 1
    assert next_in_s is not None
    assert 0 < next_in_s <= store.LEASE_S


DAYS = [
    # known before, answered now, known after
    (("2026-05-01", "2026-11-01"), ("2026-10-26", "2026-11-19"), ("2026-05-01", "2026-11-19")),
    (("2026-05-01", "2026-11-01"), ("2026-11-02", "2026-11-19"), ("2026-05-01", "2026-11-19")),
    (("2026-05-01", "2026-11-01"), ("2026-01-01", "2026-11-19"), ("2026-01-01", "2026-11-19")),
    ((None, None), ("2026-05-24", "2026-11-19"), ("2026-05-24", "2026-11-19")),
    (("2026-05-01", "2026-11-01"), (None, None), ("2026-05-01", "2026-11-01")),
    # the days between were never asked for: what is known is one stretch, the newer
    (("2025-01-01", "2025-06-30"), ("2026-05-24", "2026-11-19"), ("2026-05-24", "2026-11-19")),
]


@pytest.mark.parametrize(("known", "answered", "after"), DAYS)
def test_days_known_are_one_stretch_without_holes(
    warehouse: Engine,
    known: tuple[str | None, str | None],
    answered: tuple[str | None, str | None],
    after: tuple[str, str],
) -> None:
    queue_tracks(warehouse, 1, covered_from=known[0], covered_until=known[1])
    (item,) = lease(warehouse)
    with warehouse.begin() as connection:
        store.finish(connection, "me", item, Ending("stored", None, *answered))  # type: ignore[arg-type]
    (row,) = work_rows(warehouse)
    assert (row["covered_from"].isoformat(), row["covered_until"].isoformat()) == after
