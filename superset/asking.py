"""Whatever Superset or our pages ask the warehouse takes a place first, see question_places."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import g, has_request_context, request
from superset.errors import ErrorLevel, SupersetError, SupersetErrorType
from superset.exceptions import SupersetErrorException

from question_places import PLACES, WarehouseBusy

OWN_SQL = "/api/v1/sqllab/"  # where people send statements of their own
# SQL Lab runs a statement in a request context of its own making, whose path says nothing of where it came from.
_brings_own_sql: ContextVar[bool] = ContextVar("brings_own_sql", default=False)


@contextmanager
def at_warehouse(database: Any, catalog: str | None, schema: str | None) -> Iterator[None]:
    """Superset's ENGINE_CONTEXT_MANAGER. Raises SupersetErrorException (503) where there is no place."""
    if not has_request_context():
        yield
        return
    try:
        with PLACES.taken(asker(), is_own_sql=is_own_sql()):
            yield
    except WarehouseBusy as error:
        raise SupersetErrorException(
            SupersetError(
                message=str(error), error_type=SupersetErrorType.GENERIC_BACKEND_ERROR, level=ErrorLevel.WARNING
            ),
            503,
        ) from error


def asker() -> Hashable:
    """The one whose request this is; None for nobody."""
    return getattr(getattr(g, "user", None), "id", None)


def note_own_sql() -> None:
    """Before each request: whether it brings a statement of somebody's own."""
    _brings_own_sql.set(request.path.startswith(OWN_SQL))


def is_own_sql() -> bool:
    """Whether the request that is answered brings a statement of somebody's own."""
    return _brings_own_sql.get()
