"""Tiers of a sandbox world, against what it knows to be true: planted surges, the weeks after them, and releases."""

from datetime import date, timedelta

import pytest

from tests.trends.conftest import Planted
from tests.trends.drops import WEEK

STREAMS, FLOOR = "track_luminate_streams", 1_000
BADGES = """
    select a.artist_id_spotify as artist, b.week_on, b.tier, b.direction, b.total_change, b.new_releases_change
    from mart.badge b join core.artist a using (artist_id) join core.metric m using (metric_id)
    where b.track_id is null and m.code = :metric
"""
Cell = tuple[str, date]


@pytest.fixture(scope="module")
def badges(planted: Planted) -> dict[Cell, dict[str, object]]:
    return {(row["artist"], row["week_on"]): row for row in planted.rows(BADGES, metric=STREAMS)}


@pytest.fixture(scope="module")
def factors(planted: Planted, badges: dict[Cell, dict[str, object]]) -> dict[Cell, float]:
    """How many times its usual each week of a followed artist truly was."""
    world = planted.vendor.world
    uuid = {artist.identifiers["spotify"]: artist.uuid for artist in world.artists}
    return {cell: world.jump_factor(uuid[cell[0]], "spotify", cell[1]) for cell in badges}


def surges(planted: Planted, badges: dict[Cell, dict[str, object]]) -> list[Cell]:
    """Weeks in which a followed artist's songs were planted several times their usual, whole with the week after."""
    world = planted.vendor.world
    planted_at = [
        (world.artist_by_uuid[jump.entity].identifiers["spotify"], jump.starts_on)
        for jump in world.surges
        if jump.platform == "spotify"
    ]
    return [cell for cell in planted_at if cell in badges and (cell[0], cell[1] + WEEK) in badges]


def test_the_week_after_a_planted_surge_is_the_spike_over(
    planted: Planted, badges: dict[Cell, dict[str, object]], factors: dict[Cell, float]
) -> None:
    seen = [cell for cell in surges(planted, badges) if badges[cell]["tier"] in ("confirmed", "rising")]
    after = [(artist, week + WEEK) for artist, week in seen if factors[artist, week + WEEK] < 1.1]
    tiers = [badges[cell]["tier"] for cell in after]
    assert len(after) >= 5
    assert tiers.count("spike over") >= 0.8 * len(tiers), tiers
    assert not {"confirmed", "rising", "raw only"} & set(tiers), tiers


def test_no_spike_is_over_that_truly_lasts(badges: dict[Cell, dict[str, object]], factors: dict[Cell, float]) -> None:
    over = [cell for cell, badge in badges.items() if badge["tier"] == "spike over"]
    assert over
    lasting = {cell: (factors[cell], factors.get((cell[0], cell[1] - WEEK))) for cell in over if factors[cell] >= 1.3}
    assert not lasting, lasting
    real = [factors.get((artist, week - WEEK), 1.0) >= 1.5 for artist, week in over]
    assert sum(real) >= 0.7 * len(real)


def truth(planted: Planted) -> dict[Cell, tuple[int, int]]:
    """True change of each artist's streams from week to week, and the part of it by songs less than 4 weeks old."""
    world, found = planted.vendor.world, {}
    for artist in world.artists:
        songs = [track for track in world.tracks if artist.uuid in track.artists]
        for week in planted.weeks[1:]:
            changes = []
            for song in songs:
                flow, day = world.flow(song.uuid, "spotify"), world.span.index(week)
                change = int(flow[day : day + 7].sum()) - int(flow[day - 7 : day].sum())
                is_new = week + timedelta(days=6) - song.released_on < timedelta(weeks=4)
                changes.append((change, change if is_new else 0))
            found[artist.identifiers["spotify"], week] = (
                sum(change for change, _ in changes),
                sum(new for _, new in changes),
            )
    return found


def test_a_release_is_a_new_release(planted: Planted, badges: dict[Cell, dict[str, object]]) -> None:
    true = truth(planted)
    clear = {
        cell
        for cell, (change, new) in true.items()
        if cell in badges and abs(new) > 4 * abs(change - new) and min(abs(change), abs(new)) > 4 * FLOOR
    }
    tiers = [badges[cell]["tier"] for cell in clear]
    assert len(clear) >= 5
    assert sum(tier in ("new release", "confirmed", "check data") for tier in tiers) >= 0.9 * len(tiers), tiers
    told = [cell for cell, badge in badges.items() if badge["tier"] == "new release" and cell in true]
    right = [abs(true[cell][1]) > 0.8 * abs(true[cell][0] - true[cell][1]) for cell in told]
    assert sum(right) >= 0.8 * len(right), (sum(right), len(right))
    assert all((true[cell][1] > 0) == (badges[cell]["direction"] == "up") for cell in told)
