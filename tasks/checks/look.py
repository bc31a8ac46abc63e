"""Looks at everything, each by itself: what can't be looked at is said, and keeps nothing else from being seen."""

from collections.abc import Callable, Iterable

import httpx
from sqlalchemy.exc import SQLAlchemyError

from db.errors import GroundswellError
from tasks.checks.finding import Finding, Look

# What one look may meet without ending the others.
TROUBLE = (GroundswellError, SQLAlchemyError, OSError, httpx.HTTPError)


def looked(kind: str, find: Callable[[], Iterable[Finding]]) -> Look:
    """The look of a kind; unjudged, with the reason, where it could not be made."""
    try:
        return Look(kind, tuple(find()))
    except TROUBLE as error:
        return Look(kind, unjudged=reason_of(error))


def reason_of(error: Exception) -> str:
    """One line of why."""
    cause = error.orig if isinstance(error, SQLAlchemyError) and hasattr(error, "orig") else error
    return str(cause).strip().partition("\n")[0] or type(error).__name__


def unmade(looks: Iterable[Look]) -> Look:
    """A finding for each look that could not be made, because who does not look finds nothing."""
    return Look(
        "look",
        tuple(
            Finding(
                f"look:{look.kind}",
                "look",
                f"Not everything of {NAMES[look.kind]} could be looked at.\n{look.unjudged}",
                "See what is in the way, then: groundswell check",
            )
            for look in looks
            if look.unjudged is not None
        ),
    )


NAMES = {
    "run": "runs",
    "source": "sources",
    "queue": "the queue",
    "budget": "budgets",
    "disk": "disks",
    "data": "data",
    "mail": "mails",
}
