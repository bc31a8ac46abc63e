"""Which days of an audience are asked for."""

from datetime import date, timedelta


def missing_ranges(
    as_of: date, history_days: int, overlap_days: int, covered_from: date | None, covered_until: date | None
) -> list[tuple[date, date]]:
    """Spans (first, last day, both included) up to ``as_of`` that are not covered, oldest first.

    The first time: ``history_days`` days. Later: the new days and ``overlap_days`` before them, because providers
    restate; and the older days when the history was made longer.
    """
    first = as_of - timedelta(days=history_days - 1)
    if covered_from is None or covered_until is None or covered_until < first:
        return [(first, as_of)]
    spans = [(max(first, covered_until - timedelta(days=overlap_days - 1)), as_of)] if covered_until <= as_of else []
    if first < covered_from:
        spans.insert(0, (first, covered_from - timedelta(days=1)))
    return spans
