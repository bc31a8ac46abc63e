"""What to tell a reader about an error: a sentence for all that a person, a file, a right or a server can cause.

What is left is a defect, and called so.
"""

import os

from sqlalchemy import make_url

from db.causes import explained, is_of_database
from db.engine import normalised
from db.errors import GroundswellError


def sentence(error: Exception) -> str:
    """What happened, to what, and the next step."""
    if isinstance(error, GroundswellError):
        return str(error)
    if is_of_database(error):
        given = os.environ.get("DATABASE_URL")
        if (words := explained(error, make_url(normalised(given)) if given else None)) is not None:
            return words
    return _of_machine(error) or _of_programs(error) or _defect(error)


def _of_machine(error: Exception) -> str | None:
    """Files, memory, bytes."""
    match error:
        case ConnectionError() | TimeoutError():
            return f"A connection was lost ({_words(error)}). Nothing is half written; run this again."
        case OSError(filename=str() | bytes() as name):
            name = name.decode("utf-8", "replace") if isinstance(name, bytes) else name
            return f"{name} can't be used ({error.strerror or error}); check its name, its rights and the disk's room."
        case OSError(strerror=str() as words):
            return f"The machine refuses ({words}); check rights, open files and the disk's room, and run this again."
        case MemoryError():
            return "There is not enough memory for this; end other programs, or give less at once."
        case UnicodeError():
            return f"A name or a file holds bytes that are no text ({_words(error)}); write it as UTF-8."
        case _:
            return None


def _of_programs(error: Exception) -> str | None:
    """Settings and the servers we talk to, known by their names so that not every verb imports them."""
    kinds = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(error).__mro__}
    if "pydantic_core.ValidationError" in kinds:
        wrong = "; ".join(
            f"{'.'.join(map(str, each['loc'])) or 'a value'}: {each['msg']}"
            for each in getattr(error, "errors", list)()
        )
        return f"A setting is not as it should be ({wrong}); correct it in the environment or in .env."
    if kinds & {"httpx.TransportError", "httpx.HTTPStatusError", "prefect.PrefectHTTPStatusError"} or (
        isinstance(error, RuntimeError) and "Failed to reach API" in str(error)
    ):
        return (
            f"The Prefect server does not answer as it should ({_words(error)}); see groundswell status, start it with "
            "groundswell up, or unset PREFECT_API_URL."
        )
    return None


def _defect(error: Exception) -> str:
    return f"{type(error).__name__}: {error}. This is a defect; --debug shows where."


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
