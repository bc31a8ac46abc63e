"""Work of kind work_search: the tracks Spotify has for a work, and the one it is."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine

from tasks.providers.errors import Forbidden, Unauthorized
from tasks.providers.spotify.client import Spotify
from tasks.providers.spotify.records import Track
from tasks.work.item import Ending, WorkItem
from tasks.works.finding import FoundBy, find
from tasks.works.match import decide
from tasks.works.store import put_candidates, put_verdicts, read_works

Found = Mapping[str, tuple[Track, FoundBy]]


class WorkSearchHandler:
    """Asks for a work, keeps what was answered, and links it where that is sure."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def fetch(self, item: WorkItem, client: Spotify) -> Found | None:
        """What was found; None for a work that is linked by hand or out of the catalogue by now."""
        with self._engine.connect() as connection:
            known = read_works(connection, [item.entity_id])
        if not known:
            return None
        [(work, barred)] = known
        try:
            return find(work, client, barred)
        except Forbidden as refused:
            raise Unauthorized(f"Spotify refuses this app a search: {refused}") from refused

    def store(
        self, connection: Connection, item: WorkItem, fetched: Found | None, answers: Sequence[int | None]
    ) -> Ending:
        """Candidates and the verdict on them, judged by the work as it is now."""
        known = read_works(connection, [item.entity_id])
        if fetched is None or not known:
            return Ending("unchanged", "it is linked by hand or out of the catalogue")
        [(work, barred)] = known
        put_candidates(connection, work.work_id, fetched)
        verdict = decide(work, [track for track, _ in fetched.values()], barred)
        put_verdicts(connection, {work.work_id: verdict})
        if verdict.confidence == "none":
            return Ending("no_data", "; ".join(verdict.reasons))
        return Ending("stored", rows=len(fetched))

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """A search is never refused for one work alone."""
        return Ending("no_data", reason)
