"""What TikTok writes into a sound's name: title, version and people, taken apart. Pure."""

import re
from dataclasses import dataclass

from tasks.identity.names import SHORT

# What TikTok calls a sound without a title, in the languages it is met in.
_ORIGINALS = (
    "original sound", "sonido original", "som original", "son original", "suono originale", "originalton",
    "origineel geluid", "оригинальный звук", "оригінальний звук", "orijinal ses", "suara asli", "nhạc nền",
    "oryginalny dźwięk", "オリジナル楽曲", "오리지널 사운드", "原聲", "原声", "เสียงต้นฉบับ", "الصوت الأصلي", "मूल ध्वनि",
)  # fmt: skip
_VERSIONS = (
    r"sped[ -]?up|speed[ -]?up|slowed(?: down)?|reverb|nightcore|remix|mix|edit|version|ver|remaster(?:ed)?|live"
    r"|acoustic|instrumental|karaoke|extended|bass boosted|8d audio|mashup|clean|explicit|demo|bonus track"
)
_ORIGINAL = re.compile(rf"^\s*(?:{'|'.join(map(re.escape, _ORIGINALS))})\s*(?:[-–—:]\s*(?P<who>.*))?$", re.IGNORECASE)
_FEATURED = re.compile(r"\s*[(\[]?\s*\b(?:feat|ft|featuring)\b\.?\s+(?P<who>[^)\]]+)[)\]]?", re.IGNORECASE)
_WITH = re.compile(r"\s*[(\[]\s*with\s+(?P<who>[^)\]]+)[)\]]", re.IGNORECASE)
_BRACKETED = re.compile(rf"\s*[(\[{{][^)\]}}]*\b(?:{_VERSIONS})\b[^)\]}}]*[)\]}}]", re.IGNORECASE)
_DASHED = re.compile(rf"\s+[-–—|]\s+[^-–—|]*\b(?:{_VERSIONS})\b[^-–—|]*$", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:sped[ -]?up|slowed(?: down)?(?:\s*[+&]\s*reverb)?|nightcore)\s*$", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*(?:,|&|/|;|\+|、|・|،)\s*|\s+(?:x|and|y|et|und|feat\.?|ft\.?)\s+", re.IGNORECASE)
_OFFICIAL = re.compile(r"(?:[\s._-]+(?:music|topic)|[\s._-]*(?:official|oficial|vevo))+$", re.IGNORECASE)
_SIDES = re.compile(r"\s+[-–—|]\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """A sound's title apart from who is named in it; an original sound has no title."""

    title: str
    people: tuple[str, ...]


def named(name: str) -> Named:
    """Title of a sound or track without its version, and the people its name gives."""
    if original := _ORIGINAL.match(name):
        return Named("", people(original["who"] or ""))
    found: list[str] = []
    for featured in (_FEATURED, _WITH):
        for match in featured.finditer(name):
            found += people(match["who"])
        name = featured.sub("", name) or name
    for version in (_BRACKETED, _DASHED, _TRAILING):
        name = version.sub("", name).strip() or name
    return Named(name, tuple(found))


def sides(title: str) -> tuple[str, ...]:
    """The parts of "artist - title", whichever is which; nothing when there is only one."""
    parts = tuple(part for part in _SIDES.split(title) if part)
    return parts if len(parts) > 1 else ()


def people(text: str) -> tuple[str, ...]:
    """An author line as a whole and each of the people in it; a name's "official" or "music" is left out."""
    whole = text.strip()
    parts = [whole, *_SEVERAL.split(whole), _OFFICIAL.sub("", whole)]
    return tuple(dict.fromkeys(part for part in parts if part))


def keys(name: str) -> set[str]:
    """What two alike normal names have in common at least one of: beginnings and ends of words, pairs of signs."""
    words = name.split()
    found: set[str] = set()
    for word in {*words, "".join(words)}:
        if any(letter > "\u0e00" for letter in word):  # scripts without blanks between words
            found |= {word[at : at + 2] for at in range(max(len(word) - 1, 1))}
        elif len(word) < SHORT:
            found.add(word)
        else:
            found |= {f"^{word[:4]}", f"{word[-4:]}$"}
    return found
