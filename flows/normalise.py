"""Flow normalise: tags become genres and moods, for everything heard of which something new is known."""

from dataclasses import asdict
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from flows.run_context import RunContext, open_run_context
from tasks.runs.prefect_run import run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name
from tasks.tags.store import Normalised
from tasks.tags.store import normalise as normalise_tags
from tasks.tags.taxonomy import Taxonomy, load_taxonomy


@task(name="map-tags", retries=2, cache_policy=NO_CACHE, persist_result=False)
def map_tags(engine: Engine, taxonomy: Taxonomy) -> Normalised:
    """See tasks.tags.store.normalise."""
    return normalise_tags(engine, taxonomy)


@flow(name="normalise", flow_run_name=run_name("Genres and moods"))
def normalise() -> None:
    """Give every heard item with new evidence its distribution under the taxonomy as it stands."""
    with open_run_context() as context:
        run_normalise(context)


def run_normalise(context: RunContext) -> Normalised:
    """The body of the flow. Raises TaxonomyError."""
    done: list[Normalised] = []

    def summary() -> dict[str, Any]:
        return asdict(done[0]) if done else {}

    with recorded(context.engine, "normalise", {}, summary):
        done.append(run_task(map_tags, context.engine, load_taxonomy()))
    return done[0]
