"""The gate in Postgres: calls are spaced for everybody together, budgets end them, and long waits are not sat out."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy
from sqlalchemy import Engine

from db.engine import make_engine
from tasks.limits import gate as gate_module
from tasks.limits.gate import PostgresGate
from tasks.limits.reservation_store import Reservations
from tasks.limits.store import set_limit
from tasks.providers.errors import Blocked, BudgetSpent, StopsRun
from tests.warehouse.queued import run_sql

IN_A_YEAR = "update ops.rate_limit set next_at = '2099-01-01T00:00:00Z'"


class Clock(threading.local):
    """Time that passes only by sleeping, in each thread by itself; ``oversleeps`` are added to the sleeps that come."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.oversleeps: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds + (self.oversleeps.pop(0) if self.oversleeps else 0.0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(gate_module, "time", made)
    return made


@pytest.fixture(autouse=True)
def one_provider(warehouse: Engine) -> None:
    run_sql(warehouse, "delete from ops.rate_limit where provider <> 'soundcharts'")


@pytest.fixture
def gate(warehouse: Engine) -> Iterator[PostgresGate]:
    made = PostgresGate(warehouse, "soundcharts")
    yield made
    made.close()


def slots_taken(engine: Engine) -> timedelta:
    ((taken,),) = run_sql(engine, "select next_at - '2099-01-01T00:00:00Z' from ops.rate_limit")
    assert isinstance(taken, timedelta)
    return taken


def test_each_call_moves_the_next_slot_by_its_share_of_the_rate(
    warehouse: Engine, gate: PostgresGate, clock: Clock
) -> None:
    set_limit(warehouse, "soundcharts", allowed_per_s=10, utilisation=0.8)
    run_sql(warehouse, IN_A_YEAR)
    for _ in range(4):
        gate.reserve()
    assert slots_taken(warehouse) == timedelta(seconds=4 / 8)


def test_threads_and_hosts_take_their_slots_from_the_same_row(warehouse: Engine, clock: Clock) -> None:
    set_limit(warehouse, "soundcharts", allowed_per_s=50, utilisation=1)
    run_sql(warehouse, IN_A_YEAR)
    other = make_engine(warehouse.url.render_as_string(hide_password=False))
    gates = [PostgresGate(warehouse, "soundcharts"), PostgresGate(other, "soundcharts")]
    start = threading.Barrier(4)

    def call(gate: PostgresGate) -> None:
        start.wait()
        for _ in range(25):
            gate.reserve()

    threads = [threading.Thread(target=call, args=(gates[n % 2],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for gate in gates:
        gate.close()
    other.dispose()
    assert slots_taken(warehouse) == timedelta(seconds=100 / 50)
    assert run_sql(warehouse, "select spent_calls from ops.rate_limit") == [(100,)]


def test_slots_of_the_past_are_not_saved_up(warehouse: Engine, gate: PostgresGate, clock: Clock) -> None:
    set_limit(warehouse, "soundcharts", allowed_per_s=0.01, utilisation=1)
    run_sql(warehouse, "update ops.rate_limit set next_at = '2020-01-01'")
    assert gate.reserve() == 0.0
    ((is_ahead,),) = run_sql(
        warehouse, "select next_at > clock_timestamp() + interval '90 seconds' from ops.rate_limit"
    )
    assert is_ahead


def test_a_call_waits_for_its_slot(warehouse: Engine, gate: PostgresGate, clock: Clock) -> None:
    run_sql(warehouse, "update ops.rate_limit set next_at = clock_timestamp() + interval '1 hour'")
    waited = gate.reserve()
    assert waited == pytest.approx(clock.now - 1000.0)
    assert 3500 < waited <= 3600


def test_a_slot_that_was_overslept_is_given_up_and_counted_once(
    warehouse: Engine, gate: PostgresGate, clock: Clock
) -> None:
    set_limit(warehouse, "soundcharts", allowed_per_s=10, utilisation=1, daily_budget=1)
    run_sql(warehouse, IN_A_YEAR)
    clock.oversleeps = [gate_module.LATE_S + 0.01]
    gate.reserve()
    assert slots_taken(warehouse) == timedelta(seconds=2 / 10)
    assert run_sql(warehouse, "select spent_calls from ops.rate_limit") == [(1,)]


def test_a_throttle_moves_the_shared_slot(warehouse: Engine, gate: PostgresGate) -> None:
    ((before,),) = run_sql(warehouse, "select clock_timestamp()")
    gate.push_back(30)
    ((next_at, after),) = run_sql(warehouse, "select next_at, clock_timestamp() from ops.rate_limit")
    assert before + timedelta(seconds=30) <= next_at <= after + timedelta(seconds=30)
    gate.push_back(5)
    assert run_sql(warehouse, "select next_at from ops.rate_limit") == [(next_at,)], "a shorter wait takes nothing back"


def test_a_wait_above_the_cap_blocks_instead_of_sleeping(warehouse: Engine, gate: PostgresGate) -> None:
    set_limit(warehouse, "soundcharts", wait_cap_s=20)
    with pytest.raises(Blocked, match="86400 s, above the 20 s"):
        gate.push_back(86_400)
    ((hours,),) = run_sql(
        warehouse, "select round(extract(epoch from blocked_until - now()) / 3600) from ops.rate_limit"
    )
    assert hours == 24
    with pytest.raises(Blocked, match="above the 20 s obeyed"):
        gate.reserve()
    assert run_sql(warehouse, "select spent_calls from ops.rate_limit") == [(0,)]


def test_a_wait_at_the_cap_is_obeyed(warehouse: Engine, gate: PostgresGate) -> None:
    set_limit(warehouse, "soundcharts", wait_cap_s=20)
    gate.push_back(20)
    assert run_sql(warehouse, "select blocked_until from ops.rate_limit") == [(None,)]


def test_a_block_ends_by_itself_or_by_hand(warehouse: Engine, gate: PostgresGate) -> None:
    gate.block(timedelta(hours=1), "the quota is used up")
    with pytest.raises(Blocked, match="the quota is used up"):
        gate.reserve()
    run_sql(warehouse, "update ops.rate_limit set blocked_until = now() - interval '1 second'")
    gate.reserve()
    gate.block(timedelta(hours=1), "the quota is used up")
    set_limit(warehouse, "soundcharts")
    gate.reserve()


def test_a_spent_budget_ends_the_day(warehouse: Engine, gate: PostgresGate) -> None:
    set_limit(warehouse, "soundcharts", daily_budget=2)
    gate.reserve()
    gate.reserve()
    with pytest.raises(BudgetSpent, match="budget of 2 calls a day to soundcharts is spent"):
        gate.reserve()
    run_sql(warehouse, "update ops.rate_limit set spent_on = spent_on - 1")
    gate.reserve()
    assert run_sql(warehouse, "select spent_calls from ops.rate_limit") == [(1,)]


def test_a_budget_of_none_sends_nothing(warehouse: Engine, gate: PostgresGate) -> None:
    set_limit(warehouse, "soundcharts", daily_budget=0)
    with pytest.raises(BudgetSpent):
        gate.reserve()


def test_a_provider_without_a_limit_is_not_called(warehouse: Engine) -> None:
    gate = PostgresGate(warehouse, "nobody")
    with pytest.raises(StopsRun, match="No limit is set for nobody"):
        gate.reserve()
    gate.close()


def test_connections_come_back_as_they_were(fresh_database: str) -> None:
    name = sqlalchemy.make_url(fresh_database).database
    first = make_engine(fresh_database)
    run_sql(first, f"alter database {name} set synchronous_commit = on")
    first.dispose()
    engine = make_engine(fresh_database, pool_size=1)
    run_sql(engine, "create schema ops")
    reservations = Reservations(engine, "nobody")
    with reservations.connection() as connection:
        assert connection.exec_driver_sql("show synchronous_commit").scalar() == "off"
    reservations.close()
    assert run_sql(engine, "show synchronous_commit") == [("on",)]
    engine.dispose()
