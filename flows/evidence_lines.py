"""The providers' lines of work, side by side: each plans and drains its own stages while others feed it."""

import contextvars
import threading
import time
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from flows.evidence_providers import Source
from tasks.enrichment.plan import Scope
from tasks.enrichment.steps import plan_stage
from tasks.providers.errors import ProviderError
from tasks.runs.prefect_run import run_task
from tasks.tags.subjects import link_subjects
from tasks.work.item import Kind
from tasks.work.stages import PATIENCE_S, Stage, drain_stage
from tasks.work.store import waiting

# Whose findings lead to more work for whom.
FEEDS = {
    "spotify": (),
    "musicbrainz": ("spotify",),
    "lastfm": ("spotify", "musicbrainz"),
    "discogs": ("spotify", "musicbrainz"),
    "theaudiodb": ("spotify", "musicbrainz"),
}
# What is found there changes what speaks for a track.
FOUND_BY: tuple[Kind, ...] = ("spotify_track", "spotify_album", "recording_match")
LEAST_PAUSE_S = 0.3


class Lines:
    """A thread for each provider. It ends when nothing is due and nobody who feeds it works any more.

    ``stopped`` names providers that could not be asked to the end, each with the error that says what to do.
    """

    def __init__(self, engine: Engine, sources: Sequence[Source], scope: Scope) -> None:
        self._engine, self._sources, self._scope = engine, sources, scope
        self.stages = {name: Stage(name) for source in sources for name, _ in source.stages}
        self.stopped: dict[str, ProviderError] = {}
        self._broken: list[BaseException] = []
        self._active = {source.name for source in sources}
        self._changed = threading.Condition()
        self._linking = threading.Lock()
        self._linked_until: datetime | None = None
        self._linked_at = -1

    def run(self) -> None:
        """Work until nothing is due. Raises what is not a provider's failure, once all lines have ended."""
        threads = []
        for source in self._sources:
            # each thread tells the same run of Prefect and the same terminal how far it is
            context = contextvars.copy_context()
            name = f"line {source.name}"
            threads.append(threading.Thread(target=context.run, args=(self._line, source), name=name, daemon=True))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._broken:
            raise self._broken[0]

    def _line(self, source: Source) -> None:
        try:
            while self._pass(source):
                pass
        except ProviderError as error:
            self.stopped[source.name] = error
        except BaseException as error:
            self._broken.append(error)
        finally:
            with self._changed:
                self._active.discard(source.name)
                self._changed.notify_all()

    def _pass(self, source: Source) -> bool:
        """Plan and work off each stage once; False when that was the last time."""
        # asked before planning: what was found until then is planned now
        is_fed = not self._active.isdisjoint(FEEDS[source.name]) and not self._broken
        began = time.monotonic()
        is_idle = True
        for name, kind in source.stages:
            stage = self.stages[name]
            if kind.startswith("tags_"):
                self._link()
            planned = run_task(plan_stage, name, self._engine, kind, self._scope)
            stage.found = planned.found
            stage.new += planned.new
            stage.again += planned.again
            if self._is_due(kind, planned.only):
                is_idle = False
                drain_stage(stage, source.drain, [kind], planned.only)
        if is_idle and is_fed:
            # planning looks at everything heard: not more often than it takes
            with self._changed:
                self._changed.wait(max(LEAST_PAUSE_S, 3 * (time.monotonic() - began)))
        return is_fed or not is_idle

    def _is_due(self, kind: Kind, only: Sequence[int] | None) -> bool:
        _, next_in_s = waiting(self._engine, [kind], only)
        return next_in_s is not None and next_in_s <= PATIENCE_S

    def _link(self) -> None:
        """Link what was found since the last time to what speaks for it."""
        with self._linking:
            found = self._found()
            if found != self._linked_at:
                _, self._linked_until = link_subjects(self._engine, self._linked_until)
                self._linked_at = found

    def _found(self) -> int:
        """Things looked up in this run."""
        ended = [end for stage in self.stages.values() for end in list(stage.result.ended.items())]
        return sum(count for (kind, _), count in ended if kind in FOUND_BY)
