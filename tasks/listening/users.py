"""Users whose histories are here: known by name, and told from another spelling of it."""

import unicodedata
from dataclasses import dataclass

from tasks.listening.errors import NameTaken

DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class User:
    """``user_id`` is None until something of the user's was loaded."""

    name: str
    time_zone: str
    user_id: int | None = None


def name_key(name: str) -> str:
    """The name folded: no case, accents, spaces or punctuation."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(letter for letter in folded if letter.isalnum())


def refuse_other_spelling(name: str, known: str) -> None:
    """Raises NameTaken when the names differ."""
    if name != known:
        raise NameTaken(
            f"There is a user {known} already, and {name} is another spelling of that name. Nothing was loaded; "
            f'give --user "{known}" for the same listener, or a name that differs in its letters for another one.'
        )
