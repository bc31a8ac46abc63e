"""Which of Spotify's tracks a work of the catalogue is, how sure that is, and why. Pure. Precision goes before recall.

Titles, artists and lengths are compared as tasks/identity/match.py does. What that rules out (another performance,
another title or artist, another number in the title) is not offered. Of the rest a track is linked by itself (high)
when nothing stands against it; a single doubt makes it medium, for a person to decide.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from tasks.identity.comparable import comparable
from tasks.identity.match import By, Compared, Wanted, compare, is_on
from tasks.identity.names import normal
from tasks.identity.release import is_various
from tasks.identity.titles import Titled, is_live_album, is_reissue, titled, versions_in
from tasks.providers.musicbrainz.records import Recording
from tasks.providers.spotify.records import Track
from tasks.works.work import Verdict, Work

METHOD_VERSION = "1"
# Seconds that two lengths of one recording lie apart at most: as ISRC and names agree, and as names alone do.
MOST_APART_S = {"isrc": 4.0, "search": 3.0}
LEAST_TITLE = {"isrc": 0.90, "search": 0.97}
LEAST_ARTIST = {"isrc": 0.85, "search": 0.95}
# A title of which less than this stands in the other in any form, of 100, is another one.
PLAINLY_OTHER = 60
# Words of a version that do not say which one it is.
_PLAIN_WORDS = frozenset({"version", "the", "mix", "edit", "recording", "at", "in", "from", "performance"})
NOTHING_FOUND = "Spotify finds nothing by these names"


@dataclass(frozen=True, slots=True)
class _Judged:
    """A track beside a work: what speaks for it, and what keeps it from being linked unseen (``doubts``)."""

    track: Track
    compared: Compared
    by: By
    fors: tuple[str, ...]
    doubts: tuple[str, ...]
    is_on_album: bool


def decide(work: Work, tracks: Sequence[Track], rejected: Collection[str] = ()) -> Verdict:
    """The track of a work among those Spotify answered; ``rejected`` ids are not looked at. The same in any order."""
    judged = [_judge(work, track) for track in tracks if track.id not in rejected]
    possible = sorted((one for one in judged if not one.compared.against), key=_rank)
    if not possible:
        return Verdict("none", reasons=(_why(judged),))
    best = possible[0]
    doubts = best.doubts or _rivals(best, possible)
    score = round(best.compared.score, 4)
    if doubts:
        return Verdict("medium", best.track, score, (*best.fors, *(f"but {doubt}" for doubt in doubts)))
    return Verdict("high", best.track, score, best.fors)


def _judge(work: Work, track: Track) -> _Judged:
    by: By = "isrc" if work.isrc and track.isrc == work.isrc else "search"
    ours, credit = titled(work.title), titled(work.credit_name)
    is_ours = work.artist_id_spotify is not None and any(one.id == work.artist_id_spotify for one in track.artists)
    known = {work.artist_id_spotify: credit.core} if is_ours and work.artist_id_spotify else None
    candidate = comparable(track, known)
    if by == "search" and (alike := fuzz.partial_ratio(normal(ours.bare), normal(track.name))) < PLAINLY_OTHER:
        # most of what a search answers is another song, which needs no closer look
        return _Judged(track, Compared(candidate, alike / 1000, {}, "another title"), by, (), (), False)
    wanted = Wanted(work.title, (credit.core, *credit.guests), work.album, work.duration_ms, work.isrc)
    compared = compare(wanted, candidate, by)
    if not compared.against and by == "search" and work.artist_id_spotify and not is_ours:
        compared = Compared(candidate, compared.score, compared.parts, "by another artist of this name")
    if compared.against:
        return _Judged(track, compared, by, (), (), False)
    theirs = titled(track.name)
    on_album = is_on(candidate, work.album)
    doubts = (
        *_version_doubts(work, ours, track, theirs, by, on_album),
        *_name_doubts(compared, by, is_ours),
        *_length_doubts(work, track, compared, by, on_album),
        *(() if by == "isrc" else _search_doubts(work, ours, credit, track, candidate, theirs, on_album)),
    )
    return _Judged(track, compared, by, _fors(work, compared, by, is_ours, on_album), doubts, on_album)


def _version_doubts(work: Work, ours: Titled, track: Track, theirs: Titled, by: By, on_album: bool) -> list[str]:
    """Another cut, another master, or an album that says of all its tracks what this one's title does not."""
    doubts = []
    if cut := sorted(ours.versions ^ theirs.versions):
        doubts.append(f"another cut ({', '.join(cut)})")
    if ours.is_reissue != theirs.is_reissue:
        doubts.append("only one of both titles says that it is remastered")
    if by == "search" and ours.versions and _which(ours.label) != _which(theirs.label):
        doubts.append(f"versions named otherwise (“{ours.label}”, “{theirs.label}”)")
    if not on_album and track.album is not None:
        of_work = ours.versions | _album_kinds(work.album or "")
        if more := sorted(_album_kinds(track.album.name) - of_work):
            doubts.append(f"its album “{track.album.name}” is {', '.join(more)}")
    return doubts


def _name_doubts(compared: Compared, by: By, is_ours: bool) -> list[str]:
    doubts = []
    title, artist = compared.parts.get("title"), compared.parts.get("artist")
    if title is None:
        if not (is_ours and compared.parts.get("seconds_apart", 99) <= MOST_APART_S[by]):
            doubts.append("titles in other scripts can't be compared")
    elif title < LEAST_TITLE[by]:
        doubts.append(f"titles are alike by {title:.0%} only")
    if artist is None:
        doubts.append("artists in other scripts can't be compared")
    elif artist < LEAST_ARTIST[by]:
        doubts.append(f"artists are alike by {artist:.0%} only")
    return doubts


def _length_doubts(work: Work, track: Track, compared: Compared, by: By, on_album: bool) -> list[str]:
    """By names alone, something else than names must speak for it: its length, else its album or day of release."""
    apart_s = compared.parts.get("seconds_apart")
    if apart_s is not None:
        return [f"{apart_s:.0f} s longer or shorter"] if apart_s > MOST_APART_S[by] else []
    is_same_day = bool(work.release_on and track.album and track.album.release_on == work.release_on)
    if by == "search" and not (on_album or is_same_day):
        return ["no length, album or release day to compare"]
    return []


def _search_doubts(
    work: Work, ours: Titled, credit: Titled, track: Track, candidate: Recording, theirs: Titled, on_album: bool
) -> list[str]:
    doubts = []
    if work.isrc:
        doubts.append(f"its ISRC is {track.isrc or 'not told'}, the catalogue's {work.isrc}")
    if not on_album:
        mine = _guests(" ".join((*ours.guests, *credit.guests, credit.core)))
        other = _guests(" ".join((*theirs.guests, *(artist.name for artist in candidate.artists))))
        if mine != other:
            doubts.append("other guests are named")
    return doubts


def _rivals(best: _Judged, possible: Sequence[_Judged]) -> tuple[str, ...]:
    """Another recording that fits as well, so that names can't tell which of them is meant."""
    if best.by == "isrc":
        return ()
    fits = [one for one in possible if not one.doubts and one.is_on_album == best.is_on_album]
    recordings = {one.track.isrc or one.track.id for one in fits}
    return (f"{len(recordings)} recordings fit alike",) if len(recordings) > 1 else ()


def _rank(one: _Judged) -> tuple[bool, bool, bool, float, bool, str, str]:
    """No doubt first, then the ISRC, the album, the score in steps, no compilation, the earliest, the id."""
    album = one.track.album
    is_compilation = album is not None and (
        album.album_type == "compilation" or any(is_various(artist.name) for artist in album.artists)
    )
    day = album.release_on.isoformat() if album is not None and album.release_on is not None else "9999"
    step = round(one.compared.score, 1)
    return bool(one.doubts), one.by != "isrc", not one.is_on_album, -step, is_compilation, day, one.track.id


def _fors(work: Work, compared: Compared, by: By, is_ours: bool, on_album: bool) -> tuple[str, ...]:
    parts = compared.parts
    title, apart_s = parts.get("title"), parts.get("seconds_apart")
    said = (
        f"same ISRC {work.isrc}" if by == "isrc" else "",
        "" if title is None else "same title" if title == 1 else f"title alike by {title:.0%}",
        "same artist at Spotify" if is_ours else "same artist by name" if parts.get("artist") == 1 else "",
        f"lengths {apart_s:.0f} s apart" if apart_s is not None else "",
        "same album" if on_album else "",
    )
    return tuple(filter(None, said))


def _why(judged: Sequence[_Judged]) -> str:
    """Why none was found: what rules the nearest out."""
    if not judged:
        return NOTHING_FOUND
    best = max(judged, key=lambda one: (one.by == "isrc", one.compared.score, one.track.id))
    named = ", ".join(artist.name for artist in best.track.artists)
    return f"the nearest of {len(judged)} is “{best.track.name}” by {named}: {best.compared.against}"


@lru_cache(maxsize=50_000)
def _album_kinds(name: str) -> frozenset[str]:
    """What an album's title says of all its tracks: live, remix, remastered, ..."""
    words = normal(name)
    kinds = set(versions_in(words))
    if is_live_album(name):
        kinds.add("live")
    if is_reissue(name):
        kinds.add("remastered")
    return frozenset(kinds)


def _which(label: str) -> frozenset[str]:
    return frozenset(label.split()) - _PLAIN_WORDS


def _guests(names: str) -> frozenset[str]:
    """Everybody named, as words: "A & B" and "B feat. A" are the same people."""
    return frozenset(normal(names.replace("&", " ")).split()) - {"and", "feat", "ft", "x", "the", "with"}
