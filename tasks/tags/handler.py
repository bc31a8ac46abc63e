"""Work of the kinds tags_*: what a source says of a target, compared with what was asked for and stored whole.

What comes is kept as it was delivered, an artist's own name and other noise too: what a tag means is decided elsewhere.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine

from tasks.providers.errors import NotFound
from tasks.tags.tag_source import TagAnswer, TagSource
from tasks.tags.target_store import read_query, replace_tags
from tasks.work.item import Ending, WorkItem


class TagHandler:
    """Fetches the tags of a target from a source, and stores them in place of the old ones."""

    def __init__(self, engine: Engine, source: TagSource) -> None:
        self._engine, self._source = engine, source

    def fetch(self, item: WorkItem, client: Any) -> TagAnswer:
        """What the source says. A target it does not know has no tags."""
        query = read_query(self._engine, item.entity_id)
        try:
            answer = self._source.query(query, client)
        except NotFound as unknown:
            return TagAnswer(why=str(unknown), is_whole=not client.rejects)
        tags = tuple(tag._replace(tag=tag.tag.strip()) for tag in answer.tags if tag.tag.strip() and tag.raw_weight > 0)
        why = answer.why or (None if tags else "the source has no tags for it")
        return TagAnswer(tags, why, is_whole=not client.rejects)

    def store(
        self, connection: Connection, item: WorkItem, fetched: TagAnswer, answers: Sequence[int | None]
    ) -> Ending:
        """The evidence; what the source no longer has goes, unless some of its answer could not be read."""
        answer_id = answers[-1] if answers else None
        changed = replace_tags(connection, item.entity_id, fetched.tags, answer_id, is_whole=fetched.is_whole)
        if not fetched.tags:
            return Ending("no_data", fetched.why)
        return Ending("stored" if changed else "unchanged", rows=len(fetched.tags))

    def refused(self, item: WorkItem, reason: str, failure: str) -> Ending:
        """The source does not take the question, or not from us; what it said before stays."""
        return Ending("not_offered", reason)
