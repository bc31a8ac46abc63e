"""The badges of an eventful roster, and the panel they rest on."""

import numpy as np
import pytest

from flows.bench.eventful import eventful_backtest, panel_of
from sandbox.eventful import EventfulRoster


def test_a_panel_counted_by_hand() -> None:
    counted = np.array([[100, 110, 120], [50, 0, 60], [0, 400, 200], [0, 30, 40]])
    roster = EventfulRoster(
        artist=np.array([0, 0, 0, 0]),
        released=np.array([-1, -1, 1, 1]),
        is_known=np.array([True, True, True, False]),
        planned=counted.astype(np.float64),
        seasonal=np.ones(counted.shape),
        counted=counted,
        # the second song is not read for a week, the last two come out in the second
        is_read=np.array([[True, True, True], [True, False, True], [False, True, True], [False, True, True]]),
    )
    panel = panel_of(roster, release_weeks=4)
    assert panel.this_week[0, 1:].tolist() == [110, 360]
    assert panel.last_week[0, 1:].tolist() == [100, 540]
    assert panel.settled_this[0, 1:].tolist() == [110, 160], "the song whose day is known is new"
    assert panel.settled_last[0, 1:].tolist() == [100, 140]
    assert np.isnan(panel.this_week[0, 0])
    assert panel.level[0].tolist() == [150, 540, 420]
    assert panel.total_change[0, 1:].tolist() == [440, -180]
    assert panel.new_releases_change[0, 1:].tolist() == [400, -200]
    assert panel.release_count[0].tolist() == [0, 1, 1]


def test_confirmed_holds_up_among_many_events() -> None:
    figures = eventful_backtest(8)
    assert figures["confirmed"]["jumps"] >= 40
    assert figures["confirmed"]["precision"] >= 0.95
    assert figures["confirmed"]["recall"] >= 0.75
    assert figures["raw"]["precision"] == pytest.approx(0.93, abs=0.03), "most doublings in life are events"
