"""Times of a request in words. Pure."""

from datetime import date

LEAST_S = 10  # a run takes some seconds to begin


def duration(seconds: int | None) -> str:
    """About how long, rounded as people say it; empty where nobody knows."""
    if seconds is None:
        return ""
    if seconds <= 50:
        return f"about {max(LEAST_S, -(-seconds // 10) * 10)} seconds"
    if seconds < 55 * 60:
        minutes = max(1, round(seconds / 60))
        return f"about {minutes} minute{'s' if minutes > 1 else ''}"
    hours = max(1, round(seconds / 3600))
    return f"about {hours} hour{'s' if hours > 1 else ''}"


def months_in_work(first: date | None, last: date | None) -> str:
    """The months the days in work lie in; empty where none are."""
    if first is None or last is None:
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"
