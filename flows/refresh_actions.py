"""Flow refresh-actions: artists alike, places among others, what could be done, and what that brought."""

from dataclasses import asdict, dataclass

from prefect import flow

from flows.run_context import RunContext, open_run_context
from tasks.actions.outcome_store import OutcomesMeasured
from tasks.actions.steps import find_actions, measure_due
from tasks.actions.store import ActionsFound
from tasks.peers.steps import find_peers
from tasks.peers.store import PeersFound
from tasks.runs.parameters import AsOf
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.trends.settings import size_names, spike_settings


@dataclass(frozen=True, slots=True)
class ActionsRefreshed:
    """What each part did."""

    peers: PeersFound
    actions: ActionsFound
    outcomes: OutcomesMeasured


@flow(name="refresh-actions", flow_run_name=run_name("Actions", as_of="of {}"))
def refresh_actions(as_of: AsOf = None) -> None:
    """Bring all up to date on the day ``as_of``, by default today, in a sandbox its last day."""
    with open_run_context(as_of) as context:
        run_refresh_actions(context)


def run_refresh_actions(context: RunContext) -> ActionsRefreshed:
    """The body of the flow. Each part stays if a later one fails."""
    done: list[ActionsRefreshed] = []
    spikes = spike_settings()

    def summary() -> dict[str, int]:
        if not done:
            return {}
        return {**asdict(done[0].peers), **asdict(done[0].actions), **asdict(done[0].outcomes)}

    with recorded(context.engine, "refresh-actions", {"as_of": context.as_of}, summary):
        peers = run_task(find_peers, context.engine, spikes.size_tiers, size_names(spikes))
        actions = run_task(find_actions, context.engine, context.as_of)
        outcomes = run_task(measure_due, context.engine, context.as_of, spikes.size_tiers)
        done.append(ActionsRefreshed(peers, actions, outcomes))
    return done[0]
