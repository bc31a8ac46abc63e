"""Flow sweep-gaps: nightly, everything that slipped: stale, put back, left by dead workers, from charts of any age."""

from datetime import date

from prefect import flow

from flows.cascade import run_cascade
from flows.session import open_session


@flow(name="sweep-gaps")
def sweep_gaps(as_of: date | None = None) -> None:
    """Plan and fetch over all charts ever seen, and check that nothing is unaccounted for."""
    with open_session(as_of) as session:
        run_cascade(session, None, everything=True, flow_name="sweep-gaps")
