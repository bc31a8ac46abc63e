"""The chart of an audience's workbook: figures by day."""

from collections.abc import Sequence

from workbooks.audience import Metric
from workbooks.sheets import Range, Sheet

MOST_POINTS = 62


def chart(sheet: Sheet, daily: Range, shown: Sequence[Metric]) -> None:
    """Plays by day below the tables of the summary; other counts where there are no plays."""
    lines = [metric for metric in shown if metric.is_play] or [
        metric for metric in shown if metric.metric_kind in ("flow", "counter")
    ]
    if not lines or daily.last_row <= daily.first_row:
        return
    lined = sheet.book.file.add_chart({"type": "line"})
    # a day between two without readings has no line; in a year points would hide them
    marker = "circle" if daily.last_row - daily.first_row < MOST_POINTS else "none"
    for metric in lines:
        place = shown.index(metric) + 1
        lined.add_series(
            {
                "name": [daily.sheet, daily.first_row - 1, place],
                "categories": [daily.sheet, daily.first_row, 0, daily.last_row, 0],
                "values": [daily.sheet, daily.first_row, place, daily.last_row, place],
                "line": {"width": 1.75},
                "marker": {"type": marker, "size": 4},
            }
        )
    lined.set_title({"name": "By day", "name_font": {"size": 12}})
    lined.set_x_axis({"date_axis": True, "num_format": "d mmm", "major_gridlines": {"visible": False}})
    lined.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#e2e6ea"}}})
    lined.set_legend({"position": "bottom"})
    lined.show_blanks_as("gap")
    lined.set_size({"width": 900, "height": 340})
    sheet.page.insert_chart(sheet.row + 1, 0, lined)
