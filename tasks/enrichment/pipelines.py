"""The providers' pipelines, side by side: each plans and drains its own stages while others feed it."""

import contextvars
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from tasks.enrichment.plan import Scope
from tasks.enrichment.steps import plan_stage
from tasks.providers.descriptor import Provider, WorkKind
from tasks.providers.errors import ProviderError
from tasks.runs.prefect_run import run_task
from tasks.work.drain import Drain
from tasks.work.item import Kind
from tasks.work.stages import PATIENCE_S, Stage, drain_stage
from tasks.work.store import waiting

LEAST_PAUSE_S = 0.3
# Links items that changed since a time to the targets of tags; (links changed, time to go on from).
LinkTargets = Callable[[Engine, datetime | None], tuple[int, datetime]]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A provider that can be asked, and the drain of its work."""

    provider: Provider[Any]
    drain: Drain[Any]

    @property
    def kinds(self) -> list[WorkKind]:
        """The provider's kinds of work that this drain does; others are other flows'."""
        return [kind for kind in self.provider.kinds if kind.code in self.drain.handlers]


class ProviderPipelines:
    """A thread for each provider. It ends when nothing is due and nobody who feeds it works any more.

    ``stopped`` names providers that could not be asked to the end, each with the error that says what to do.
    """

    def __init__(self, engine: Engine, pipelines: Sequence[Pipeline], scope: Scope, link_targets: LinkTargets) -> None:
        self._engine, self._pipelines, self._scope, self._link_targets = engine, pipelines, scope, link_targets
        kinds = [kind for pipeline in pipelines for kind in pipeline.kinds]
        self.stages = {kind.code: Stage(kind.stage) for kind in kinds}
        # what is found there changes which targets describe a track
        self._identifying = {kind.code for kind in kinds if kind.entity != "tag_target"}
        self.stopped: dict[str, ProviderError] = {}
        self._broken: list[BaseException] = []
        self._active = {pipeline.provider.code for pipeline in pipelines}
        self._changed = threading.Condition()
        self._linking = threading.Lock()
        self._linked_until: datetime | None = None
        self._linked_at = -1

    def run(self) -> None:
        """Work until nothing is due. Raises what is not a provider's failure, once all pipelines have ended."""
        threads = []
        for pipeline in self._pipelines:
            # each thread tells the same run of Prefect and the same terminal how far it is
            context = contextvars.copy_context()
            name = f"pipeline {pipeline.provider.code}"
            threads.append(threading.Thread(target=context.run, args=(self._work, pipeline), name=name, daemon=True))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._broken:
            raise self._broken[0]

    def _work(self, pipeline: Pipeline) -> None:
        try:
            while self._pass(pipeline):
                pass
        except ProviderError as error:
            self.stopped[pipeline.provider.code] = error
        except BaseException as error:
            self._broken.append(error)
        finally:
            with self._changed:
                self._active.discard(pipeline.provider.code)
                self._changed.notify_all()

    def _pass(self, pipeline: Pipeline) -> bool:
        """Plan and work off each stage once; False when that was the last time."""
        # asked before planning: what was found until then is planned now
        is_fed = not self._active.isdisjoint(pipeline.provider.fed_by) and not self._broken
        began = time.monotonic()
        is_idle = True
        for kind in pipeline.kinds:
            stage = self.stages[kind.code]
            if kind.entity == "tag_target":
                self._link()
            planned = run_task(plan_stage, kind.stage, self._engine, kind.code, self._scope)
            stage.found = planned.found
            stage.new += planned.new
            stage.again += planned.again
            if self._is_due(kind.code, planned.only):
                is_idle = False
                drain_stage(stage, pipeline.drain, [kind.code], planned.only)
        if is_idle and is_fed:
            # planning looks at everything heard: not more often than it takes
            with self._changed:
                self._changed.wait(max(LEAST_PAUSE_S, 3 * (time.monotonic() - began)))
        return is_fed or not is_idle

    def _is_due(self, kind: Kind, only: Sequence[int] | None) -> bool:
        _, next_in_s = waiting(self._engine, [kind], only)
        return next_in_s is not None and next_in_s <= PATIENCE_S

    def _link(self) -> None:
        """Link what was found since the last time to its targets."""
        with self._linking:
            found = self._found()
            if found != self._linked_at:
                _, self._linked_until = self._link_targets(self._engine, self._linked_until)
                self._linked_at = found

    def _found(self) -> int:
        """Things identified in this run."""
        ended = [end for stage in self.stages.values() for end in list(stage.result.ended.items())]
        return sum(count for (kind, _), count in ended if kind in self._identifying)
