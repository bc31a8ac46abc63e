"""How the search engines of the music databases compare texts: folded words."""

import re
import unicodedata

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Words without accents, case and punctuation, one blank between them; a text of signs alone stays as it is."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(bare.casefold().replace("'", "").replace("’", ""))) or text.strip().casefold()


def likeness(wanted: str, known: str) -> float:
    """Part of the words that two folded texts share, 0..1 (Dice). Scripts without blanks are compared by pairs."""
    left, right = _parts(wanted), _parts(known)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else float(wanted == known)


def _parts(text: str) -> set[str]:
    if text.isascii():
        return set(text.split())
    bare = text.replace(" ", "")
    return {bare[place : place + 2] for place in range(max(1, len(bare) - 1))}
