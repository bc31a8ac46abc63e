"""Work of the kinds tags_*: what a source says of a subject, compared with whom it was asked about and stored whole.

What comes is kept as it was delivered, an artist's own name and other noise too: what a tag means is said elsewhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine

from db.statements import statement
from tasks.providers.errors import NotFound
from tasks.work.item import Ending, WorkItem


class Tag(NamedTuple):
    """A tag as the source writes it, where it has it, and the source's own weight, 1 or more."""

    field: str
    tag: str
    raw_weight: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A subject: its key is an id, or names by tab. ``title`` and ``artists`` of a recording."""

    level: str
    key: str
    name: str
    title: str | None
    artists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the source says; ``why`` when it says nothing, or nothing that can be believed."""

    tags: tuple[Tag, ...] = ()
    why: str | None = None


Ask = Callable[[Asked, Any], Told]


class EvidenceHandler:
    """Fetches the tags of a subject with ``ask`` of one source, and stores them in place of the old ones."""

    def __init__(self, engine: Engine, ask: Ask) -> None:
        self._engine, self._ask = engine, ask

    def fetch(self, item: WorkItem, client: Any) -> Told:
        """What the source says. A subject it does not know has no tags."""
        with self._engine.connect() as connection:
            row = connection.execute(statement("evidence/subject"), {"target_id": item.entity_id}).one()
        try:
            told = self._ask(
                Asked(row.level, row.source_key, row.name, row.title, tuple(row.artist_names or ())), client
            )
        except NotFound as unknown:
            return Told(why=str(unknown))
        tags = tuple(tag._replace(tag=tag.tag.strip()) for tag in told.tags if tag.tag.strip() and tag.raw_weight > 0)
        return Told(tags, told.why or (None if tags else "the source has no tags for it"))

    def store(self, connection: Connection, item: WorkItem, fetched: Told, answers: Sequence[int | None]) -> Ending:
        """The evidence; what is not said any more goes."""
        given = {
            "target_id": item.entity_id,
            "fields": [tag.field for tag in fetched.tags],
            "tags": [tag.tag for tag in fetched.tags],
            "weights": [tag.raw_weight for tag in fetched.tags],
            "answer_id": answers[-1] if answers else None,
        }
        changed: int = connection.execute(statement("evidence/replace"), given).scalar_one()
        if not fetched.tags:
            return Ending("no_data", fetched.why)
        return Ending("stored" if changed else "unchanged", rows=len(fetched.tags))

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The source does not take the question, or not from us; what it said before stays."""
        return Ending("not_offered", reason)
