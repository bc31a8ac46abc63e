"""Whether an answer is about what was asked: sources correct names, and confuse people of one name. Pure."""

from tasks.identity.names import ALIKE, likeness, normal
from tasks.identity.titles import titled


def is_same_artist(wanted: str, answered: str) -> bool:
    """Whether two names are one artist's; a credit line counts when it begins with the artist."""
    ours, theirs = _plain(wanted), _plain(answered)
    return likeness(ours, theirs) >= ALIKE or f"{theirs} ".startswith(f"{ours} ") or f"{ours} ".startswith(f"{theirs} ")


def is_same_title(wanted: str, answered: str) -> bool:
    """Whether two titles are one song's or album's: another version is another song, guests and remastering are not."""
    ours, theirs = titled(wanted), titled(answered)
    alike = likeness(_plain(ours.core), _plain(theirs.core)) >= ALIKE
    return alike and ours.versions == theirs.versions and ours.numbers == theirs.numbers


def _plain(name: str) -> str:
    return normal(name.replace("&", " and ")).removeprefix("the ")
