"""Flow normalise: tags become genres and moods, for everything heard of which something new is known."""

from dataclasses import asdict
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from flows.runs import recorded
from flows.session import Session, open_session
from flows.watched import call
from tasks.tags.store import Normalised
from tasks.tags.store import normalise as normalise_tags
from tasks.tags.taxonomy import Taxonomy, load_taxonomy


@task(name="map-tags", retries=2, cache_policy=NO_CACHE, persist_result=False)
def map_tags(engine: Engine, taxonomy: Taxonomy) -> Normalised:
    """See tasks.tags.store.normalise."""
    return normalise_tags(engine, taxonomy)


@flow(name="normalise")
def normalise() -> None:
    """Give every heard item with new evidence its distribution under the taxonomy as it stands."""
    with open_session() as session:
        run_normalise(session)


def run_normalise(session: Session) -> Normalised:
    """The body of the flow. Raises TaxonomyError."""
    done: list[Normalised] = []

    def summary() -> dict[str, Any]:
        return asdict(done[0]) if done else {}

    with recorded(session.engine, "normalise", {}, summary):
        done.append(call(map_tags, session.engine, load_taxonomy()))
    return done[0]
