"""Daily song figures as the vendor says them: its own counts, and every word it ever says about a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sandbox.daily_counts import Ints, count_before
from sandbox.deliveries.arrivals import SONG_LAG, landing
from sandbox.deliveries.catalogue import Song
from sandbox.deliveries.faults import FeedFaults
from sandbox.world import World

AUDIO, VIDEO = "AUDIO ON DEMAND", "VIDEO ON DEMAND"
GLOBAL, US = "GLOBAL", "US"
OLD_NAMES = {AUDIO: "Streaming On-Demand Audio", VIDEO: "Streaming On-Demand Video", GLOBAL: "global", US: "us"}
AUDIO_FACTOR, VIDEO_FACTOR = 1.6, 0.7  # all services together, over Spotify's streams or YouTube's views

Kind = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """The drop `drop_on` says a day of a song: `scale` times the vendor's count of it."""

    day: date
    drop_on: date
    scale: float = 1.0


def counted(world: World, song: Song) -> dict[Kind, Ints]:
    """What the vendor truly counts by metric and region, each day from `span.origin` on."""
    audio = np.round(AUDIO_FACTOR * world.flow(song.track.uuid, "spotify"))
    kinds = {(AUDIO, GLOBAL): audio, (AUDIO, US): np.round(song.us_share * audio)}
    if song.has_video:
        video = np.round(VIDEO_FACTOR * world.flow(song.track.uuid, "youtube"))
        kinds |= {(VIDEO, GLOBAL): video, (VIDEO, US): np.round(song.us_share * video)}
    return {kind: values.astype(np.int64) for kind, values in kinds.items()}


def counted_before(world: World, song: Song, kind: Kind) -> int:
    """What the vendor had counted on the eve of `span.origin`, about."""
    platform, factor = ("spotify", AUDIO_FACTOR) if kind[0] == AUDIO else ("youtube", VIDEO_FACTOR)
    share = song.us_share if kind[1] == US else 1.0
    return int(count_before(world.seed, song.track, platform, world.span) * factor * share)


def reported_counts(world: World, song: Song, counts: Mapping[Kind, Ints], faults: FeedFaults) -> dict[Kind, Ints]:
    """The counts as the vendor says them first: double days on the later one, the correction where it stands."""
    reported = {kind: values.copy() for kind, values in counts.items()}
    for double in faults.doubles:
        if song.song_id in double.song_ids:
            missing = world.span.index(double.missing_on)
            for values in reported.values():
                values[missing + 1] += values[missing]
                values[missing] = 0
    for negative in faults.negatives:
        if song.song_id == negative.song_id:
            at = world.span.index(negative.day)
            for values in reported.values():
                values[at] = round(values[at] * negative.scale)
    return reported


def words(world: World, songs: Sequence[Song], faults: FeedFaults) -> dict[int, list[Word]]:
    """Every word about every song, those of earlier drops first."""
    silent = {fault.drop_on for fault in faults.skipped} | {faults.renamed_drop}
    left_out = {(song, fault.missing_on) for fault in faults.doubles for song in fault.song_ids}
    late = {(fault.song_id, fault.day): timedelta(days=fault.drops) for fault in faults.late}
    reported: dict[int, list[Word]] = {}
    for song in songs:
        reported[song.song_id] = [
            Word(day, landing(day + SONG_LAG + late.get((song.song_id, day), timedelta()), silent))
            for day in world.span.served_days
            if day >= song.track.released_on and (song.song_id, day) not in left_out
        ]
    for song_id, word in _second_words(faults):
        reported[song_id].append(word)
    return {song_id: sorted(each, key=lambda word: (word.drop_on, word.day)) for song_id, each in reported.items()}


def scaled(value: int, word: Word) -> int:
    """The number a word says for a count."""
    return value if word.scale == 1.0 else round(value * word.scale)


def _second_words(faults: FeedFaults) -> Iterator[tuple[int, Word]]:
    for fault in faults.restatements:
        yield fault.song_id, Word(fault.day, fault.drop_on, fault.scale)
    for takedown in faults.takedowns:
        for at in range(takedown.days):
            day = takedown.first_on + timedelta(days=at)
            yield takedown.song_id, Word(day, takedown.drop_on, takedown.scale)
