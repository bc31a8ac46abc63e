"""Two exports of one listener, a month apart: the later one tells most plays again, and some of them otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from sandbox.history.export import write_extended
from sandbox.listening import Heard, Listener
from sandbox.seeded_random import dice

APART = timedelta(days=30)
# What each platform is called a version later.
LATER_WORDS = {
    "ios": "iOS 17.4 (iPhone15,2)",
    "android": "Android OS 14 API 34 (Google, Pixel 8)",
    "web_player": "web_player windows 10;chrome 124",
}


def _reason(heard: Heard) -> Heard:
    return replace(heard, reason_end="logout" if heard.reason_end is None else None)


def _skipped(heard: Heard) -> Heard:
    return replace(heard, skipped=False if heard.skipped is None else None)


def _platform(heard: Heard) -> Heard:
    return replace(heard, platform=LATER_WORDS.get(heard.platform, heard.platform.upper()))


def _offline(heard: Heard) -> Heard:
    stamp = heard.offline_at or heard.ended_at - timedelta(milliseconds=heard.ms)
    return replace(heard, offline=True, offline_at=stamp.replace(microsecond=0) + timedelta(seconds=1))


def _file(heard: Heard) -> Heard:
    return replace(heard, is_video=not heard.is_video)


DIFFERENCES: Mapping[str, Callable[[Heard], Heard]] = {
    "reason": _reason, "skipped": _skipped, "platform": _platform, "offline": _offline, "file": _file,
}  # fmt: skip


def later_row(heard: Heard, rolls: Random) -> Heard:
    """The play as an export a month later tells it: half of them as before, others with one to three changes."""
    if rolls.random() < 0.5:
        return heard
    for name in rolls.sample(sorted(DIFFERENCES), rolls.randint(1, 3)):
        heard = DIFFERENCES[name](heard)
    return heard


def write_two_exports(listener: Listener, folder: Path) -> tuple[Path, Path]:
    """Folders of an export and of one a month later, which holds all that was heard. Raises OSError."""
    until = listener.heard[-1].ended_at - APART
    rolls = dice("later", listener.name)
    first = [row for row in listener.heard if row.ended_at <= until]
    later = [later_row(row, rolls) for row in listener.heard]
    return write_extended(first, folder / "first"), write_extended(later, folder / "later")
