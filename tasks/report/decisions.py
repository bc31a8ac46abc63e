"""What somebody is asked to decide, in words: who, about whom, what to do. Only what rows of the warehouse say."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.report.figures import counted, isolated

MOST = 4
NONE_ASKED = "No decision is asked this week."


@dataclass(frozen=True)
class Case:
    """The weightiest of a kind; `artists` and `total` are of all of the kind."""

    kind: str
    about: str
    detail: str | None
    amount: int | None
    artists: int
    total: int


@dataclass(frozen=True)
class Decision:
    """Who is asked, and what."""

    who: str
    text: str

    @property
    def plain(self) -> str:
        return f"{self.who}: {self.text}"


def decisions(cases: Sequence[Case]) -> list[Decision]:
    """At most four, the most urgent first."""
    return [_decision(case) for case in cases][:MOST]


def _decision(case: Case) -> Decision:
    about = isolated(case.about)
    match case.kind:
        case "late source":
            late = "One of the sources" if case.artists > 1 else "The source"
            return Decision("Data team", f"{late} the report waits for is late: {case.about}, {case.detail}")
        case "doubtful data":
            return Decision("Data team", f"Check {about} before it is passed on: {case.detail}{_more(case)}")
        case "rise without sound":
            waiting = f"; {counted(case.amount, 'suggestion')} to choose from" if case.amount else ""
            return Decision(
                "Marketing", f"{about} is {case.detail} and has no TikTok sound: link one{waiting}.{_more(case)}"
            )
        case "sounds to review":
            return Decision(
                "Marketing",
                f"{counted(case.total, 'suggested TikTok sound')} of {counted(case.artists, 'artist')} "
                f"wait{'s' if case.total == 1 else ''} for review, most of {about} ({case.amount}). "
                "What is not linked is not counted.",
            )
        case "unlinked tracks":
            return Decision(
                "Catalogue",
                f"{counted(case.total, 'track')} of {counted(case.artists, 'artist')} "
                f"bring{'s' if case.total == 1 else ''} no streams, most of {about} ({case.amount}, {case.detail}). "
                "Link them, or ask the vendor.",
            )
        case _:
            raise ValueError(f"there are no words for decisions of the kind {case.kind}")


def _more(case: Case) -> str:
    return f" The same for {counted(case.artists - 1, 'other artist')}." if case.artists > 1 else ""
