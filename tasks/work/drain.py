"""Working off a batch: lease, fetch in parallel, store each item with its ledger in one transaction."""

import logging
import os
import secrets
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from tasks.providers.errors import Blocked, ProviderError, Refused, StopsRun, Unreachable
from tasks.runs.shown import shown, shown_error
from tasks.work import store
from tasks.work.handler import Client, Handler
from tasks.work.item import Ending, Kind, WorkItem
from tasks.work.ledger_store import keep_exchanges, keep_rejects

C = TypeVar("C", bound=Client)
logger = logging.getLogger(__name__)
RENEW_EVERY_S = store.LEASE_S / 4


@dataclass(slots=True)
class BatchResult:
    """What became of a batch.

    ``ended`` counts (kind, outcome), ``failed`` (kind, state). ``why`` has (kind, outcome or state, sort of failure)
    with one reason as an example. ``own_ms`` is our time beside provider and limit.
    """

    leased: int = 0
    ended: Counter[tuple[str, str]] = field(default_factory=Counter)
    failed: Counter[tuple[str, str]] = field(default_factory=Counter)
    why: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    example: dict[tuple[str, str, str], str] = field(default_factory=dict)
    rows: int = 0
    calls: int = 0
    throttled: int = 0
    own_ms: float = 0.0
    stopped: StopsRun | Unreachable | None = None

    def note(self, kind: str, end: str, sort: str, reason: str) -> None:
        """Count a reason why something was not fetched."""
        self.why[(kind, end, sort)] += 1
        self.example.setdefault((kind, end, sort), reason)

    def add(self, other: "BatchResult") -> None:
        """Count another batch in."""
        self.leased += other.leased
        self.ended += other.ended
        self.failed += other.failed
        self.why += other.why
        self.example = {**other.example, **self.example}
        self.rows += other.rows
        self.calls += other.calls
        self.throttled += other.throttled
        self.own_ms += other.own_ms
        self.stopped = self.stopped or other.stopped


class Drain(Generic[C]):
    """Works off items of some kinds with ``parallel`` threads; ``make_client`` is called once an item."""

    def __init__(
        self, engine: Engine, handlers: Mapping[Kind, Handler[C]], make_client: Callable[[], C], parallel: int = 6
    ) -> None:
        self.engine, self.handlers, self.make_client, self.parallel = engine, handlers, make_client, parallel
        self.worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._counted = threading.Lock()

    def batch(self, kinds: Sequence[Kind], size: int = 100, only: Sequence[int] | None = None) -> BatchResult:
        """Lease and work off up to ``size`` due items, of ``only`` these work_ids where given.

        Raises OperationalError when the database is away.
        """
        result = BatchResult()
        items = store.lease(self.engine, self.worker, kinds, size, only)
        result.leased = len(items)
        if not items:
            return result
        with ThreadPoolExecutor(self.parallel, thread_name_prefix="drain") as pool:
            open_items: dict[Future[None], WorkItem] = {pool.submit(self._work, item, result): item for item in items}
            renewed_at = time.monotonic()
            try:
                while open_items:
                    done, _ = wait(open_items, timeout=RENEW_EVERY_S, return_when=FIRST_COMPLETED)
                    for future in done:
                        open_items.pop(future)
                        future.result()
                    # the last of a batch may wait long for its turn, however quickly the others end
                    if time.monotonic() - renewed_at >= RENEW_EVERY_S:
                        store.renew(self.engine, self.worker, list(open_items.values()))
                        renewed_at = time.monotonic()
            except BaseException:
                # what has not started must not start; its lease runs out and it comes back
                for future in open_items:
                    future.cancel()
                raise
        return result

    def _work(self, item: WorkItem, result: BatchResult) -> None:
        started = time.perf_counter()
        client = self.make_client()
        fetched: Any = None
        failure: Exception | None = result.stopped
        if failure is None:
            try:
                fetched = self.handlers[item.kind].fetch(item, client)
            except ProviderError as error:
                failure = error
                self._stop(error, result)
            except Exception as error:
                logger.error("%s %s could not be fetched:\n%s", item.kind, shown(item.entity_key), shown_error(error))
                failure = error
        self._settle(item, client, fetched, failure, result)
        log = client.log
        away_ms = sum(exchange.waited_ms + exchange.elapsed_ms for exchange in log)
        with self._counted:
            result.calls += len(log)
            result.throttled += sum(exchange.failure == "throttled" for exchange in log)
            result.own_ms += (time.perf_counter() - started) * 1000 - away_ms

    def _stop(self, error: ProviderError, result: BatchResult) -> None:
        """Keep the first error that stops the run.

        Whoever closes the gate says why a moment later than others may meet it closed, so that is no cause yet.
        """
        if isinstance(error, StopsRun | Unreachable):
            with self._counted:
                if result.stopped is None or isinstance(result.stopped, Blocked):
                    result.stopped = error

    def _settle(self, item: WorkItem, client: C, fetched: Any, failure: Exception | None, result: BatchResult) -> None:
        """Write down how it went: everything of the item in one transaction, or the failure alone."""
        handler = self.handlers[item.kind]
        if isinstance(failure, Refused):
            ending = handler.refused(item, str(failure), failure.failure)
            self._store(item, client, lambda connection, answers: ending, result)
            with self._counted:
                result.note(item.kind, ending.outcome, failure.failure, str(failure))
        elif failure is not None:
            self._fail(item, client, failure, result)
        else:
            try:
                self._store(
                    item, client, lambda connection, answers: handler.store(connection, item, fetched, answers), result
                )
            except OperationalError:
                raise
            except Exception as error:
                logger.error("%s %s could not be stored:\n%s", item.kind, shown(item.entity_key), shown_error(error))
                self._fail(item, client, error, result)

    def _store(
        self, item: WorkItem, client: C, write: Callable[[Any, list[int | None]], Ending], result: BatchResult
    ) -> None:
        with self.engine.begin() as connection:
            answers = keep_exchanges(connection, client.log, item.work_id)
            keep_rejects(connection, client.log[0].provider if client.log else "", client.rejects, answers)
            ending = write(connection, answers)
            ours = store.finish(connection, self.worker, item, ending)
        with self._counted:
            result.ended[(item.kind, ending.outcome if ours else "lease_lost")] += 1
            result.rows += ending.rows

    def _fail(self, item: WorkItem, client: C, failure: Exception, result: BatchResult) -> None:
        if isinstance(failure, ProviderError):
            sort, reason = failure.failure, str(failure)
        else:
            # further lines may repeat the statement with all its values
            sort, reason = type(failure).__name__, f"{type(failure).__name__}: {failure}".splitlines()[0][:500]
        with self.engine.begin() as connection:
            keep_exchanges(connection, client.log, item.work_id)
            if isinstance(failure, StopsRun | Unreachable):
                store.put_back(connection, self.worker, item, reason)
                state = "put back"
            else:
                state = store.fail(connection, self.worker, item, reason)
        with self._counted:
            result.failed[(item.kind, state)] += 1
            result.note(item.kind, state, sort, reason)
