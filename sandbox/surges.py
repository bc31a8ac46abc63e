"""Jumps of whole artists: for one chart week every song an artist is credited on has several times its usual flow.

Nearly all of the real series' confirmed rises last (22 of 24), and so do these, but for those beside a release: what
both do to the same weeks nobody can tell apart, and some have to be found as over.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.cast import Artist, Track
from sandbox.daily_counts import platform_level
from sandbox.places import TRACK_METRICS
from sandbox.seeded_random import dice
from sandbox.span import CHART_WEEKS, Span
from sandbox.truth import TAIL_WEEKS, PlantedJump

FIRST_WEEK = 14  # enough weeks before it to know what is usual
LAST_WEEK = CHART_WEEKS - 1
REST_WEEKS = 10  # between two jumps of one artist, whatever the metric
APART_WEEKS = 1  # between jumps of artists who share a song
LASTING_SHARE = 0.9
HALF_LIVES = (1.5, 4.0)  # weeks, least and most
CLEAR_WEEKS = 5  # without a release or a jumping song of the artist's before


@dataclass(frozen=True, slots=True)
class Kind:
    """How many surges of one platform, how strong (least and most), for artists of at least `floor` events a week.

    `newest` is how many start in the last chart week, and as many in the one before: that one is the last whole week
    for whoever reads figures that come two days late.
    """

    platform: str
    factors: tuple[float, float]
    floor: float
    count: int
    newest: int


KINDS = (Kind("spotify", (2.5, 2.5), 2_000.0, 26, 2), Kind("tiktok", (2.5, 4.0), 150.0, 10, 1))


def plant_surges(
    seed: int, artists: Sequence[Artist], tracks: Sequence[Track], song_jumps: Sequence[PlantedJump], span: Span
) -> list[PlantedJump]:
    """Surges that stand alone: no release, no jumping song, no surge of a partner hides or feeds them.

    Fewer in a small world: a week in which nobody may surge stays without.
    """
    planted: list[PlantedJump] = []
    # the last artist is the one without an audience on one platform
    ground = _Ground(seed, artists[:-1], tracks, song_jumps, span)
    for kind in KINDS:
        roll = dice(seed, "surges", kind.platform)
        newest = [LAST_WEEK] * kind.newest + [LAST_WEEK - 1] * kind.newest
        older = roll.sample(range(FIRST_WEEK, LAST_WEEK - 1), kind.count - len(newest))
        for week in newest + older:
            artist = ground.pick(kind, week, planted, roll.sample(artists[:-1], len(artists) - 1))
            factor = round(roll.uniform(*kind.factors), 1)
            if artist is not None:
                friday = ground.friday(week)
                planted.append(
                    PlantedJump(artist.uuid, _metric(kind), friday, factor, 7, ground.half_life(artist, week))
                )
    return sorted(planted, key=lambda jump: (jump.metric, jump.starts_on, jump.entity))


class _Ground:
    """Who may surge when."""

    def __init__(
        self,
        seed: int,
        artists: Sequence[Artist],
        tracks: Sequence[Track],
        song_jumps: Sequence[PlantedJump],
        span: Span,
    ) -> None:
        self.seed, self.span = seed, span
        self.songs = {artist.uuid: [track for track in tracks if artist.uuid in track.artists] for artist in artists}
        self.partners = {
            artist: {partner for song in songs for partner in song.artists} for artist, songs in self.songs.items()
        }
        self.song_jumps = song_jumps

    def friday(self, week: int) -> date:
        return self.span.chart_days[week] - timedelta(days=6)

    def half_life(self, artist: Artist, week: int) -> float | None:
        """Weeks; None for a surge that is gone at once, as all are while a song of theirs or a partner's comes out.

        What a release and a surge do to the same weeks cannot be told apart by anybody.
        """
        friday = self.friday(week)
        # by the number of the week: a world that ends on another day tells the same story
        roll = dice(self.seed, "surges", artist.uuid, str(week))
        comes_out = any(
            friday <= song.released_on <= friday + timedelta(weeks=1 + TAIL_WEEKS)
            for partner in self.partners[artist.uuid]
            for song in self.songs.get(partner, ())
        )
        half_life = round(roll.uniform(*HALF_LIVES), 1)
        return half_life if roll.random() < LASTING_SHARE and not comes_out else None

    def pick(self, kind: Kind, week: int, planted: Sequence[PlantedJump], order: Sequence[Artist]) -> Artist | None:
        """The first in order who may, those with the fewest surges before the others; None where nobody may."""
        surges = Counter(jump.entity for jump in planted)
        for artist in sorted(order, key=lambda artist: surges[artist.uuid]):
            if self._may(artist.uuid, kind, self.friday(week), planted):
                return artist
        return None

    def _may(self, artist: str, kind: Kind, friday: date, planted: Sequence[PlantedJump]) -> bool:
        songs = self.songs[artist]
        clear_from, last = friday - timedelta(weeks=CLEAR_WEEKS), friday + timedelta(days=6)
        if any(clear_from <= song.released_on <= last for song in songs):
            return False
        usual = sum(
            7 * platform_level(self.seed, song, kind.platform) for song in songs if song.released_on < clear_from
        )
        if usual < kind.floor:
            return False
        own = {song.uuid for song in songs}
        if any(
            jump.entity in own
            and jump.metric == _metric(kind)
            and jump.starts_on <= last + timedelta(weeks=CLEAR_WEEKS)
            and jump.ends_on >= clear_from
            for jump in self.song_jumps
        ):
            return False
        return not any(
            abs(jump.starts_on - friday) < timedelta(weeks=REST_WEEKS)
            if jump.entity == artist
            else jump.entity in self.partners[artist]
            and jump.metric == _metric(kind)
            and abs(jump.starts_on - friday) <= timedelta(weeks=APART_WEEKS)
            for jump in planted
        )


def _metric(kind: Kind) -> str:
    return f"{kind.platform}:{TRACK_METRICS[kind.platform]}"
