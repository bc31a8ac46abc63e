"""Names as a page can show them: what has no look, turns the text round or piles up over other lines is left out."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 300  # characters; longer than any title, and still lower than a page
NAMELESS = "[no visible name]"
# Marks of direction and whatever else Unicode lets a renderer ignore, without the joiners of U+200C and U+200D, which
# decide what letters look like.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ISOLATED = re.compile("\u2068([^\u2066-\u2069]*)\u2069")
_BLANKS = re.compile("[\\s\\x00-\\x1f\\x7f-\\x9f\u2800]+")
_SAME_PLACE, _MARKS = 1, 3  # marks of one letter beside the ones it has in itself: in one place, and in all
_DOTTED_CIRCLE = "\u25cc"
# A letter that is a whole sentence, ten times as wide as others: its words can break, and stay in line.
_SENTENCES = str.maketrans({"\ufdfd": "بسم الله الرحمن الرحيم"})


def shown(name: str) -> str:
    """The name with at most LONGEST characters; NAMELESS for one of which nothing can be seen, "" for none."""
    text = unicodedata.normalize("NFC", _BLANKS.sub(" ", UNSEEN.sub("", name.translate(_SENTENCES)))).strip()
    text = "".join(_with_few_marks(text))
    if name and not text.strip(" \u200c\u200d"):
        return NAMELESS
    if len(text) <= LONGEST:
        return text
    end = LONGEST - 1
    while unicodedata.category(text[end]).startswith("M") or text[end] == "\u200d":
        end -= 1  # never between a letter and its marks
    return text[:end].rstrip() + "…"


def shown_sentence(sentence: str) -> str:
    """A sentence whose names are isolated from its direction (core.quoted): they stay so, each as `shown` has it."""
    parts = _ISOLATED.split(sentence)
    names = [f"\u2068{shown(name)}\u2069" for name in parts[1::2]]
    words = [UNSEEN.sub("", words) for words in parts[::2]]
    return words[0] + "".join(name + following for name, following in zip(names, words[1:], strict=True))


def _with_few_marks(text: str) -> Iterator[str]:
    """Its characters; private and unassigned ones as a sign of what can't be shown."""
    places: list[int] = []  # of the marks on the letter before
    if text and unicodedata.category(text[0]).startswith("M"):
        yield _DOTTED_CIRCLE  # else it would sit on what stands before the name
    for character in text:
        place, category = unicodedata.combining(character), unicodedata.category(character)
        if category in ("Co", "Cn", "Cs"):
            character = "\ufffd"
        if not place and category != "Me":
            places = []
        elif places.count(place) == _SAME_PLACE or len(places) == _MARKS:
            continue
        else:
            places.append(place)
        yield character
