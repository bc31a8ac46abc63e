"""Names in the form in which they are compared: TikTok, Spotify and MusicBrainz write them each in their way. Pure."""

import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

ALIKE = 0.85  # a typo in seven letters; below that two names are two names
SHORT = 5  # in shorter ones a single letter makes another name


@lru_cache(maxsize=200_000)
def normal(text: str) -> str:
    """Lower case without punctuation; accents are dropped from Latin letters only, where they are often left out."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept: list[str] = []
    for letter in unicodedata.normalize("NFD", folded):
        if unicodedata.combining(letter):
            if not (kept and "a" <= kept[-1] <= "z"):
                kept.append(letter)
        elif letter.isalnum() or unicodedata.category(letter) in ("Mc", "Mn", "Me"):
            kept.append(letter)
        elif letter not in "'’‘`´":
            kept.append(" ")
    words = " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
    return words or " ".join(folded.split())


def likeness(one: str, other: str) -> float:
    """How alike two normal names are, 0 to 1; blanks don't count, and short names must be the same."""
    ours, theirs = one.replace(" ", ""), other.replace(" ", "")
    if ours == theirs:
        return 1.0
    if min(len(ours), len(theirs)) < SHORT:
        return 0.0
    return fuzz.ratio(ours, theirs, score_cutoff=100 * ALIKE) / 100


def script(name: str) -> str:
    """The script most of a name's letters are in, for example LATIN; empty where it has no letters."""
    scripts = [unicodedata.name(letter, "").split(" ")[0] for letter in name if letter.isalpha()]
    return max(sorted(set(scripts)), key=scripts.count, default="")
