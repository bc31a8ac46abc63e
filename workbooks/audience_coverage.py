"""The sheet Coverage: how much of what is expected was read, which days lack a reading, and what is in no total."""

from datetime import date
from itertools import islice

from workbooks.audience import Answer
from workbooks.sheets import Column, Sheet

MOST_RUNS, MOST_LEFT_OUT = 500_000, 100_000


def coverage(sheet: Sheet, answer: Answer) -> None:
    """A row for each run of missing days, and below what could not be told by day."""
    columns = (
        *(Column("Platform", width=24), Column("Expected", "count", 12), Column("Read", "count", 12)),
        *(Column("Coverage", "share", 11), Column("Missing from", "day", 14), Column("Missing to", "day", 14)),
        Column("Days", "count", 8),
    )
    sheet.main_table(
        columns,
        (
            (
                *(answer.platform_name(row.platform), row.cells, row.cells_present, row.share),
                *(row.missing_from, row.missing_to, _days(row.missing_from, row.missing_to)),
            )
            for row in answer.coverage[:MOST_RUNS]
        ),
    )
    if answer.left_out:
        sheet.part(
            "In no total", "Read over days inside and outside of the period; which part is whose cannot be told."
        )
        named = (
            *(Column("Platform"), Column("Amount", "count"), Column("Unit"), Column("Figure")),
            *(Column("From", "day"), Column("To", "day"), Column("Days", "count"), Column("Track")),
        )
        rows = ((row, answer.metrics[row.metric]) for row in answer.left_out)
        sheet.table(
            named,
            (
                (
                    *(metric.platform_name, row.amount, metric.unit, metric.metric_name, row.read_from, row.read_to),
                    *(_days(row.read_from, row.read_to), row.track),
                )
                for row, metric in islice(rows, MOST_LEFT_OUT)
            ),
        )


def _days(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days + 1
