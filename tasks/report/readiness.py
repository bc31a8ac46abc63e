"""What stands against sending the report of a week. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.week import week_end, week_on
from tasks.report.figures import counted, day

UNTIL_REPORTED = timedelta(days=10)  # from a week's Friday to the Monday it is reported on


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source the report waits for: the last day of its figures, None where it has no days or nothing came."""

    name: str
    watermark_on: date | None
    is_late: bool
    sentence: str


def due_week(today: date) -> date:
    """Friday of the newest week whose report is due by a day."""
    return week_on(today - UNTIL_REPORTED)


def reasons_against(
    week: date, newest_closed: date | None, sources: Sequence[SourceState], broken: Collection[object], orphans: int
) -> list[str]:
    """Why the report of a week can't be sent, a sentence each; empty when it can.

    ``broken``: labels whose figures of the week do not add up; ``orphans``: what charts name and nobody accounts for.
    """
    found = [
        f"{source.name}: {source.sentence}"
        for source in sources
        if source.is_late or (source.watermark_on is not None and source.watermark_on < week_end(week))
    ]
    if newest_closed is None or newest_closed < week:
        known = f"the newest is that of {day(newest_closed)}" if newest_closed else "there is none yet"
        found.append(f"the week of {day(week)} is not closed; {known}")
    if broken:
        found.append(f"figures of {counted(len(broken), 'label')} do not add up; groundswell figures check names them")
    if orphans:
        found.append(
            f"{counted(orphans, 'thing')} that charts name {'is' if orphans == 1 else 'are'} unaccounted for; "
            "the cascade lists them"
        )
    return found
