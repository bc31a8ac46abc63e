"""Flow rollup-listening: users' days, genres, moods and tracks brought up to date."""

from dataclasses import asdict

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from flows.run_context import RunContext, open_run_context
from tasks.listening.rollup_store import ListeningRolledUp, has_method, roll_up_listening
from tasks.readers.listening_basis import load_basis
from tasks.runs.parameters import Full
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.tags.method_store import enter_method
from tasks.tags.taxonomy import load_taxonomy


@task(name="roll-up-listening", retries=2, cache_policy=NO_CACHE, persist_result=False)
def roll_up_users(engine: Engine, full: bool) -> ListeningRolledUp:
    """See tasks.listening.rollup_store."""
    return roll_up_listening(engine, least_play_ms=load_basis().least_play_ms, full=full)


@flow(name="rollup-listening", flow_run_name=run_name("Listening figures", full="all anew"))
def rollup_listening(full: Full = False) -> None:
    """Build what loads, enrichment and changed zones have marked; ``full`` builds everything anew."""
    with open_run_context() as context:
        run_rollup_listening(context, full=full)


def run_rollup_listening(context: RunContext, *, full: bool = False) -> ListeningRolledUp:
    """The body of the flow. Before any tags were mapped the first method is entered: all listening is unknown then."""
    done: list[ListeningRolledUp] = []

    def summary() -> dict[str, int]:
        return asdict(done[0]) if done else {}

    with recorded(context.engine, "rollup-listening", {"full": full}, summary):
        if not has_method(context.engine):
            enter_method(context.engine, load_taxonomy())
        done.append(run_task(roll_up_users, context.engine, full))
    return done[0]
