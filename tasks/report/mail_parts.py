"""What a mail says of an issue, from the blocks it told: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class MailParts:
    """Banner, headline, up to when figures are.

    Lines are (tone, name, text), tiles (name, value, change, tone, note).
    """

    label: str
    headline: str
    clock: str
    lines: Sequence[tuple[str, str, str]]
    tiles: Sequence[tuple[str, str, str, str, str]]


def mail_parts(blocks: Sequence[Mapping[str, Any]]) -> MailParts:
    """The five lines and tiles of page 1."""
    first: dict[str, Mapping[str, Any]] = {}
    for block in blocks:
        first.setdefault(block["kind"], block)
    title = first["title"]
    lines = [(item["tone"], item["name"], item["text"]) for item in first["changes"]["items"][:MOST_LINES]]
    tiles = [
        (item["name"], item["value"], item.get("delta", ""), _tone(item.get("tone")), item.get("note", ""))
        for item in first["tiles"]["items"]
    ]
    return MailParts(title["label"], title["headline"], title["clock"], lines, tiles)


def _tone(tone: str | None) -> str:
    return tone if tone in ("up", "down") else "info"
