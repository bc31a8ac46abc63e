"""How alike artists are: by genres and moods, and by the listeners they share. Pure.

Likeness of genres and of moods is the cosine of their weights (Salton 1975), roots beside genres, so that two genres of
one root are nearer than those of different ones. Common listeners are told by the cosine of who plays whom, shrunk to
nothing where few play both, as neighbours are in collaborative filtering (Bell and Koren 2007).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from tasks.peers.settings import PeerSettings

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
METHOD_VERSION = 1
CHUNK = 512  # artists compared with all others at once: a few megabytes a hundred thousand of them


@dataclass(frozen=True, slots=True)
class Alike:
    """An artist like another; likenesses are 0 to 1, None where either has nothing to compare."""

    artist_id: int
    other_artist_id: int
    place: int
    score: float
    genre_likeness: float | None
    mood_likeness: float | None
    common_listeners: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Styles:
    """Rows are artists: unit rows of ``genres`` and ``moods``, zeros for none; 0 or 1 in ``listeners``."""

    artist_ids: Ints
    genres: Floats
    moods: Floats
    listeners: Floats
    names: Sequence[str]  # of the columns of genres


def similar_artists(styles: pd.DataFrame, followed: Sequence[int], settings: PeerSettings) -> Iterator[Alike]:
    """The artists most like each followed one, nearest first; none where nothing is known to compare by.

    ``styles``: artist_id, kind (genre, root, mood, listener), name, weight.
    """
    if styles.empty:
        return
    all_of = _matrices(styles, settings)
    place_of = {artist_id: place for place, artist_id in enumerate(all_of.artist_ids.tolist())}
    rows = np.array([place_of[artist_id] for artist_id in followed if artist_id in place_of], dtype=np.int64)
    sizes = all_of.listeners.sum(axis=1)
    has_genre = np.asarray(all_of.genres.any(axis=1))
    has_mood = np.asarray(all_of.moods.any(axis=1))
    for start in range(0, len(rows), CHUNK):
        of = rows[start : start + CHUNK]
        genre, mood = (part[of] @ part.T for part in (all_of.genres, all_of.moods))
        both = all_of.listeners[of] @ all_of.listeners.T
        both[both < settings.listeners_least] = 0
        heard = both / np.sqrt(np.maximum(sizes[of, None] * sizes[None, :], 1))
        weight = both / (both + settings.listeners_half)
        mooded = has_mood[of, None] & has_mood[None, :]
        tags = np.where(mooded, (1 - settings.mood_share) * genre + settings.mood_share * mood, genre)
        tagged = has_genre[of, None] & has_genre[None, :]
        score = np.where(tagged, (tags + weight * heard) / (1 + weight), weight * heard)
        score[np.arange(len(of)), of] = 0
        for line, row in enumerate(of):
            for place, other in enumerate(_nearest(score[line], settings.places), start=1):
                counted = int(both[line, other])
                yield Alike(
                    artist_id=int(all_of.artist_ids[row]),
                    other_artist_id=int(all_of.artist_ids[other]),
                    place=place,
                    score=_share(score[line, other]),
                    genre_likeness=_share(genre[line, other]) if tagged[line, other] else None,
                    mood_likeness=_share(mood[line, other]) if mooded[line, other] else None,
                    common_listeners=counted or None,
                    reason=_reason(all_of, int(row), int(other), counted),
                )


def _nearest(score: Floats, most: int) -> list[int]:
    """Places of the highest scores above 0, the highest first; equal ones in the order of the artists."""
    first = (
        np.argpartition(-score, min(most, len(score) - 1))[: most + 1] if len(score) > most else np.arange(len(score))
    )
    # those as near as the last one kept, so that equal ones do not depend on how they were parted
    near = np.flatnonzero(score >= score[first].min()) if len(score) > most else first
    order = near[np.lexsort((near, -score[near]))][:most]
    return [int(one) for one in order if score[one] > 0]


def _reason(all_of: _Styles, row: int, other: int, common: int) -> str:
    shared = np.minimum(all_of.genres[row], all_of.genres[other])
    first = np.argsort(-shared, kind="stable")[:3]
    names = list(dict.fromkeys(all_of.names[place] for place in first if shared[place] > 0.1))
    parts = [f"both {' and '.join(names[:2])}"] if names else []
    if common:
        parts.append(f"{common} listeners play both")
    words = ", ".join(parts) or "moods alike"
    return f"{words[0].upper()}{words[1:]}."


def _matrices(styles: pd.DataFrame, settings: PeerSettings) -> _Styles:
    # artists in the order given: numbers of ours are given as they come, and would decide between equal ones
    lines, artists = pd.factorize(styles["artist_id"])
    artist_ids = np.asarray(artists, dtype=np.int64)

    def matrix(kind: str) -> tuple[Floats, list[str]]:
        is_kind = (styles["kind"] == kind).to_numpy()
        part = styles[is_kind]
        codes, names = pd.factorize(part["name"], sort=True)
        found = np.zeros((len(artist_ids), len(names)), dtype=np.float32)
        found[lines[is_kind], codes] = part["weight"]
        return found, [str(name) for name in names]

    genres, genre_names = matrix("genre")
    roots, root_names = matrix("root")
    moods, _ = matrix("mood")
    listeners, _ = matrix("listener")
    together = np.hstack([_unit(genres), settings.root_weight * _unit(roots)])
    return _Styles(artist_ids, _unit(together), _unit(moods), listeners, [*genre_names, *root_names])


def _unit(rows: Floats) -> Floats:
    length = np.sqrt(np.square(rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(length > 0, length, 1), dtype=np.float32)


def _share(value: np.float32) -> float:
    return round(min(max(float(value), 0.0), 1.0), 4)
