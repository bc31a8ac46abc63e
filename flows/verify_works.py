"""Flow verify-works: tracks that works are linked to are asked for again, to find those that are gone or changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prefect import flow

from flows.run_context import RunContext, open_provider, open_run_context
from tasks.providers.spotify import PROVIDER as SPOTIFY
from tasks.runs.parameters import Markets
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.work.drain import Drain
from tasks.work.stages import Stage, drain_stage
from tasks.works.check_handler import WorkCheckHandler
from tasks.works.steps import plan_works
from tasks.works.store import read_counts

KIND = "work_check"


@dataclass(slots=True)
class VerifyResult:
    """What a run asked, and how the links stand after it."""

    stage: Stage = field(default_factory=lambda: Stage("links of works"))
    counts: Mapping[str, int] = field(default_factory=dict)

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps and --json prints."""
        return {**self.stage.row(), **self.counts, "why": self.stage.why()}


@flow(name="verify-works", flow_run_name=run_name("Check of links of works", everything="all of them"))
def verify_works(markets: Markets = None, everything: bool = False) -> None:
    """Ask for linked tracks that are due, or for all; ``markets`` are those they should be playable in."""
    with open_run_context() as context:
        run_verify_works(context, markets or [], is_all=everything)


def run_verify_works(context: RunContext, markets: Sequence[str] = (), *, is_all: bool = False) -> VerifyResult:
    """The body of the flow. Raises the provider's error that stopped it, once what was done is kept."""
    engine, result = context.engine, VerifyResult()
    with recorded(engine, "verify-works", {"markets": list(markets), "everything": is_all}, result.summary):
        try:
            if read_counts(engine)["works"]:  # without a catalogue nobody needs Spotify's credentials
                with open_provider(context, SPOTIFY) as make_client:
                    planned = run_task(plan_works, engine, KIND, is_all)
                    result.stage.found, result.stage.new, result.stage.again = planned.found, planned.new, planned.again
                    drain = Drain(engine, {KIND: WorkCheckHandler(engine, markets)}, make_client, SPOTIFY.parallel)
                    drain_stage(result.stage, drain, [KIND])
        finally:
            result.counts = read_counts(engine)
    return result
