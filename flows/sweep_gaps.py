"""Flow sweep-gaps: nightly, everything that slipped: stale, put back, left by dead workers, from charts of any age."""

from datetime import date

from prefect import flow

from flows.cascade import run_cascade
from flows.run_context import open_run_context


@flow(name="sweep-gaps")
def sweep_gaps(as_of: date | None = None) -> None:
    """Plan and fetch over all charts ever seen, and check that nothing is unaccounted for."""
    with open_run_context(as_of) as context:
        run_cascade(context, None, everything=True, flow_name="sweep-gaps")
