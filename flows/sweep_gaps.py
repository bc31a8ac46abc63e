"""Flow sweep-gaps: nightly, everything that slipped: stale, put back, left by dead workers, from charts of any age."""

from contextlib import suppress

from prefect import flow

from flows.audience_request import RequestFailed, audience_request
from flows.cascade import run_cascade
from flows.run_context import open_run_context
from tasks.runs.parameters import AsOf
from tasks.runs.prefect_run import run_flow
from tasks.runs.run_name import run_name


@flow(name="sweep-gaps", flow_run_name=run_name("Sweep of gaps", as_of="up to {}"))
def sweep_gaps(as_of: AsOf = None) -> None:
    """Requests nobody has started, then plan and fetch over all charts ever seen, and check that nothing is unaccounted
    for. A request that fails says so itself and does not keep the rest back.
    """
    with suppress(RequestFailed):
        run_flow(audience_request)
    with open_run_context(as_of) as context:
        run_cascade(context, None, everything=True, flow_name="sweep-gaps")
