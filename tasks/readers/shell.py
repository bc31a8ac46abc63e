"""The shell around reading a file: whatever goes wrong inside refuses that file, by name and in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from db.causes import is_of_database, is_of_value
from db.errors import GroundswellError
from db.storable import storable

LONGEST_REASON = 300


@contextmanager
def refused_by_name(name: str, refusal: type[GroundswellError]) -> Iterator[None]:
    """Raises ``refusal`` for anything that goes wrong inside, so that whoever reads many files goes on with the next.

    Errors written to be read pass as they are. So do those of a database that does not work: no file causes them.
    """
    try:
        yield
    except GroundswellError:
        raise
    except Exception as error:
        if is_of_database(error) and not is_of_value(error):
            raise
        raise refusal(
            f"{storable(name)} can't be loaded ({reason(error)}). Nothing of it was taken; open it where it was made, "
            "and have it delivered again."
        ) from error


def reason(error: BaseException) -> str:
    """What an error says, on one line and not endless."""
    if isinstance(error, MemoryError):
        return "it needs more memory than there is"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, UnicodeError):
        return "it holds bytes that are no text"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    words = storable(" ".join(str(getattr(error, "orig", None) or error).split())) or type(error).__name__
    return words if len(words) <= LONGEST_REASON else f"{words[: LONGEST_REASON - 1]}…"
