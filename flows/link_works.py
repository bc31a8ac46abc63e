"""Flow link-works: works of the catalogue are looked up at Spotify and linked to the tracks they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect import flow

from flows.run_context import RunContext, open_provider, open_run_context
from tasks.providers.spotify import PROVIDER as SPOTIFY
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.work.drain import Drain
from tasks.work.stages import Stage, drain_stage
from tasks.works.search_handler import WorkSearchHandler
from tasks.works.steps import plan_works, relink_works
from tasks.works.store import read_counts

KIND = "work_search"


@dataclass(slots=True)
class LinkResult:
    """What a run asked, and how the catalogue stands after it."""

    stage: Stage = field(default_factory=lambda: Stage("works at spotify"))
    relinked: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps and --json prints; calls_per_work is null where nothing was asked."""
        row = self.stage.row()
        done = row["fetched"] + row["unchanged"] + row["skipped"]
        asked = {} if self.relinked is not None else {**row, "calls_per_work": row["calls"] / done if done else None}
        return {**asked, "relinked": self.relinked, **self.counts, "why": self.stage.why()}


@flow(name="link-works", flow_run_name=run_name("Links of works", offline="from stored candidates", again="all anew"))
def link_works(offline: bool = False, again: bool = False) -> None:
    """Look works up that are due (``again``: all that people leave to the linker), or decide anew without a call."""
    with open_run_context() as context:
        run_link_works(context, is_offline=offline, is_again=again)


def run_link_works(context: RunContext, *, is_offline: bool = False, is_again: bool = False) -> LinkResult:
    """The body of the flow. Raises the provider's error that stopped it, once what was done is kept."""
    engine, result = context.engine, LinkResult()
    with recorded(engine, "link-works", {"offline": is_offline, "again": is_again}, result.summary):
        try:
            if is_offline:
                result.relinked = run_task(relink_works, engine)
            elif read_counts(engine)["works"]:  # without a catalogue nobody needs Spotify's credentials
                with open_provider(context, SPOTIFY) as make_client:
                    planned = run_task(plan_works, engine, KIND, is_again)
                    result.stage.found, result.stage.new = planned.found, planned.new
                    result.stage.again = planned.again
                    drain = Drain(engine, {KIND: WorkSearchHandler(engine)}, make_client, SPOTIFY.parallel)
                    drain_stage(result.stage, drain, [KIND])
        finally:
            result.counts = read_counts(engine)
    return result
