"""How often badges are wrong and how many jumps they find, on rosters whose truth is known."""

import zlib
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest

from tasks.trends.noise import Measured
from tasks.trends.panel import Panel
from tasks.trends.settings import spike_settings
from tasks.trends.spikes import Judged, judge
from tests.unit.spike_rosters import POSTS, STREAMS, WORLDS, changed, isolated_jumps, panel, roster, rules

SETTINGS = spike_settings()
ROSTERS = 10
LAST = 41


def dice(kind: str, tails: str, number: int) -> np.random.Generator:
    return np.random.default_rng([zlib.crc32(f"{kind} {tails}".encode()), number])


def judge_weeks(made: Panel, weeks: range, earlier: Mapping[str, Measured] | None = None) -> Judged:
    return judge({STREAMS: made}, {STREAMS: rules(len(made.artists))}, SETTINGS, weeks, earlier)


def judged(made: Panel, weeks: range) -> pd.DataFrame:
    return judge_weeks(made, weeks).rows


def found(rows: pd.DataFrame, tier: str = "confirmed", direction: str = "up") -> set[tuple[int, int]]:
    chosen = rows[(rows["tier"] == tier) & (rows["direction"] == direction)]
    return set(zip(chosen["artist_id"], chosen["week"], strict=True))


# Five weeks of two rosters cost a fifth of the last week of ten. Over 200 rosters a world these come to 0 to 1.7 badges
# in ten roster-weeks, the most where independent noise has t tails of 3 degrees: doublings by chance are then real, and
# no rule can tell them from jumps.
@pytest.mark.parametrize(("kind", "tails"), WORLDS)
def test_a_flat_roster_has_next_to_no_confirmed_badge(kind: str, tails: str) -> None:
    badges, plain = 0, 0
    for number in range(ROSTERS // 5):
        made = panel(roster(dice(kind, tails, number), 300, LAST + 1, kind, tails))
        rows = judged(made, range(LAST - 4, LAST + 1))
        badges += len(found(rows))
        plain += int((rows["is_raw"] & (rows["direction"] == "up")).sum())
    assert plain >= ROSTERS
    assert badges <= 1 + (tails == "heavy")


# Sixty jumps in each of three rosters cost three fifths of thirty in each of five.
@pytest.mark.parametrize(("kind", "tails"), WORLDS)
def test_planted_jumps_are_confirmed_and_little_else(kind: str, tails: str) -> None:
    right = badges = planted = plain_right = plain = 0
    for number in range(3):
        roll = dice(kind, tails, 100 + number)
        size = 10 ** roll.uniform(1, 6, 300)
        # an artist of less can't bring the floor's thousand streams more
        jumped = roll.permutation(np.flatnonzero(size >= 1_000))[:60].tolist()
        # fifteen in each of four weeks
        truth = {(artist, LAST - 2 * (place % 4)) for place, artist in enumerate(jumped)}
        jumps = [(artist, week, 2.5) for artist, week in truth]
        made = panel(roster(roll, 300, LAST + 1, kind, tails, jumps=jumps, size=size))
        rows = judged(made, range(LAST - 6, LAST + 1))
        rows = rows[rows["week"].isin({week for _, week in truth})]
        confirmed = found(rows)
        up = rows[rows["is_raw"] & (rows["direction"] == "up")]
        raw = set(zip(up["artist_id"], up["week"], strict=True))
        right, badges, planted = right + len(confirmed & truth), badges + len(confirmed), planted + len(truth)
        plain_right, plain = plain_right + len(raw & truth), plain + len(raw)
    assert right / badges >= 0.90
    assert right / planted >= 0.60
    assert right / badges > plain_right / plain


@pytest.mark.parametrize("second_jumps", [0, 10])
@pytest.mark.parametrize("kind", ["independent", "autocorrelated", "drifting"])
def test_isolated_jumps_of_a_small_roster_are_confirmed_week_by_week(kind: str, second_jumps: int) -> None:
    right = badges = planted = falls_after = 0
    for number in range(2):
        roll = dice(kind, f"isolated {second_jumps}", number)
        sizes = 10 ** roll.uniform(2.5, 6, 60), 10 ** roll.uniform(1, 4.5, 60)
        truth = set()
        panels = {}
        for code, size, count in zip((STREAMS, POSTS), sizes, (26, second_jumps), strict=True):
            jumps = isolated_jumps(roll, size, range(14, 53), count)
            panels[code] = panel(roster(roll, 60, 53, kind, size=size, jumps=jumps, restlessness=0.1))
            truth |= {(code, artist, week) for artist, week, _ in jumps}
        of = {STREAMS: rules(60), POSTS: rules(60, floor=50)}
        rows = judge(panels, of, SETTINGS, range(14, 53)).rows
        by_code = {code: rows[rows["metric"] == code] for code in panels}
        confirmed = {(code, *cell) for code, part in by_code.items() for cell in found(part)}
        falls = {(code, *cell) for code, part in by_code.items() for cell in found(part, direction="down")}
        right, badges, planted = right + len(confirmed & truth), badges + len(confirmed), planted + len(truth)
        falls_after += len(falls & {(code, artist, week + 1) for code, artist, week in truth})
    assert right / badges >= 0.90
    assert right / planted >= 0.60
    assert falls_after == 0


def test_a_missing_day_changes_no_tier_but_on_the_razors_edge() -> None:
    moved = badges = tests = 0
    for number in range(ROSTERS):
        roll = dice("missing", "day", number)
        size = 10 ** roll.uniform(1, 6, 300)
        jumped = roll.permutation(np.flatnonzero(size >= 1_000))[:15].tolist()
        whole = panel(roster(roll, 300, LAST + 1, size=size, jumps=[(artist, LAST, 2.5) for artist in jumped]))
        # one day of both weeks gone, the six others as they were: a seventh of each count, give or take chance
        this = whole.this_week[:, LAST] - roll.binomial(whole.this_week[:, LAST].astype(np.int64), 1 / 7)
        last = whole.last_week[:, LAST] - roll.binomial(whole.last_week[:, LAST].astype(np.int64), 1 / 7)
        column = (slice(None), LAST)
        short = changed(whole, column, this_week=this, settled_this=this, last_week=last, settled_last=last)
        # the weeks before are the same, and measured once
        judgement = judge_weeks(whole, range(LAST, LAST + 1))
        missed = judge_weeks(changed(short, column, days_matched=6), range(LAST, LAST + 1), judgement.measured)
        both = [missed.rows, judgement.rows]
        tiers = [rows.set_index("artist_id")["tier"].fillna("none") for rows in both]
        differ = tiers[0] != tiers[1]
        moved += int((differ & ((tiers[0] == "confirmed") | (tiers[1] == "confirmed"))).sum())
        badges += int((tiers[1] == "confirmed").sum())
        tests += len(differ)
        near = both[1].set_index("artist_id")
        for artist in differ.index[differ]:
            if near.loc[artist, "settled_last_week"] >= 1_000:
                assert _is_on_the_edge(near.loc[artist]), near.loc[artist, "reason"]
    assert badges >= 100
    assert moved <= 0.02 * badges


def _is_on_the_edge(row: "pd.Series[float]") -> bool:
    """Within a twelfth of the threshold, the bound or the floor, or of the p that just passes."""
    return bool(
        min(abs(row["ratio"] / 2.0 - 1), abs(row["ratio"] * 2.0 - 1), abs(row["expected_ratio_low"] / 1.25 - 1))
        < 1 / 12
        or abs(abs(row["extra"]) / row["floor"] - 1) < 1 / 5
        or row["p_value"] < 0.02
    )
