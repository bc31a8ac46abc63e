"""Deals the faults of the daily song figures; no two of them on one day of one song."""

from collections.abc import Sequence
from datetime import date, timedelta

from sandbox.deliveries.arrivals import SONG_LAG, SOUND_LAG, first_drop, landing
from sandbox.deliveries.badrows import deal_bad_rows
from sandbox.deliveries.catalogue import Song, Sound
from sandbox.deliveries.columns import SONG_METRICS, SOUND_METRICS
from sandbox.deliveries.faults import (
    DoubleDay,
    FeedFaults,
    LateDay,
    NegativeDay,
    Repeat,
    Restatement,
    SkippedDay,
    Takedown,
)
from sandbox.deliveries.posts import reading_days
from sandbox.seeded_random import dice, noise
from sandbox.span import dice_day
from sandbox.world import World

LATE_SHARE = 0.004  # of all days of all songs
RESTATED_DROPS, RESTATED_SONGS, RESTATED_BY = 0.6, 0.05, 0.005
DOUBLES = ((12, 4), (31, 6), (50, 3))  # week and day in it: a Tuesday, a Thursday, a Monday
TAKEDOWN_WEEKS = (9, 26, 44)  # in which the ten days begin
NEGATIVE_WEEK = 22
TAKEDOWN_DAYS = 10
CALM = timedelta(weeks=3)
BIG = 1_000.0  # streams a day of a song of which a part can go without the rest drowning in chance

DAY = timedelta(days=1)


def deal_feed_faults(world: World, songs: Sequence[Song], sounds: Sequence[Sound]) -> FeedFaults:
    """All of them; fewer in a small world."""
    return _Dealer(world, songs).deal(sounds)


class _Dealer:
    """Keeps which days of which songs are spoken for."""

    def __init__(self, world: World, songs: Sequence[Song]) -> None:
        self.world, self.songs = world, songs
        self.roll = dice(world.seed, "vendor", "feed")
        self.taken: set[tuple[int, date]] = set()
        self.skipped, self.renamed_drop = self._silences()
        self.silent = {fault.drop_on for fault in self.skipped} | {self.renamed_drop}

    def deal(self, sounds: Sequence[Sound]) -> FeedFaults:
        doubles = self._doubles()
        negatives = self._negatives()
        takedowns = self._takedowns()
        late = self._late()
        restatements = self._restatements()
        repeats = (*self._repeats(), *self._repeated_sounds(sounds))
        old = [song for song in self.songs if song.track.released_on < self.world.start_on]
        bad = deal_bad_rows(self.world, old, sounds, self.taken, self.silent)
        return FeedFaults(
            self.renamed_drop, self.skipped, doubles, negatives, takedowns, late, restatements, repeats, bad
        )

    def _silences(self) -> tuple[tuple[SkippedDay, ...], date]:
        """Three days without song figures, the first a Thursday, and the drop with the renamed column."""
        # even weeks, so that no drop that must make up for another is silent itself
        weeks = self.roll.sample(range(6, 46, 2), 4)
        days = [self._friday(weeks[0]) + 6 * DAY]
        days += [self._friday(week) + self.roll.randrange(5) * DAY for week in weeks[1:3]]
        skipped = tuple(SkippedDay(day, day + SONG_LAG) for day in days)
        return skipped, self._friday(weeks[3]) + 5 * DAY

    def _doubles(self) -> tuple[DoubleDay, ...]:
        doubles = []
        for week, at in DOUBLES:
            missing_on = self._friday(week) + at * DAY
            songs = self._calm(missing_on, 1.0, max(1, len(self.songs) // 32))
            self.taken |= {(song.song_id, missing_on + by * DAY) for song in songs for by in (0, 1)}
            doubles.append(DoubleDay(missing_on, tuple(song.song_id for song in songs)))
        return tuple(double for double in doubles if double.song_ids)

    def _negatives(self) -> tuple[NegativeDay, ...]:
        day = self._friday(NEGATIVE_WEEK) + self.roll.randrange(1, 6) * DAY
        songs = self._calm(day, BIG, 1)
        self.taken |= {(song.song_id, day) for song in songs}
        return tuple(NegativeDay(song.song_id, day, -0.3) for song in songs)

    def _takedowns(self) -> tuple[Takedown, ...]:
        takedowns = []
        for week in TAKEDOWN_WEEKS:
            first_on = self._friday(week) + self.roll.randrange(7) * DAY
            drop_on = first_on + TAKEDOWN_DAYS * DAY + self.roll.randint(21, 42) * DAY
            scale = round(1 - self.roll.uniform(0.15, 0.4), 3)
            days = [first_on + at * DAY for at in range(TAKEDOWN_DAYS)]
            for song in self._calm(first_on, BIG, 1, days):
                self.taken |= {(song.song_id, day) for day in days}
                takedowns.append(Takedown(song.song_id, first_on, TAKEDOWN_DAYS, scale, landing(drop_on, self.silent)))
        return tuple(takedowns)

    def _late(self) -> tuple[LateDay, ...]:
        late = []
        for song in self.songs:
            roll = noise(self.world.seed, "vendor", "late", song.track.uuid)
            chances, drops = (
                roll.random(len(self.world.span.served_days)),
                roll.integers(1, 5, len(self.world.span.served_days)),
            )
            for day, chance, by in zip(self.world.span.served_days, chances.tolist(), drops.tolist(), strict=True):
                if chance < LATE_SHARE and day >= song.track.released_on and self._take(song, day):
                    late.append(LateDay(song.song_id, day, by))
        return tuple(late)

    def _restatements(self) -> tuple[Restatement, ...]:
        restatements = []
        for day in self.world.span.served_days:
            drop_on = day + SONG_LAG + DAY
            roll = dice(self.world.seed, "vendor", "restated", dice_day(drop_on, self.world.end_on))
            is_quiet = drop_on in self.silent or landing(day + SONG_LAG, self.silent) >= drop_on
            if is_quiet or roll.random() >= RESTATED_DROPS:
                continue
            for song in roll.sample(self.songs, max(1, round(len(self.songs) * RESTATED_SONGS))):
                scale = 1 + roll.uniform(-RESTATED_BY, RESTATED_BY)
                if day >= song.track.released_on and self._take(song, day):
                    restatements.append(Restatement(song.song_id, day, drop_on, scale))
        return tuple(restatements)

    def _repeats(self) -> tuple[Repeat, ...]:
        """One in three in the same drop, the others up to 20 drops later."""
        repeats = []
        for at in range(90):
            song, day = self.roll.choice(self.songs), self.roll.choice(self.world.span.served_days[:-30])
            first = landing(day + SONG_LAG, self.silent)
            drop_on = landing(first + (self.roll.randint(1, 20) if at % 3 else 0) * DAY, self.silent)
            if day >= song.track.released_on and self._take(song, day):
                repeats.append(Repeat(SONG_METRICS, song.song_id, day, drop_on))
        return tuple(repeats)

    def _repeated_sounds(self, sounds: Sequence[Sound]) -> tuple[Repeat, ...]:
        repeats = []
        for at in range(60):
            sound, day = self.roll.choice(sounds), self.roll.choice(self.world.span.served_days[7:-30])
            drop_on = day + SOUND_LAG + (self.roll.randint(1, 20) if at % 3 else 0) * DAY
            if day in reading_days(self.world, sound):
                repeats.append(Repeat(SOUND_METRICS, sound.sound_id, day, drop_on))
        return tuple(repeats)

    def _calm(self, day: date, level: float, count: int, days: Sequence[date] = ()) -> list[Song]:
        """Some old songs of a size around which, in those weeks, nothing else was planted."""
        near = [
            jump.entity
            for jump in self.world.jumps
            if jump.platform == "spotify" and jump.starts_on - CALM <= day <= jump.gone_on + CALM
        ]
        calm = [
            song
            for song in self.songs
            if song.track.streams_per_day >= level
            and song.track.released_on < first_drop(self.world.span)
            and not {song.track.uuid, *song.track.artists} & set(near)
            and not any((song.song_id, each) in self.taken for each in days or (day, day + DAY))
        ]
        return self.roll.sample(calm, min(count, len(calm)))

    def _take(self, song: Song, day: date) -> bool:
        """Whether nobody has the day of the song yet; from now on somebody has."""
        if (song.song_id, day) in self.taken:
            return False
        self.taken.add((song.song_id, day))
        return True

    def _friday(self, week: int) -> date:
        return self.world.start_on + timedelta(weeks=week)
