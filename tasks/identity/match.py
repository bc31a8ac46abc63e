"""Which of MusicBrainz' recordings a heard track is, how sure that is, and why. Pure.

Every part is 0 to 1: title and artist are likenesses of normal forms, length falls from 1 (within 2 s) to 0 (15 s).

    found by ISRC     0.5 + 0.5 x mean(title x 0.40, artist x 0.25, length x 0.35)
    found by search           mean(title x 0.50, artist x 0.30, length x 0.20), at most 0.92 without a length

of the parts that are known, times 0.97 for another cut of like length (an edit, mono), and times 0.90 for what is found
by names without a length and is on other albums only. Another performance (live, remix, acoustic, a video, ...),
another artist, another number in the title ("Part 2") or too different a length is another recording, whatever the
rest says. What scores below ``THRESHOLD`` stays unresolved.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rapidfuzz import fuzz

from tasks.identity.names import likeness, normal, script
from tasks.identity.titles import Titled, is_live_album, titled
from tasks.providers.musicbrainz.records import Recording

MATCH_VERSION = "1"
THRESHOLD = 0.85
# Two that score within this of each other are told apart by album and date, and that is said.
CLOSE = 0.02
# Recordings of one song whose lengths differ by more are not one another's duplicates.
DUPLICATE_S = 10.0
SOFT = frozenset({"edit", "extended", "mono"})
ISRC_WEIGHTS = {"title": 0.40, "artist": 0.25, "length": 0.35}
SEARCH_WEIGHTS = {"title": 0.50, "artist": 0.30, "length": 0.20}
LEAST_TITLE = {"isrc": 0.75, "search": 0.92}
LEAST_ARTIST = {"isrc": 0.60, "search": 0.85}
MOST_LENGTH_S = {"isrc": 15.0, "search": 10.0}

_REMIX = re.compile(r"\b(?:remix|rmx|mix|rework|by|the|original|version)\b")

Method = Literal["isrc", "search", "override", "unresolved"]
By = Literal["isrc", "search"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A heard track as far as it is known; ``artists``, the lead first, may be empty."""

    title: str | None
    artists: tuple[str, ...] = ()
    album: str | None = None
    length_ms: int | None = None
    isrc: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What it is, or why that stays open (``recording`` None, ``reasons["why"]``)."""

    method: Method
    recording: Recording | None = None
    score: float | None = None
    reasons: dict[str, Any] = field(default_factory=dict)
    candidates: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """A candidate beside what is wanted: the parts, the score, and why it can't be (empty when it can)."""

    recording: Recording
    score: float
    parts: dict[str, Any]
    against: str = ""


def decide(wanted: Wanted, candidates: Sequence[Recording], by: By) -> Decision:
    """The best of the candidates that agree, or unresolved with the reason and the best that did not."""
    compared = sorted(
        (compare(wanted, candidate, by) for candidate in candidates), key=lambda one: _rank(one, wanted.album)
    )
    agreed = [one for one in compared if not one.against and one.score >= THRESHOLD]
    if not agreed:
        return _unresolved(compared, by)
    best = agreed[0]
    close = [one for one in agreed[1:] if best.score - one.score <= CLOSE]
    reasons: dict[str, Any] = dict(best.parts)
    if close:
        reasons["ambiguous_with"] = sorted(one.recording.id for one in close)
        if wanted.length_ms is None:
            here = is_on(best.recording, wanted.album)
            alike = [best, *(one for one in close if is_on(one.recording, wanted.album) == here)]
            lengths = [one.recording.length_ms for one in alike if one.recording.length_ms is not None]
            if lengths and max(lengths) - min(lengths) > DUPLICATE_S * 1000:
                why = f"{len(alike)} recordings of other lengths fit alike, and its own length is not known"
                return Decision("unresolved", None, None, {"why": why, **reasons}, len(candidates))
    return Decision(by, best.recording, round(best.score, 4), reasons, len(candidates))


def compare(wanted: Wanted, candidate: Recording, by: By) -> Compared:
    """Score one candidate. ``wanted`` must have a title."""
    ours, theirs = titled(wanted.title or ""), titled(candidate.name, candidate.disambiguation)
    title: float | None = _title(ours, theirs)
    artist = _artist(wanted, ours, candidate)
    apart_s = _apart_s(wanted.length_ms, candidate.length_ms)
    length = None if apart_s is None else max(0.0, min(1.0, 1 - (apart_s - 2) / 13))
    if by == "isrc":  # what is written in another script can't be compared, and the ISRC stands for it
        title = (
            None
            if title is not None and title < LEAST_TITLE[by] and _is_other_script(ours.core, theirs.core)
            else title
        )
        other = artist is not None and artist < LEAST_ARTIST[by] and _is_other_script(*_leads(wanted, candidate))
        artist = None if other else artist
    known = {"title": title, "artist": artist, "length": length}
    weights = ISRC_WEIGHTS if by == "isrc" else SEARCH_WEIGHTS
    similar = {name: part for name, part in known.items() if part is not None}
    mean = sum(weights[name] * part for name, part in similar.items()) / (sum(weights[name] for name in similar) or 1)
    score = 0.5 + 0.5 * mean if by == "isrc" else min(mean, 0.92 if length is None else 1.0)
    against, is_soft = _versions_against(wanted, ours, candidate, theirs, apart_s)
    if is_soft:
        score *= 0.97
    # an artist may have two songs of one name: something else than names must speak for one of them
    is_elsewhere = by == "search" and length is None and bool(wanted.album) and not is_on(candidate, wanted.album)
    if is_elsewhere:
        score *= 0.9
    parts: dict[str, Any] = {name: round(part, 4) for name, part in similar.items()}
    if apart_s is not None:
        parts["seconds_apart"] = round(apart_s, 1)
    if is_elsewhere:
        parts["other_albums"] = True
    if is_soft:
        parts["other_cut"] = sorted(ours.versions ^ theirs.versions)
    if candidate.is_video:
        against = "a video"
    against = against or _against(by, title, artist, apart_s, ours, theirs)
    return Compared(candidate, score, parts, against)


def _title(ours: Titled, theirs: Titled) -> float:
    """1 for the same title; one side's subtitle in brackets costs a little."""
    whole = likeness(_spelled(ours.core), _spelled(theirs.core))
    return max(whole, 0.93 * likeness(_spelled(ours.bare), _spelled(theirs.bare)))


def _artist(wanted: Wanted, ours: Titled, candidate: Recording) -> float | None:
    """How well the lead is among those credited; None when one of both sides names nobody."""
    if not wanted.artists or not candidate.artists:
        return None
    line = "".join(credit.name + credit.join_phrase for credit in candidate.artists)
    lead = _plain(wanted.artists[0])
    credited = [_plain(credit.name) for credit in candidate.artists]
    found = likeness(lead, credited[0])
    # a lead credited second is the same people in another order
    found = max(found, 0.95 * max(likeness(lead, name) for name in credited))
    found = max(found, likeness(lead, _plain(line)))
    everybody = (*wanted.artists, *ours.guests)
    if len(everybody) > 1 and len(credited) > 1:
        found = max(found, fuzz.token_sort_ratio(" ".join(map(_plain, everybody)), _plain(line)) / 100)
    return found


def _spelled(text: str) -> str:
    return normal(text.replace("&", " and "))


def _plain(name: str) -> str:
    return _spelled(name).removeprefix("the ")


def _leads(wanted: Wanted, candidate: Recording) -> tuple[str, str]:
    return (
        wanted.artists[0] if wanted.artists else "",
        candidate.artists[0].name if candidate.artists else "",
    )


def _is_other_script(one: str, other: str) -> bool:
    ours, theirs = script(one), script(other)
    return bool(ours and theirs and ours != theirs)


def _apart_s(one: int | None, other: int | None) -> float | None:
    return abs(one - other) / 1000 if one is not None and other is not None else None


def _versions_against(
    wanted: Wanted, ours: Titled, candidate: Recording, theirs: Titled, apart_s: float | None
) -> tuple[str, bool]:
    """(why another version can't be it, whether it is but another cut of like length)."""
    mine, other = set(ours.versions), set(theirs.versions)
    # a concert's album may not repeat in each title that it is live
    if wanted.album and is_live_album(wanted.album) and "live" in other:
        mine.add("live")
    if candidate.releases and all(is_live_album(one.name) for one in candidate.releases) and "live" in mine:
        other.add("live")
    different = mine ^ other
    if different - SOFT:
        return f"another version ({', '.join(sorted(different - SOFT))})", False
    named = ["".join(_REMIX.sub(" ", one.label).split()) for one in (ours, theirs)]
    if "remix" in mine and all(named) and likeness(*named) == 0 and fuzz.partial_ratio(*named) < 80:
        return f"another remix ({theirs.label})", False
    if different and (apart_s is None or apart_s > 3):
        return f"another cut ({', '.join(sorted(different))})", False
    return "", bool(different)


def _against(
    by: By, title: float | None, artist: float | None, apart_s: float | None, ours: Titled, theirs: Titled
) -> str:
    if title is not None and ours.numbers != theirs.numbers:
        return "another number in the title"
    if title is not None and title < LEAST_TITLE[by]:
        return "another title"
    if by == "search" and artist is None:
        return "no artist to compare"
    if artist is not None and artist < LEAST_ARTIST[by]:
        return "another artist"
    if apart_s is not None and apart_s > MOST_LENGTH_S[by]:
        return f"{apart_s:.0f} s longer or shorter"
    return ""


def is_on(recording: Recording, album: str | None) -> bool:
    """Whether one of the recording's releases is called like the album."""
    if not album:
        return False
    wanted = normal(titled(album).core)
    return any(likeness(wanted, normal(titled(release.name).core)) > 0 for release in recording.releases)


def _rank(one: Compared, album: str | None) -> tuple[bool, float, bool, str, str]:
    """Agreement first, then the score in steps of CLOSE, the album, the earliest, the id: the same in any order."""
    earliest = min((release.released_on for release in one.recording.releases if release.released_on), default="9999")
    step = round(one.score / CLOSE)
    return bool(one.against), -step, not is_on(one.recording, album), earliest, one.recording.id


def _unresolved(compared: Sequence[Compared], by: By) -> Decision:
    if not compared:
        return Decision("unresolved", reasons={"why": "MusicBrainz finds nothing by these names"})
    best = max(compared, key=lambda one: (one.score, one.recording.id))
    named = "".join(credit.name + credit.join_phrase for credit in best.recording.artists)
    why = best.against or f"nothing is sure enough (the best scores {best.score:.2f}, {THRESHOLD} is wanted)"
    return Decision(
        "unresolved",
        reasons={
            "why": f"the nearest of {len(compared)} is {why}" if best.against else why,
            "nearest": {
                "recording": best.recording.id,
                "title": best.recording.name,
                "artist": named,
                "score": round(best.score, 4),
                **{name: part for name, part in best.parts.items() if name != "title" and name != "artist"},
            },
            "by": by,
        },
        candidates=len(compared),
    )
