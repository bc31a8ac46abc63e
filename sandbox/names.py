"""Invented names of artists and songs in every script the report has to print."""

import re
import unicodedata

from sandbox.seeded_random import dice
from sandbox.words import (
    FIRST,
    LAST,
    MARKUP_NAMES,
    MARKUP_TITLES,
    SCRIPT_CYCLE,
    TITLE_FIRST,
    TITLE_LAST,
)

_TIGHT = ("korean", "japanese", "chinese")  # scripts written here without a space between the two words
_NUMERALS = ("", " II", " III", " IV", " V", " VI", " VII", " VIII", " IX", " X")


def script_of(artist: int) -> str:
    """Script of the artist with this number, for example "korean"; "markup" is Latin full of special characters."""
    return SCRIPT_CYCLE[artist % len(SCRIPT_CYCLE)]


def artist_names(seed: int, count: int) -> list[str]:
    """`count` different names, the n-th in the script of `script_of(n)`."""
    decks: dict[str, list[str]] = {}
    dealt: dict[str, int] = {}
    names = []
    for artist in range(count):
        script = script_of(artist)
        deck = decks.setdefault(script, _deck(seed, script))
        turn = dealt.get(script, 0)
        dealt[script] = turn + 1
        again, at = divmod(turn, len(deck))
        names.append(deck[at] + (_NUMERALS[again] if again < len(_NUMERALS) else f" {again + 1}"))
    return names


def track_title(seed: int, track: int, script: str) -> str:
    """A title in the artist's script; about one in nine has a bracket added, so titles can repeat as in life."""
    roll = dice(seed, "title", track)
    if script == "markup":
        return roll.choice(MARKUP_TITLES)
    title = _joined(script, roll.choice(TITLE_FIRST[script]), roll.choice(TITLE_LAST[script]))
    extra = roll.random()
    if extra < 0.05:
        return f"{title} (Remix)"
    return f"{title} - Live" if extra < 0.11 else title


def slug_of(name: str, uuid: str) -> str:
    """ASCII slug of a name; a name without Latin letters gets the head of its uuid."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")
    return slug if len(slug) > 2 else f"artist-{uuid[:8]}"


def _deck(seed: int, script: str) -> list[str]:
    roll = dice(seed, "names", script)
    if script == "markup":
        return roll.sample(MARKUP_NAMES, len(MARKUP_NAMES))
    pairs = [_joined(script, first, last) for first in FIRST[script] for last in LAST[script]]
    return roll.sample(pairs, len(pairs))


def _joined(script: str, first: str, last: str) -> str:
    return f"{first}{last}" if script in _TIGHT else f"{first} {last}"
