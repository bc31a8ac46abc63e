"""Flow join-identities: what the provider and the vendor both know becomes one, and sounds are suggested."""

from prefect import flow

from flows.run_context import open_run_context
from tasks.deliveries.steps import join
from tasks.roster.steps import suggest_sounds
from tasks.runs.prefect_run import note, run_task
from tasks.runs.run_name import run_name


@flow(name="join-identities", flow_run_name=run_name("Identities"))
def join_identities() -> None:
    """Join artists and tracks met in both places, whichever came first; fill the queue of suggested sounds."""
    with open_run_context() as context:
        joined = run_task(join, context.engine)
        new = run_task(suggest_sounds, context.engine)
    note(f"{joined.artists} artists and {joined.tracks} tracks joined; {new} sounds suggested.")
