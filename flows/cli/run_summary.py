"""What runs wrote down of themselves, for the verb that started them to print."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping
from sqlalchemy.exc import OperationalError, ProgrammingError

from db.engine import database_url, make_engine
from flows.cli.options import choose
from tasks.runs import store


def runs_since(began: datetime) -> Sequence[RowMapping]:
    """Runs that ended since: run_id, flow, state, summary.

    None where the warehouse can't be read: then no run began, and the error that says why must not be hidden by
    another one.
    """
    engine = make_engine(database_url(choose(None)))
    try:
        return store.runs_since(engine, began)
    except (OperationalError, ProgrammingError):
        return []
    finally:
        engine.dispose()
