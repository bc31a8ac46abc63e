"""Rows no reader can accept, each beside the right one, so that nothing is lost with them."""

from collections.abc import Container, Sequence
from datetime import date, timedelta

from sandbox.deliveries.arrivals import SONG_LAG, SOUND_LAG
from sandbox.deliveries.catalogue import Song, Sound
from sandbox.deliveries.columns import SONG_METRICS, SOUND_METRICS
from sandbox.deliveries.faults import BadRow
from sandbox.deliveries.posts import reading_days
from sandbox.seeded_random import dice
from sandbox.world import World

FAR_AHEAD = timedelta(days=400)
FUTURE = "in the future"

_BAD = (
    (SONG_METRICS, "THIS_DAY", ""),
    (SONG_METRICS, "THIS_DAY", ""),
    (SONG_METRICS, "THIS_DAY", "n/a"),
    (SONG_METRICS, "DATE", FUTURE),
    (SONG_METRICS, "UNIFIED_SONG_ID", "unknown"),
    (SOUND_METRICS, "POST_COUNT", "-3"),
    (SOUND_METRICS, "POST_COUNT", "-1"),
    (SOUND_METRICS, "POST_COUNT", "many"),
    (SOUND_METRICS, "CREATED_AT", FUTURE),
)


def deal_bad_rows(
    world: World,
    songs: Sequence[Song],
    sounds: Sequence[Sound],
    taken: Container[tuple[int, date]],
    silent: Container[date],
) -> tuple[BadRow, ...]:
    """One for each kind above; their rows' days have no other fault, and their drops hold the right row too."""
    roll = dice(world.seed, "vendor", "bad rows")
    bad = []
    for table, column, wanted in _BAD:
        for _ in range(100):
            day = roll.choice(world.span.served_days[7:-7])
            if table == SONG_METRICS:
                if not songs:
                    break
                entity_id, drop_on = roll.choice(songs).song_id, day + SONG_LAG
                is_fit = (entity_id, day) not in taken and drop_on not in silent
            else:
                sound = roll.choice(sounds)
                entity_id, drop_on = sound.sound_id, day + SOUND_LAG
                is_fit = day in reading_days(world, sound)
            if is_fit:
                text = wanted
                if wanted == FUTURE:
                    text = f"{drop_on + FAR_AHEAD}" + (" 04:05:06" if column == "CREATED_AT" else "")
                bad.append(BadRow(drop_on, table, column, text, entity_id, day))
                break
    return tuple(bad)
