"""File names of listening histories, in all forms Spotify has used."""

import re
from collections.abc import Callable
from typing import Literal

Form = Literal["extended", "account"]

_EXTENDED = re.compile(r"(Streaming_History_(Audio|Video)_.+|endsong.*|endvideo.*)\.json", re.IGNORECASE | re.DOTALL)
_ACCOUNT = re.compile(r"StreamingHistory.*\.json", re.IGNORECASE | re.DOTALL)
_VIDEO = re.compile(r"(Streaming_History_Video_|endvideo)", re.IGNORECASE)
# What every row of the one form has, and of the other.
FIELDS = ((b'"ts"', b'"ms_played"'), (b'"endTime"', b'"msPlayed"'))
HEAD_BYTES = 64 * 1024
LOOKED_FOR = (
    "Streaming_History_Audio_*.json, Streaming_History_Video_*.json, endsong_*.json, endvideo*.json and "
    "StreamingHistory*.json (also _music_, _podcast_, _audiobook_)"
)


def form_of(name: str) -> Form | None:
    """The form a file of that name has, whatever the case of its letters; None for a file of another kind."""
    if _EXTENDED.fullmatch(name):
        return "extended"
    return "account" if _ACCOUNT.fullmatch(name) else None


def is_history(name: str, head: Callable[[], bytes]) -> bool:
    """Whether a file is a history by its name or, a JSON file of another name, by the fields in its first bytes."""
    if form_of(name) is not None:
        return True
    if not name.casefold().endswith(".json") or name.startswith("."):
        return False
    first = head()
    return any(all(field in first for field in fields) for fields in FIELDS)


def is_video(name: str) -> bool:
    """Whether a file of that name holds videos."""
    return _VIDEO.match(name) is not None
