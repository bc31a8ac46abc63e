"""The one spelling in which tags and names of the taxonomy are compared."""

import re
import unicodedata

_QUOTES = re.compile("['’‘`´ʼ\"“”]")
# What is typed for a heart, broken or whole, is a word: "i <3 this".
_BROKEN_HEARTS = re.compile("</3+|\U0001f494")
_HEARTS = re.compile("<3+|[\u2661\u2665\u2764]\ufe0f?")
_AND = re.compile(r"\s*[&+]\s*(?=\w)|(?<=[a-z])\s*['’]n['’]\s*(?=[a-z])")
_BARE_N = re.compile(r"(?<=\w )n(?= \w)")
_DASHES = re.compile(r"\s+[-–—]+\s+")
_GAPS = re.compile(r"(?:[^\w/|;,]|_)+")
_PARTED = re.compile(r" *([/|;,]) *")
_PLURALS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", ""))
# What ends in s and is no plural.
_SINGULAR = frozenset({"blues", "bass", "brass", "plus", "chorus", "circus", "christmas", "jesus", "this", "is", "us"})


def normal_form(text: str) -> str:
    """A tag as it is looked up: NFKC, lower case, no accents or quotes, "&" and "n" as "and", other marks as one space.

    Of the marks only / | ; and the comma stay, since they may part several tags: "Rock & Roll" is "rock and roll",
    "Hip-Hop / R&B" is "hip hop/r and b". Text in other scripts than Latin keeps its letters.
    """
    if text.isascii() and text.replace(" ", "").isalnum():  # most tags: nothing to fold but case and spaces
        return _BARE_N.sub("and", " ".join(text.lower().split()))
    text = _HEARTS.sub(" heart ", _BROKEN_HEARTS.sub(" broken heart ", text.replace("&lt;", "<")))
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
        text = "".join(mark for mark in spread if not unicodedata.combining(mark))
        text = text.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i")
    text = text.replace("&amp;", "&")
    text = _DASHES.sub("/", _AND.sub(" and ", text.casefold()))
    text = _PARTED.sub(r"\1", _GAPS.sub(" ", _QUOTES.sub("", text)))
    return _BARE_N.sub("and", text).strip(" /|;,")


def without_gaps(text: str) -> str:
    """A normal form with its words run together: "post rock", "post-rock" and "postrock" are one."""
    return text.replace(" ", "")


def singular(text: str) -> str:
    """A normal form whose last word is no English plural any more; itself when it was none."""
    last = text.rpartition(" ")[2]
    if len(last) < 4 or last in _SINGULAR:
        return text
    for ending, stead in _PLURALS:
        if last.endswith(ending) and not last.endswith("ss"):
            return text.removesuffix(ending) + stead
    return text
