"""A track's title apart from who is featured and which version it is. Pure.

Spotify writes "Song - Live at Wembley" or "Song (feat. Somebody) - Remastered 2011"; MusicBrainz writes the version in
brackets, or beside the title ("live, 1986-07-12: Wembley").
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tasks.identity.names import normal

# Another performance or another cut: these are other recordings.
_VERSIONS = {
    "live": r"live|en vivo|ao vivo|en directo|dal vivo|unplugged|ライブ|ライヴ|라이브|现场|現場",
    "session": r"sessions?",
    "remix": r"remix(?:es|ed)?|rmx|rework|bootleg|mashup|(?<!original )(?<!radio )mix|リミックス|리믹스",
    "acoustic": r"acoustic|ac[uú]stic[oa]|acoustique|akustik|stripped|アコースティック",
    "instrumental": r"instrumental|karaoke|backing track|off vocal|inst|インストゥルメンタル|カラオケ",
    "vocal": r"a ?cap+el+a|vocals? only",
    "demo": r"demo|rough mix|outtake|take \d+|デモ",
    "cover": r"cover|tribute|in the style of|originally performed by|made famous by",
    "speed": r"sped up|speed up|slowed(?: down)?|nightcore|8d audio",
    "again": r"re recorded|rerecorded|re recording|\w+s version|new version",
    "orchestral": r"orchestral|symphonic|piano version|string quartet",
    "dub": r"dub (?:mix|version)",
    "language": r"(?:spanish|english|french|german|italian|japanese|korean|portuguese)(?: language)? ver(?:sion)?|"
    r"japanese ver|korean ver|versi[oó]n en espa[nñ]ol|version fran[cç]aise",
    "extended": r"extended|12 inch|long version|full length|club mix",
    "edit": r"(?:radio|single|video|short) (?:edit|mix|version)|edit|short version",
    "mono": r"mono",
}
# The same recording sold anew: MusicBrainz does not tell these apart.
_SAME = re.compile(
    r"\b(?:re ?master(?:ed|ing)?|remasteri[sz]ad[oa]|remasteris[eé]e?|deluxe|bonus(?: track)?|album version|stereo|"
    r"original (?:mix|version|recording)|explicit|clean|main version|anniversary|expanded|soundtrack|motion picture|"
    r"from (?:the|apple|vevo)|\d{4} version)\b|リマスター|^from\b"
)
_REISSUED = re.compile(r"\b(?:re ?master(?:ed|ing)?|remasteri[sz]ad[oa]|remasteris[eé]e?|\d{4} version)\b|リマスター")
_KINDS = {kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for kind, words in _VERSIONS.items()}
_LIVE_ALBUM = re.compile(r"\blive (?:at|in|from|on)\b|\bunplugged\b|\bin concert\b")
_FEATURED = re.compile(r"\b(?:feat|ft|featuring)\b\.?\s+(?P<who>.+)$", re.IGNORECASE)
_WITH = re.compile(r"^(?:with|con|avec|mit)\s+(?P<who>.+)$", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[{（［【]([^()\[\]{}（）［］【】]*)[)\]}）］】]")
_DASH = re.compile(r"\s+[-–—~]\s+")
_ROMAN = re.compile(r"^(?:ii|iii|iv|vi|vii|viii|ix)$")


@dataclass(frozen=True, slots=True)
class Titled:
    """``core``: the title as written, without version and guests; ``bare``: without its other brackets too.

    ``versions``: which kinds of version it is; ``label``: the normal form of the words that say so. ``is_reissue``: it
    is said to be of another master or year, which MusicBrainz does not tell apart.
    """

    core: str
    bare: str
    versions: frozenset[str]
    label: str
    guests: tuple[str, ...]
    is_reissue: bool = False

    @property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in the title: "Part 1" is not "Part 2", however alike."""
        words = normal(self.core).split()
        return tuple(word for word in words if any(sign.isdigit() for sign in word) or _ROMAN.match(word))


@lru_cache(maxsize=50_000)
def titled(name: str, beside: str = "") -> Titled:
    """Read a title; ``beside`` is what MusicBrainz says beside it (its disambiguation)."""
    kinds: set[str] = set()
    labels: list[str] = []
    guests: list[str] = []

    def is_core(part: str) -> bool:
        part_words = normal(part)
        if guest := _FEATURED.search(part) or _WITH.match(part.strip()):
            guests.append(guest["who"].strip())
            return False
        found = versions_in(part_words)
        if found:
            kinds.update(found)
            labels.append(part_words)
        return not found and not _SAME.search(part_words)

    text = _BRACKETS.sub(lambda found: found[0] if is_core(found[1]) else " ", name)
    first, *rest = _DASH.split(text)
    parts = [first, *(part for part in rest if is_core(part))]
    core = " - ".join(part.strip() for part in parts)
    if guest := _FEATURED.search(core):
        guests.append(guest["who"].strip())
        core = core[: guest.start()]
    core = " ".join(core.split()) or name.strip()
    if beside and (found := versions_in(normal(beside))):
        kinds.update(found)
        labels.append(normal(beside))
    bare = " ".join(_BRACKETS.sub(" ", core).split()) or core
    return Titled(core, bare, frozenset(kinds), " ".join(labels), tuple(guests), is_reissue(name))


def versions_in(part_words: str) -> set[str]:
    """Kinds of version that a normal form names; an edit named as "radio mix" is no remix."""
    found = {kind for kind, words in _KINDS.items() if words.search(part_words)}
    if "edit" in found and not re.search(r"remix", part_words):
        found.discard("remix")
    if found & {"extended", "dub", "demo"} and not re.search(r"remix", part_words):
        found.discard("remix")
    return found


def is_reissue(name: str) -> bool:
    """Whether a title says that it is of another master or year ("2011 Remaster")."""
    return bool(_REISSUED.search(normal(name)))


def is_live_album(name: str) -> bool:
    """Whether an album's title says that it is of concerts."""
    return bool(_LIVE_ALBUM.search(normal(name)))
