"""Which TikTok sounds look like a followed artist's: vendor's match, author and title. Pure; a person decides.

Who made a sound must be alike in any case: a title alone, such as "Home", is everybody's. So only artists whose name
shares a key with a name the sound gives are looked at, and no sound meets every artist.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process

from tasks.identity.names import ALIKE, likeness, normal
from tasks.roster.likeness import keys, named, people, sides

THRESHOLD = 0.7
MATCHED = 1.0  # the vendor names a track of the artist
BOTH = 0.95  # author and title alike
UNTITLED = 0.75  # author alike, the sound has no title
UNKNOWN_TITLE = 0.72  # author alike, the title is none of the artist's tracks
COMMON = 300  # a key of more artists says little; it is used only where a name has no rarer one


@dataclass(frozen=True, slots=True)
class Sound:
    """A row of TIKTOK_SOUNDS."""

    sound_id: int
    name: str
    author: str
    spotify_track_id: int | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A Spotify track of an artist; ``track_id`` is its unified song's, None where unlinked."""

    spotify_track_id: int
    track_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Artist:
    """A followed artist: names it goes by, and its tracks."""

    artist_id: int
    names: tuple[str, ...]
    tracks: tuple[Track, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sound that may be an artist's; ``score`` 0 to 1, ``evidence`` for a reader."""

    sound_id: int
    artist_id: int
    track_id: int | None
    score: float
    evidence: str


@dataclass(slots=True)
class _Known:
    """An artist ready to be compared."""

    artist: Artist
    names: tuple[str, ...]
    titles: dict[str, Track] = field(default_factory=dict)

    def track(self, titles: Iterable[str]) -> tuple[float, Track | None]:
        """The track most like one of these titles, and how alike it is; (0, None) when none is."""
        best: tuple[float, Track | None] = (0.0, None)
        for title in titles:
            if (same := self.titles.get(title)) is not None:
                return 1.0, same
            found = process.extractOne(title, self.titles.keys(), scorer=_scorer, score_cutoff=ALIKE)
            if found is not None and found[1] > best[0]:
                best = (found[1], self.titles[found[0]])
        return best


def suggest(sounds: Iterable[Sound], artists: Sequence[Artist], threshold: float = THRESHOLD) -> Iterator[Suggestion]:
    """Suggestions with at least this score, at most one for a sound and artist, in the order of the sounds."""
    known = [_Known(artist, tuple(dict.fromkeys(map(normal, artist.names))), _titles(artist)) for artist in artists]
    by_key: dict[str, list[_Known]] = defaultdict(list)
    by_track: dict[int, list[tuple[_Known, Track]]] = defaultdict(list)
    for one in known:
        for key in set().union(*map(keys, one.names)):
            by_key[key].append(one)
        for track in one.artist.tracks:
            by_track[track.spotify_track_id].append((one, track))
    for sound in sounds:
        matched = by_track.get(sound.spotify_track_id, []) if sound.spotify_track_id is not None else []
        for one, track in matched:
            sentence = f"The vendor matched it to the track “{track.name}”."
            yield Suggestion(sound.sound_id, one.artist.artist_id, track.track_id, MATCHED, sentence)
        seen = {one.artist.artist_id for one, _ in matched}
        for found in _alike(sound, by_key, seen):
            if found.score >= threshold:
                yield found


def _alike(sound: Sound, by_key: dict[str, list[_Known]], seen: set[int]) -> Iterator[Suggestion]:
    """Artists with a name the sound gives, each with the track that fits best."""
    name = named(sound.name)
    parts = sides(name.title)
    given = {normal(who): who for who in (*parts, *name.people, *people(sound.author))}
    titles = [normal(title) for title in (name.title, *parts) if title]
    best: dict[int, tuple[float, str, _Known]] = {}
    for who, written in given.items():
        for one in _candidates(who, by_key):
            author = max(likeness(who, theirs) for theirs in one.names)
            if author >= ALIKE and author > best.get(one.artist.artist_id, (0.0,))[0]:
                best[one.artist.artist_id] = (author, written, one)
    for artist_id, (author, written, one) in best.items():
        if artist_id in seen:
            continue
        alike, track = one.track(titles)
        sentence = f"“{written}” is the artist's name ({author:.0%} alike)"
        if track is not None:
            score = BOTH * (author + alike) / 2
            sentence += f"; “{name.title}” is the track “{track.name}” ({alike:.0%} alike)."
        else:
            score = author * (UNKNOWN_TITLE if titles else UNTITLED)
            sentence += "; no track has this title." if titles else "; the sound has no title."
        track_id = track.track_id if track is not None else None
        yield Suggestion(sound.sound_id, artist_id, track_id, round(score, 4), sentence)


def _candidates(who: str, by_key: dict[str, list[_Known]]) -> list[_Known]:
    """Artists that share a key with this name, once each."""
    shared = sorted((by_key[key] for key in keys(who) if key in by_key), key=len)
    rare = [listed for listed in shared if len(listed) <= COMMON] or shared[:1]
    return list({one.artist.artist_id: one for listed in rare for one in listed}.values())


def _titles(artist: Artist) -> dict[str, Track]:
    """Tracks by their title without version; the one with a song where several have the same."""
    found: dict[str, Track] = {}
    for track in sorted(artist.tracks, key=lambda track: (track.track_id is None, track.spotify_track_id)):
        found.setdefault(normal(named(track.name).title), track)
    return found


def _scorer(one: str, other: str, *, score_cutoff: float | None = None) -> float:
    found = likeness(one, other)
    return found if found >= (score_cutoff or 0.0) else 0.0
