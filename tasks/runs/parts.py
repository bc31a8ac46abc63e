"""Flows of a larger one that do not depend on each other's success: each ends by itself, and what failed is kept."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

from prefect import Flow

from db.errors import GroundswellError
from tasks.runs.prefect_run import run_flow


@dataclass(frozen=True, slots=True)
class Part:
    """A flow and what it is called with; ``without`` says what its failure means for the figures, as a sentence."""

    flow: Flow[..., Any]
    arguments: tuple[Any, ...]
    without: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a part ended; ``error`` is None where it went well."""

    part: Part
    error: Exception | None = None

    @property
    def failure(self) -> str | None:
        """One line of what went wrong, None where nothing did."""
        if self.error is None:
            return None
        ours = isinstance(self.error, GroundswellError)
        return str(self.error if ours else f"{type(self.error).__name__}: {self.error}").partition("\n")[0]

    def row(self) -> dict[str, str]:
        """A row of the table in the run's summary."""
        return {
            "part": self.part.flow.name,
            "state": "completed" if self.error is None else "failed",
            "reason": self.failure or "",
            "what it means": self.part.without if self.error is not None else "",
        }


def sentence_of(failed: Sequence[Outcome]) -> str:
    """A line for each part that failed: what that means for the figures, and why."""
    return "\n".join(f"{one.part.flow.name} failed. {one.part.without} Why: {one.failure}" for one in failed)


def raise_defect(failed: Sequence[Outcome]) -> None:
    """Raise what is no error of ours, if there is any: it must be looked into."""
    for outcome in failed:
        if outcome.error is not None and not isinstance(outcome.error, GroundswellError):
            raise outcome.error


def run_branches(*branches: Sequence[Part]) -> list[Outcome]:
    """Run branches side by side, the parts of one after each other, each whatever became of the one before.

    A thread for each branch: they wait for providers and the database most of the time. Outcomes in the order given.
    """
    with ThreadPoolExecutor(len(branches)) as pool:
        # each in a context of its own, so that Prefect knows whose child it is
        running = [pool.submit(copy_context().run, _in_turn, branch) for branch in branches]
        return [outcome for branch in running for outcome in branch.result()]


def _in_turn(branch: Sequence[Part]) -> list[Outcome]:
    return [_outcome(part) for part in branch]


def _outcome(part: Part) -> Outcome:
    try:
        run_flow(part.flow, *part.arguments)
    except Exception as error:
        return Outcome(part, error)
    return Outcome(part)
