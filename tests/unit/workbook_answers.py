"""An audience's answer by hand, as the warehouse would give it, and the cells of the workbook it makes."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Row
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from workbooks.audience import Answer, Metric, Question
from workbooks.audience_sheets import write_audience

METRICS = [
    Metric(
        "track_spotify_streams", "Spotify streams", "spotify", "Spotify", "track", "counter", "streams", True, "added"
    ),
    Metric("track_youtube_views", "YouTube views", "youtube", "YouTube", "track", "counter", "views", True, "added"),
    Metric(
        "artist_spotify_followers",
        "Spotify followers",
        "spotify",
        "Spotify",
        "artist",
        "stock",
        "followers",
        False,
        "level",
    ),
]
FORMULA = "=HYPERLINK(1)"
QUESTION = Question(
    artists=["7"],
    platforms=None,
    from_on=date(2026, 10, 1),
    to_on=date(2026, 10, 3),
    country=None,
    is_daily=True,
    asked_by="ana",
    made_at=datetime(2026, 11, 28, 18, 30, tzinfo=UTC),
)


def figure(metric: str, total: int | None, *, track: str | None = None, on: date | None = None, **more: Any) -> Row:
    others = {"daily_average": None, "peak": None, "days_tracked": 0, "coverage": None}
    return Row(metric=metric, total=total, track=track, on_date=on, **{**others, **more})


def by_hand(**changed: Any) -> Answer:
    """Two songs; YouTube was not read on the second day, Spotify's third day was read with the second."""
    given: dict[str, Any] = {
        "artist_names": ["Luna Vega"],
        "metrics": {metric.metric: metric for metric in METRICS},
        "by_platform": [
            figure("artist_spotify_followers", 900),
            figure("track_spotify_streams", 750, daily_average=450.5, peak=450, days_tracked=3, coverage=0.6667),
            figure("track_youtube_views", 250, days_tracked=2, coverage=0.5),
        ],
        "by_track": [
            figure("track_spotify_streams", 500, track=FORMULA),
            figure("track_spotify_streams", 250, track="+1 Beta"),
            figure("track_youtube_views", 250, track="+1 Beta"),
            figure("track_youtube_views", None, track="Gamma"),
        ],
        "by_date": [
            figure("track_spotify_streams", 450, on=date(2026, 10, 1)),
            figure("track_spotify_streams", 300),
            figure("track_youtube_views", 100, on=date(2026, 10, 1)),
            figure("track_youtube_views", 150, on=date(2026, 10, 3)),
        ],
        "track_days": [
            Row(track=FORMULA, on_date=date(2026, 10, 1), days=1, metrics=["track_spotify_streams"], amounts=[450]),
            Row(track="+1 Beta", on_date=date(2026, 10, 3), days=2, metrics=["track_youtube_views"], amounts=[0]),
        ],
        "coverage": [
            Row(platform="spotify", cells=6, cells_present=4, share=0.6667, missing_from=date(2026, 10, 2),
                missing_to=date(2026, 10, 3)),
            Row(platform="youtube", cells=6, cells_present=6, share=1, missing_from=None, missing_to=None),
        ],
        "left_out": [],
        "clock": Row(sentence="figures up to Thu 1 Oct, delivered 2 Oct, in time", method="Audiences", version=1),
        "freshness": [
            Row(name="Luminate", watermark_on=date(2026, 10, 1), days_behind=0, note="up to date.",
                last_arrived_at=datetime(2026, 10, 2, 6, tzinfo=UTC)),
        ],
    }  # fmt: skip
    return Answer(**{**given, **changed})


def written(folder: Path, answer: Answer, question: Question = QUESTION) -> Workbook:
    path = folder / "audience.xlsx"
    write_audience(path, question, answer)
    return load_workbook(path)


def lines(book: Workbook, sheet: str) -> list[list[Any]]:
    """Values from the header on."""
    page = book[sheet]
    head = int(page.freeze_panes[1:]) - 1 if page.freeze_panes else 1
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=head)]
