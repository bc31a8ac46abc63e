"""Why a track has its genres or moods: every share with the tags behind it, counted again from what is stored."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row

from db.errors import GroundswellError
from tasks.tags.distribution import Contribution, Distribution, Kind, Priors, distribute, part_of
from tasks.tags.evidence import scale_tags
from tasks.tags.explain_store import find_items, read_item
from tasks.tags.mapping import UNKNOWN, Mapped
from tasks.tags.tag_source import RawTag

_SPOTIFY = re.compile(
    r"(?:spotify:track:|https?://open\.spotify\.com/(?:intl-[a-z-]+/)?track/)?([0-9A-Za-z]{22})(?:\?.*)?"
)
CANDIDATES = 10


class ExplainError(GroundswellError):
    """There is no such track among what was heard, or several are called so."""


def explain_genre(engine: Engine, wanted_track: str, kind: Kind = "genre") -> dict[str, Any]:
    """The shares of the track that is meant by a Spotify id, URI or link, or by its name; as plain values.

    Keys: item, recording (null when never looked up), method_version, kind, shares (each with ``share_ppm`` and
    ``tags``: tag, field, source, level, target, raw_weight, scaled, confidence, effective_weight, and ``part_ppm``,
    its part of the whole track), understood (genre, mood, noise and unknown in millionths), noise, unknown,
    is_up_to_date (false when something was said since the last normalisation). Raises ExplainError, GroundswellError
    before the first one.
    """
    with engine.connect() as connection:
        item = _find(connection, wanted_track)
        known = read_item(connection, item["heard_item_id"], kind)
    if known is None:
        raise GroundswellError("No tags have been mapped yet; do it with: groundswell normalise")
    rows = known.evidence
    found = _distribution(rows, Priors(**known.priors), known.roots)
    shares: Mapping[str, int] = {}
    contributions: Sequence[Contribution] = ()
    if found is not None:
        shares = found.genres if kind == "genre" else found.moods
        contributions = found.genre_contributions if kind == "genre" else found.mood_contributions
    names = {(row.source, row.level, row.source_key): row.target for row in rows}
    return {
        "item": item,
        "recording": known.recording,
        "method_version": known.method_version,
        "kind": kind,
        "shares": [
            {"name": name, "share_ppm": share, "tags": _tags(name, contributions, names)}
            for name, share in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        "understood": dict(found.parts) if found is not None else None,
        "noise": [_tag_row(row) for row in rows if part_of(row.tag_class or UNKNOWN) == "noise"],
        "unknown": [_tag_row(row) for row in rows if part_of(row.tag_class or UNKNOWN) == "unknown"],
        "is_up_to_date": dict(shares) == known.shares and all(row.tag_class for row in rows),
    }


def _find(connection: Connection, wanted_track: str) -> dict[str, Any]:
    link = _SPOTIFY.fullmatch(wanted_track.strip())
    found = find_items(connection, wanted_track.strip(), link.group(1) if link else None)
    if not found and link and link.group(1) == wanted_track.strip():  # a title may have 22 letters
        found = find_items(connection, wanted_track.strip(), None)
    if not found:
        raise ExplainError(f"Nobody has heard a track {wanted_track}; give its Spotify id or link, or its whole name.")
    if len(found) > 1:
        named = "; ".join(
            f"{row['name']} by {row['artist_name'] or 'unknown'} on {row['album_name'] or 'unknown'}"
            f" ({row['item_id_spotify'] or 'without id'})"
            for row in found[:CANDIDATES]
        )
        more = f"; and {len(found) - CANDIDATES} more" if len(found) > CANDIDATES else ""
        raise ExplainError(f"{len(found)} tracks are called {wanted_track}: {named}{more}. Give the id of one.")
    return dict(found[0])


def _distribution(rows: Sequence[Row[Any]], priors: Priors, roots: Mapping[str, Sequence[str]]) -> Distribution | None:
    """What these rows of evidence come to; None when there are none."""
    raw_tags: dict[tuple[str, str, str], list[RawTag]] = {}
    for row in rows:
        meaning = Mapped(UNKNOWN)
        if row.tag_class is not None:
            genres = tuple(zip(row.genres, row.genre_confidences, strict=True))
            meaning = Mapped(row.tag_class, genres, tuple(zip(row.moods, row.mood_confidences, strict=True)))
        key = (row.source, row.level, row.source_key)
        raw_tags.setdefault(key, []).append(RawTag(row.field, row.tag, row.raw_weight, meaning))
    targets = [scale_tags(*key, tags) for key, tags in raw_tags.items()]
    return distribute(targets, priors, roots) if targets else None


def _tags(
    name: str, contributions: Sequence[Contribution], names: Mapping[tuple[str, str, str], str]
) -> list[dict[str, Any]]:
    total = sum(one.effective for one in contributions)
    return [
        {
            "tag": one.tag,
            "field": one.field,
            "source": one.source,
            "level": one.level,
            "target": names[one.source, one.level, one.target],
            "raw_weight": one.raw_weight,
            "scaled": round(one.scaled, 6),
            "confidence": one.confidence,
            "effective_weight": round(one.effective, 6),
            "part_ppm": round(one.effective / total * 1_000_000),
        }
        for one in sorted(contributions, key=lambda one: -one.effective)
        if one.name == name
    ]


def _tag_row(row: Row[Any]) -> dict[str, Any]:
    return {
        "tag": row.tag,
        "class": row.tag_class or UNKNOWN,
        "field": row.field,
        "source": row.source,
        "level": row.level,
        "target": row.target,
        "raw_weight": row.raw_weight,
    }
