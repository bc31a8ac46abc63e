"""The text of an answer before it is parsed, without what makes it unreadable as a whole or what Postgres can't keep.

NUL characters and halves of surrogate pairs become U+FFFD, other control characters blanks, NaN a text; a byte order
mark goes.
Lengths and all other bytes stay: whether they can be read, each item shows by itself.
"""

import re

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BLANKS = bytes(0x20 if byte < 0x20 else byte for byte in range(256))
# More is never an answer to what is asked here, and would take gigabytes of memory as objects.
MOST_VALUES = 1_000_000

HALF_IN_UTF8 = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
# Every escape is matched whole, so that a backslash before "u0000" is not taken for the escape of a NUL.
ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2}))"
    rb"|\\.",
    re.DOTALL,
)
# Words that some programs write where JSON has no number; texts are matched whole, so that none in them is meant.
NO_NUMBER = re.compile(rb'"(?:[^"\\]|\\.)*+"?|(-?(?:NaN|Infinity))', re.DOTALL)
REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")


def clean_json(body: bytes) -> bytes:
    """JSON as it can be parsed. Raises ValueError when it holds too many values."""
    body = _clean(body, b",")
    if b"NaN" in body or b"Infinity" in body:
        body = NO_NUMBER.sub(lambda word: b'"' + word[1] + b'"' if word[1] else word[0], body)
    if SUSPECT.search(body):
        body = ESCAPE.sub(lambda escape: rb"\ufffd" if escape[1] else escape[0], body)
    return body


def clean_xml(body: bytes) -> bytes:
    """XML as it can be parsed. Raises ValueError when it holds too many elements."""
    return REFERENCE.sub(_reference, _clean(body, b"<"))


def clean_words(text: str) -> str:
    """Words for people that a provider sent: NUL and halves of pairs replaced."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _clean(body: bytes, separator: bytes) -> bytes:
    if body.count(separator) > MOST_VALUES:
        raise ValueError(f"it holds more than {MOST_VALUES:,} values")
    return HALF_IN_UTF8.sub("\ufffd".encode(), body.removeprefix(BYTE_ORDER_MARK).translate(BLANKS))


def _reference(found: re.Match[bytes]) -> bytes:
    """A reference to a character, or to U+FFFD where XML has no such character."""
    digits, radix = (found[1], 16) if found[1] else (found[2], 10)
    code = int(digits, radix) if len(digits) < 12 else 0x110000
    is_known = code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found[0] if is_known else b"&#xFFFD;"
