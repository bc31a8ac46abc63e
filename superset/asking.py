"""Whatever Superset or our pages ask the warehouse takes a place first, see question_places."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import g, has_request_context, request
from superset.errors import ErrorLevel, SupersetError, SupersetErrorType
from superset.exceptions import SupersetErrorException

from question_places import PLACES, WarehouseBusy

OWN_SQL = "/api/v1/sqllab/"  # where people send statements of their own


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


def is_own_sql() -> bool:
    """Whether this request brings a statement of somebody's own."""
    return has_request_context() and request.path.startswith(OWN_SQL)
