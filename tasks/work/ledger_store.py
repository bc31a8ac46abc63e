"""The ledger: every exchange and every rejected item is written down, whatever became of the work."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from db.statements import statement
from db.storable import storable, storable_json
from tasks.providers.exchange import Exchange


class Rejected(Protocol):
    """An item a client could not read; ``exchange`` indexes the exchanges it came in."""

    @property
    def endpoint(self) -> str: ...
    @property
    def item(self) -> object: ...
    @property
    def reason(self) -> str: ...
    @property
    def exchange(self) -> int: ...


def keep_exchanges(connection: Connection, log: Sequence[Exchange], work_id: int | None) -> list[int | None]:
    """Write ledger and raw rows; the raw.answer id of each exchange, None where no body came."""
    answers: list[int | None] = []
    for exchange in log:
        given = {
            "provider": exchange.provider,
            "endpoint": exchange.endpoint,
            "url": exchange.url,
            "called_at": exchange.called_at,
            "waited_ms": exchange.waited_ms,
            "elapsed_ms": exchange.elapsed_ms,
            "status": exchange.status,
            "body": exchange.body,
            "cost": exchange.cost,
            "quota_remaining": exchange.quota_remaining,
            "failure": exchange.failure,
            "work_id": work_id,
        }
        answers.append(connection.execute(statement("work/keep_answer"), given).scalar_one())
    return answers


def keep_rejects(
    connection: Connection, provider: str, rejects: Sequence[Rejected], answers: Sequence[int | None]
) -> None:
    """Keep what could not be read, with the reason and the answer it came in."""
    for reject in rejects:
        given = {
            "source": f"{provider} {reject.endpoint}",
            "answer_id": answers[reject.exchange],
            "item": storable_json(reject.item),
            "reason": storable(reject.reason),
        }
        connection.execute(statement("work/reject"), given)
