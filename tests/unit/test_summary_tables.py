"""Every run publishes its summary in the Prefect UI by the same rule."""

from tasks.runs.summary_tables import SummaryTable, summary_tables


def test_lists_are_tables_and_single_figures_are_one() -> None:
    summary = {
        "day": "2026-11-06",
        "stages": [{"stage": "audience", "found": 3}],
        "why": [],
        "new_cards": 0,
        "warnings": ["a file is empty"],
        "calls": {"spotify": 2},
        "stopped": None,
    }
    assert summary_tables("collect-growth", summary) == [
        SummaryTable(
            "collect-growth-stages", "What was found, fetched and left out", [{"stage": "audience", "found": 3}]
        ),
        SummaryTable("collect-growth-warnings", "Warnings", [{"warnings": "a file is empty"}]),
        SummaryTable(
            "collect-growth-figures",
            "Figures of the run",
            [
                {"figure": "day", "value": "2026-11-06"},
                {"figure": "new cards", "value": 0},
                {"figure": "calls, spotify", "value": 2},
            ],
        ),
    ]


def test_keys_are_as_prefect_wants_them_and_nothing_makes_no_table() -> None:
    assert [table.key for table in summary_tables("rollup", {"sounds_of_artists": [{"n": 1}]})] == [
        "rollup-sounds-of-artists"
    ]
    assert summary_tables("rollup", {}) == []
    assert summary_tables("rollup", {"why": [], "stopped": None}) == []
