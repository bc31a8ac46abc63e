"""The answer to a question about audiences: what the warehouse says, in the tables of the page."""

from collections.abc import Sequence

from marketing.audience_chart import plays_by_day
from marketing.audience_check import Offered
from marketing.audience_question import AudienceQuestion
from marketing.audience_tables import by_artist, by_date, by_platform, coverage, tracks_with_figures
from marketing.warehouse import Row, read

MOST_PARTS = 300  # tracks and sounds on a page; all of them are in the workbook


def answer(question: AudienceQuestion, artists: Sequence[Row], choice: Offered) -> Row:
    """Cards, tables, chart, coverage and what was left out. Raises WarehouseUnavailable."""
    metrics = {metric["metric"]: metric for metric in choice.metrics}
    given = question.given()
    period = {name: value for name, value in given.items() if name != "group_by"}
    dates = read("audience_figures", **{**given, "group_by": "date"})
    tracks = read("audience_tracks", **period)
    platforms = by_platform(read("audience_figures", **{**given, "group_by": "platform"}), metrics, dates)
    table = by_date(dates, metrics)
    rows = [*platforms["plays"], *platforms["others"], *platforms["levels"]]
    return {
        "platforms": platforms,
        "tracks": tracks_with_figures(tracks),
        "artists": by_artist(artists, tracks, metrics, MOST_PARTS),
        "dates": table,
        "chart": plays_by_day(table, question.from_on, question.to_on),
        "coverage": coverage(read("audience_coverage", **period), choice.platforms),
        "left_out": read("audience_left_out", **period),
        "is_empty": all(row["total"] is None for row in rows),
    }
