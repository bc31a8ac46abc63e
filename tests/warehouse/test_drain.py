"""Working off a batch: each item ends as its own failure says, and nothing is half written."""

import logging
import time
from collections import Counter
from typing import Any, NoReturn

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from tasks.providers.errors import (
    Blocked,
    NotFound,
    ProviderError,
    QuotaExhausted,
    Unauthorized,
    Unavailable,
    Unreachable,
)
from tasks.work import drain as drain_module
from tasks.work import store
from tasks.work.backoff import MOST_ATTEMPTS
from tasks.work.drain import BatchResult, Drain
from tasks.work.item import Ending, WorkItem
from tests.warehouse.queued import queue_tracks, run_sql, work_rows
from tests.warehouse.scripted_work import Fetch, Reject, ScriptedClient, ScriptedHandler, Store, stored

KINDS = ("track_metadata",)


def drain(engine: Engine, fetch: Fetch, keep: Store = stored, parallel: int = 1) -> tuple[BatchResult, ScriptedHandler]:
    handler = ScriptedHandler(fetch, keep)
    worker: Drain[Any] = Drain(engine, {"track_metadata": handler}, ScriptedClient, parallel)
    return worker.batch(KINDS), handler


def good(item: WorkItem, client: ScriptedClient) -> str:
    client.call(b'{"name": "New"}')
    return "New"


def raising(error: Exception) -> Fetch:
    def fetch(item: WorkItem, client: ScriptedClient) -> NoReturn:
        client.call(None if isinstance(error, Unavailable) else b"{}", getattr(error, "failure", None))
        raise error

    return fetch


def test_a_good_item_is_stored_with_its_ledger_and_answer(warehouse: Engine) -> None:
    (work_id,) = queue_tracks(warehouse, 1)
    result, handler = drain(warehouse, good)
    (row,) = work_rows(warehouse)
    assert (row["state"], row["outcome"], row["reason"], row["leased_by"]) == ("done", "stored", None, None)
    assert row["done_at"] is not None
    assert run_sql(warehouse, "select name from core.track") == [("New",)]
    ((call_work, cost, quota, waited, elapsed, answer_id),) = run_sql(
        warehouse, "select work_id, cost, quota_remaining, waited_ms, elapsed_ms, answer_id from ops.call"
    )
    assert (call_work, cost, quota, waited, elapsed) == (work_id, 1, 77, 5, 10)
    ((body, url, kept_id),) = run_sql(warehouse, "select body, url, answer_id from raw.answer")
    assert (bytes(body), url, kept_id) == (b'{"name": "New"}', "/song", answer_id)
    assert handler.answers == [[answer_id]]
    assert (result.leased, result.ended, result.rows, result.calls) == (
        1,
        Counter({("track_metadata", "stored"): 1}),
        1,
        1,
    )


def test_several_threads_do_each_item_once(warehouse: Engine) -> None:
    ids = queue_tracks(warehouse, 40)
    result, handler = drain(warehouse, good, parallel=6)
    assert sorted(item.work_id for item in handler.asked) == ids
    assert result.ended == Counter({("track_metadata", "stored"): 40})
    assert {row["state"] for row in work_rows(warehouse)} == {"done"}


def test_a_refusal_is_done_and_says_why(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)
    result, _ = drain(warehouse, raising(NotFound("no such song")))
    (row,) = work_rows(warehouse)
    assert (row["state"], row["outcome"], row["reason"]) == ("done", "no_data", "not_found: no such song")
    assert run_sql(warehouse, "select failure, status from ops.call") == [("not_found", 200)]
    assert result.ended == Counter({("track_metadata", "no_data"): 1})
    assert result.stopped is None


def test_trouble_puts_the_item_off_with_its_reason(warehouse: Engine) -> None:
    queue_tracks(warehouse, 2)
    result, _ = drain(warehouse, raising(Unavailable("it is busy")))
    for row in work_rows(warehouse):
        assert (row["state"], row["attempts"], row["reason"], row["outcome"]) == ("retry", 1, "it is busy", None)
    assert run_sql(warehouse, "select failure, status, answer_id from ops.call") == [("unavailable", None, None)] * 2
    assert result.failed == Counter({("track_metadata", "retry"): 2})
    assert result.stopped is None


def test_trouble_for_the_last_time_sets_the_item_aside(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1, attempts=MOST_ATTEMPTS - 1)
    result, _ = drain(warehouse, raising(Unavailable("it is busy")))
    (row,) = work_rows(warehouse)
    assert (row["state"], row["attempts"], row["reason"]) == ("dead", MOST_ATTEMPTS, "it is busy")
    assert result.failed == Counter({("track_metadata", "dead"): 1})


@pytest.mark.parametrize(
    "stop", [QuotaExhausted("the quota is used up"), Unauthorized("wrong key"), Unreachable("nobody listens")]
)
def test_what_stops_the_run_puts_all_back_and_asks_no_more(warehouse: Engine, stop: ProviderError) -> None:
    queue_tracks(warehouse, 5)
    result, handler = drain(warehouse, raising(stop))
    assert len(handler.asked) == 1
    assert result.stopped is stop
    for row in work_rows(warehouse):
        assert (row["state"], row["attempts"], row["reason"], row["leased_by"]) == ("pending", 0, str(stop), None)
    assert len(run_sql(warehouse, "select from ops.call")) == 1
    assert result.failed == Counter({("track_metadata", "put back"): 5})


def test_the_cause_is_told_where_others_meet_the_closed_gate_before_it_is_known(warehouse: Engine) -> None:
    queue_tracks(warehouse, 2)
    cause, turns = QuotaExhausted("the quota is used up"), iter((True, False))

    def fetch(item: WorkItem, client: ScriptedClient) -> NoReturn:
        if not next(turns):
            raise Blocked("no calls for an hour: the quota is used up")
        until = time.monotonic() + 20
        while not run_sql(warehouse, "select from ops.work where state = 'pending'") and time.monotonic() < until:
            time.sleep(0.01)
        raise cause

    result, _ = drain(warehouse, fetch, parallel=2)
    assert result.stopped is cause
    assert [row["state"] for row in work_rows(warehouse)] == ["pending"] * 2


def test_an_error_of_ours_while_fetching_is_kept_with_the_item(
    warehouse: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    queue_tracks(warehouse, 2)
    with caplog.at_level(logging.CRITICAL):
        result, handler = drain(warehouse, raising(ValueError("not a uuid")))
    assert len(handler.asked) == 2
    for row in work_rows(warehouse):
        assert (row["state"], row["reason"]) == ("retry", "ValueError: not a uuid")
    assert len(run_sql(warehouse, "select from ops.call")) == 2
    assert result.stopped is None


def test_an_error_while_storing_leaves_nothing_half_written(
    warehouse: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    queue_tracks(warehouse, 1)

    def half(connection: Connection, item: WorkItem, fetched: Any) -> Ending:
        stored(connection, item, fetched)
        raise KeyError("field")

    with caplog.at_level(logging.CRITICAL):
        result, _ = drain(warehouse, good, half)
    assert run_sql(warehouse, "select name from core.track") == [("Track 1",)]
    (row,) = work_rows(warehouse)
    assert (row["state"], row["reason"], row["attempts"]) == ("retry", "KeyError: 'field'", 1)
    assert len(run_sql(warehouse, "select from ops.call")) == 1
    assert len(run_sql(warehouse, "select from raw.answer")) == 1
    assert (result.rows, result.ended) == (0, Counter())


def test_a_broken_statement_while_storing_leaves_nothing_half_written(
    warehouse: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    queue_tracks(warehouse, 1)

    def half(connection: Connection, item: WorkItem, fetched: Any) -> Ending:
        stored(connection, item, fetched)
        connection.execute(text("insert into core.track_artist values (1, 999, 1)"))
        return Ending("stored")

    with caplog.at_level(logging.CRITICAL):
        drain(warehouse, good, half)
    assert run_sql(warehouse, "select name from core.track") == [("Track 1",)]
    (row,) = work_rows(warehouse)
    assert row["state"] == "retry"
    assert "IntegrityError" in row["reason"]


def test_a_database_that_is_away_ends_the_batch_and_costs_no_attempt_of_others(warehouse: Engine) -> None:
    queue_tracks(warehouse, 3)

    def away(connection: Connection, item: WorkItem, fetched: Any) -> Ending:
        raise OperationalError("select 1", {}, Exception("server closed the connection"))

    with pytest.raises(OperationalError):
        drain(warehouse, good, away)
    rows = work_rows(warehouse)
    assert {row["state"] for row in rows} == {"leased"}
    run_sql(warehouse, "update ops.work set lease_until = now() - interval '1 second'")
    result, _ = drain(warehouse, good)
    assert result.ended == Counter({("track_metadata", "stored"): 3})


def test_a_lost_lease_is_told_and_left_to_its_new_holder(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)

    def slow(item: WorkItem, client: ScriptedClient) -> str:
        run_sql(warehouse, "update ops.work set leased_by = 'another'")
        return good(item, client)

    result, _ = drain(warehouse, slow)
    assert result.ended == Counter({("track_metadata", "lease_lost"): 1})
    (row,) = work_rows(warehouse)
    assert (row["state"], row["leased_by"]) == ("leased", "another")


def test_what_could_not_be_read_is_kept_with_its_answer(warehouse: Engine) -> None:
    queue_tracks(warehouse, 1)

    def fetch(item: WorkItem, client: ScriptedClient) -> str:
        client.call(None, "unavailable")
        client.call(b"[...]")
        client.rejects.append(Reject("song", {"date": "yesterday"}, "no date", 1))
        return "New"

    drain(warehouse, fetch)
    rejects = run_sql(
        warehouse, "select r.source, r.item, r.reason, a.body from ops.reject r join raw.answer a using (answer_id)"
    )
    assert [(source, item, reason, bytes(body)) for source, item, reason, body in rejects] == [
        ("soundcharts song", {"date": "yesterday"}, "no date", b"[...]")
    ]


def test_leases_of_a_long_batch_are_renewed_while_items_keep_ending(
    warehouse: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = queue_tracks(warehouse, 30)
    monkeypatch.setattr(drain_module, "RENEW_EVERY_S", 0.05)
    renewed: list[list[int]] = []
    renew = store.renew

    def noted(engine: Engine, worker: str, items: list[WorkItem]) -> None:
        renewed.append([item.work_id for item in items])
        renew(engine, worker, items)

    monkeypatch.setattr(store, "renew", noted)

    def fetch(item: WorkItem, client: ScriptedClient) -> str:
        time.sleep(0.01)
        return good(item, client)

    drain(warehouse, fetch)
    assert renewed, "an item every 10 ms must not keep the others from being renewed"
    assert ids[-1] in renewed[0]


def test_an_empty_queue_is_an_empty_batch(warehouse: Engine) -> None:
    result, handler = drain(warehouse, good)
    assert (result.leased, result.calls, handler.asked) == (0, 0, [])


def test_batches_add_up() -> None:
    one = BatchResult(leased=2, rows=5, calls=3, throttled=1, own_ms=1.5)
    one.ended[("track_metadata", "stored")] = 2
    stop = Unreachable("nobody")
    two = BatchResult(leased=1, rows=1, calls=1, own_ms=0.5, stopped=stop)
    two.ended[("track_metadata", "stored")] = 1
    two.failed[("track_metadata", "put back")] = 1
    one.add(two)
    assert (one.leased, one.rows, one.calls, one.throttled, one.own_ms, one.stopped) == (3, 6, 4, 1, 2.0, stop)
    assert one.ended[("track_metadata", "stored")] == 3
    assert one.failed[("track_metadata", "put back")] == 1
