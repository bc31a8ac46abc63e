"""How a call to a provider can fail. Who catches what is said on each class.

- ``Transient``: the client tries again within the call; when that is used up, the item is tried again later.
- ``Refused``: the answer is final for this item: it is kept with the reason.
- ``StopsRun``: nothing more can be asked for now; waiting items go back untouched.
"""

from db.errors import GroundswellError
from tasks.providers.answer_text import clean_words


class ProviderError(GroundswellError):
    """A provider did not give what was asked for."""

    failure = "failed"

    def __init__(self, message: str) -> None:
        super().__init__(clean_words(message))  # often in the provider's words, and kept with the item


class Transient(ProviderError):
    """Worth another try soon."""


class Unavailable(Transient):
    """No whole answer came, or the server said it is in trouble (500, 502, 503, 504)."""

    failure = "unavailable"


class Unreachable(Unavailable):
    """Nobody listens at the address. When it stays so, a run stops: every other item would fail alike."""

    failure = "unreachable"


class Unreadable(Transient):
    """An answer came that can't be what was meant: broken JSON, a field of another type, a page that lost its items."""

    failure = "unreadable"


class Throttled(Transient):
    """The rate limit was hit. Never a statement about the thing asked for.

    ``wait_s`` is what the provider asked us to wait, in seconds.
    """

    failure = "throttled"

    def __init__(self, message: str, wait_s: float) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class Refused(ProviderError):
    """A final answer about this one thing."""

    failure = "refused"


class NotFound(Refused):
    """404: the provider knows no such thing."""

    failure = "not_found"


class Gone(Refused):
    """410: the provider withholds it, for example an ISRC several tracks share."""

    failure = "gone"


class Forbidden(Refused):
    """403: the endpoint is not part of the plan."""

    failure = "forbidden"


class BadRequest(Refused):
    """400: a platform, date or limit the endpoint does not take."""

    failure = "bad_request"


class StopsRun(ProviderError):
    """Nothing more can be asked of this provider for now. Until when, the gate knows."""

    failure = "stopped"


class Unauthorized(StopsRun):
    """401: the credentials are missing or wrong."""

    failure = "unauthorized"


class QuotaExhausted(StopsRun):
    """The provider's quota of the plan is used up."""

    failure = "quota"


class BudgetSpent(StopsRun):
    """Our own budget of calls for the day is used up."""

    failure = "budget"


class Blocked(StopsRun):
    """The provider asked for a wait longer than is obeyed on the spot."""

    failure = "blocked"
