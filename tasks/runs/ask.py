"""What a run in the Prefect UI asks a person before it goes on."""

from prefect.flow_runs import pause_flow_run
from prefect.input import RunInput

from db.errors import GroundswellError
from tasks.runs.prefect_run import flow_run_id

PATIENCE_S = 3600


class ForcedRefresh(RunInput):
    """Asked of who forces a refresh."""

    reason: str


def ask_reason(calls: int) -> str:
    """Foretell the calls of a forced refresh and wait, paused, for its reason; Prefect fails the run after an hour.

    Raises GroundswellError outside Prefect, where the reason is given with the command, and for an empty answer.
    """
    if flow_run_id() is None:
        raise GroundswellError("A forced refresh is logged with its reason. Give one with --reason.")
    description = (
        f"Everything the charts lead to is fetched again, in about **{calls:,} calls**, which count against the "
        "budget. Say why, and the run goes on; cancel it, and nothing was asked."
    )
    answer = pause_flow_run(
        wait_for_input=ForcedRefresh.with_initial_data(description=description), timeout=PATIENCE_S, poll_interval=2
    )
    if not answer.reason.strip():
        raise GroundswellError("A forced refresh is logged with its reason, and none was given. Start it once more.")
    return answer.reason.strip()
