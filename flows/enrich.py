"""Flow enrich: from heard tracks to Spotify's catalogue, MusicBrainz' recordings, and what sources tag them with."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect import flow
from sqlalchemy import Engine

from db.errors import GroundswellError
from db.statements import statement
from flows.evidence_lines import Lines
from flows.evidence_providers import CONNECTIONS, STAGES, open_sources
from flows.normalise import run_normalise
from flows.run_context import RunContext, open_run_context
from tasks.enrichment.plan import Scope, find_user
from tasks.identity.store import drop_unheard
from tasks.runs.prefect_run import note, publish_table
from tasks.runs.recorded import recorded
from tasks.tags.subjects import drop_unspoken, link_subjects
from tasks.work.stages import Stage


class EnrichmentStopped(GroundswellError):
    """Some providers could not be asked to the end; the others were."""


@dataclass(slots=True)
class EnrichResult:
    """What a run did, stage by stage, and what is known after it."""

    stages: list[Stage] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stopped: dict[str, str] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)

    def table(self) -> list[Mapping[str, Any]]:
        """One row a stage."""
        rows: list[Mapping[str, Any]] = []
        for stage in self.stages:
            outcomes: Counter[str] = Counter()
            for (_, outcome), count in stage.result.ended.items():
                outcomes[outcome] += count
            rows.append({**stage.row(), "no_data": outcomes["no_data"], "not_offered": outcomes["not_offered"]})
        return rows

    def why(self) -> list[Mapping[str, Any]]:
        """What was not fetched, and why, over all stages."""
        return [row for stage in self.stages for row in stage.why()]

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps and --json prints."""
        return {
            "stages": self.table(),
            **self.known,
            "why": self.why(),
            "warnings": self.warnings,
            "stopped": self.stopped,
        }


@flow(name="enrich")
def enrich(user: str | None = None, most: int | None = None) -> None:
    """Fetch what heard tracks lack, of one user or all, of the ``most`` played or all."""
    with open_run_context(connections=CONNECTIONS) as context:
        run_enrich(context, user, most)


def run_enrich(context: RunContext, user: str | None = None, most: int | None = None) -> EnrichResult:
    """The body of the flow. Providers are asked side by side, and one that stops does not hold up the others.

    Raises GroundswellError: an unknown user; EnrichmentStopped at the end, when all else is done.
    """
    engine = context.engine
    user_id = find_user(engine, user) if user is not None else None
    result = EnrichResult()
    with recorded(engine, "enrich", {"user": user, "most": most}, result.summary):
        try:
            with open_sources(context) as (sources, warnings):
                result.warnings += warnings
                for warning in warnings:
                    note(warning)
                names = [source.name for source in sources]
                lines = Lines(engine, sources, Scope(user_id, most, "spotify" in names))
                result.stages = [lines.stages[stage] for name in names for stage, _ in STAGES[name]]
                lines.run()
                result.stopped = {name: str(error) for name, error in lines.stopped.items()}
        finally:
            publish_table("enrich-summary", result.table(), "What was looked up for heard tracks")
            publish_table("enrich-why", result.why(), "What was not found or fetched, and why")
        # whose name is shared is known only now that everybody is
        link_subjects(engine)
        drop_unspoken(engine)
        drop_unheard(engine)
        result.known = read_known(engine)
        if not result.known["tracks"]:
            result.warnings.append("Nobody's listening history is here. Bring one in with: groundswell ingest history")
        run_normalise(context)
        if result.stopped:
            told = " ".join(f"{name}: {reason}" for name, reason in result.stopped.items())
            raise EnrichmentStopped(
                f"Not everything could be looked up; all else is done and kept. {told} "
                "Then run again: groundswell enrich"
            )
    return result


def read_known(engine: Engine) -> Mapping[str, Any]:
    """Counts of what is known: matched by method, unresolved, in_catalogue, subjects, evidence, tracks."""
    with engine.connect() as connection:
        return dict(connection.execute(statement("enrich/counts")).mappings().one())
