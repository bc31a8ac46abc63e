"""Text as people paste it: bare of blanks and quotes, and split into the parts of an address."""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from db.errors import GroundswellError

# Blanks that strip() leaves, and what surrounds an address in mails, chats and spreadsheets.
_AROUND = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\"'`<>\u2018\u2019\u201c\u201d\u00ab\u00bb"
LONGEST_SHOWN = 80
Found = TypeVar("Found")


class PastedError(GroundswellError):
    """What was pasted is not what is wanted here."""


@dataclass(frozen=True, slots=True)
class NeedsResolving:
    """A short link: only its owner's server knows where it leads. ``message`` tells a person what to do."""

    address: str
    message: str


@dataclass(frozen=True, slots=True)
class Address:
    """Host in lower case without www., and the path's segments; query and fragment are left out."""

    host: str
    segments: tuple[str, ...]


def bare(text: str) -> str:
    """The text without blanks, quotes and angle brackets around it."""
    return text.strip(_AROUND)


def shown(text: str) -> str:
    """The text as a message may repeat it: on one line, not endless."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def address(text: str) -> Address | None:
    """The parts of a web address, with or without http(s)://; None when it is none."""
    if any(letter.isspace() for letter in text):
        return None
    scheme, found, _ = text.partition("://")
    if found and scheme.lower() not in ("http", "https"):
        return None
    try:
        parts = urlsplit(text if found else f"https://{text.removeprefix('//')}")
        host = parts.hostname or ""
    except ValueError:  # unbalanced brackets and the like
        return None
    if "." not in host:
        return None
    segments = tuple(segment for segment in parts.path.split("/") if segment)
    return Address(host.rstrip(".").removeprefix("www."), segments)


def resolved(found: Found | NeedsResolving) -> Found:
    """What was found; raises PastedError with what to do for a short link, which is not followed."""
    if isinstance(found, NeedsResolving):
        raise PastedError(found.message)
    return found
