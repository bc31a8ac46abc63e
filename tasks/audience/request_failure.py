"""Why a request could not be fetched to the end, for who waits for it. Pure."""

from db.errors import GroundswellError
from tasks.providers.errors import BudgetSpent, Unreachable

KEPT = "What came is kept, and trying again asks only for the rest."


def failure_words(error: Exception) -> str:
    """A sentence of what failed and what to do next."""
    if isinstance(error, Unreachable):
        return f"The provider can't be reached at the moment. {KEPT} Try again in some minutes."
    if isinstance(error, BudgetSpent):
        return f"Today's budget of calls is used up. {KEPT} Try again tomorrow, or let the data team raise it."
    if isinstance(error, GroundswellError):
        return f"{error} {KEPT}"
    return f"This is a defect ({type(error).__name__}); tell the data team. {KEPT}"
