"""A lap's figures: what did not come has no time, and is counted."""

from collections import Counter

from flows.bench.reader_lap import Lap, ratio


def test_figures_of_a_lap() -> None:
    health = [float(each) for each in range(1, 101)]
    figures = Lap(health, [30.0, 10.0], [70.0], Counter({200: 2, 503: 3})).figures()
    assert (figures["health_ms_median"], figures["health_ms_p95"], figures["health_ms_most"]) == (50.5, 96.0, 100.0)
    assert (figures["charts"], figures["charts_came"], figures["charts_ms_median"]) == (5, 2, 20.0)
    assert figures["chart_statuses"] == {"200": 2, "503": 3}


def test_where_no_chart_came_there_is_no_time_and_no_ratio() -> None:
    figures = Lap([1.0], [], [5.0], Counter({503: 1})).figures()
    assert (figures["charts"], figures["charts_came"]) == (1, 0)
    assert figures["charts_ms_median"] is figures["charts_ms_p95"] is figures["charts_ms_most"] is None
    assert ratio([], [1.0]) is ratio([1.0], []) is None
    assert ratio([3.0], [2.0]) == 1.5
