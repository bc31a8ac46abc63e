"""Storage of tag targets: which of them describe a heard item, their tags, and those nobody refers to any more.

A track that was not found, neither in the catalogue nor at MusicBrainz, has no targets: an export's names alone are too
little to know whom they mean.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, text

from db.locks import Lock, lock_transaction
from db.statements import statement
from tasks.tags.sources import tag_sources
from tasks.tags.tag_source import KnownItem, Tag, TagQuery, TagTarget

CHUNK = 5_000
# Changes that were written before we looked and committed after it.
OVERLAP = timedelta(minutes=1)


def targets_of(item: KnownItem) -> list[TagTarget]:
    """The targets whose tags describe an item, each once. Pure."""
    return list(dict.fromkeys(target for source in tag_sources().values() for target in source.targets(item)))


def link_targets(engine: Engine, since: datetime | None = None) -> tuple[int, datetime]:
    """Link items that changed since a time (None: all) to their targets; (links changed, time to go on from)."""
    with engine.begin() as connection:
        lock_transaction(connection, Lock.TAG_TARGETS)  # two that link at once would meet in each other's rows
        now: datetime = connection.execute(text("select now()")).scalar_one()
        rows = connection.execute(statement("tags/identities"), {"since": since}).all()
        connection.execute(statement("tags/target_table"))
        changed = sum(_link(connection, rows[at : at + CHUNK]) for at in range(0, len(rows), CHUNK))
    return changed, now - OVERLAP


def drop_orphan_targets(engine: Engine) -> int:
    """Delete targets no item refers to any more, with their tags and work; how many."""
    with engine.begin() as connection:
        lock_transaction(connection, Lock.TAG_TARGETS)
        given = {"target_ids": list(connection.execute(statement("tags/orphan_targets")).scalars())}
        if given["target_ids"]:
            for rest in ("evidence", "work", "targets"):
                connection.execute(statement(f"tags/drop_{rest}"), given)
    return len(given["target_ids"])


def read_query(engine: Engine, target_id: int) -> TagQuery:
    """What to ask about a target."""
    with engine.connect() as connection:
        row = connection.execute(statement("tags/target"), {"target_id": target_id}).one()
    return TagQuery(row.level, row.source_key, row.name, row.title, tuple(row.artist_names or ()))


def replace_tags(
    connection: Connection, target_id: int, tags: Sequence[Tag], answer_id: int | None, *, is_whole: bool
) -> int:
    """Store the tags of a target in place of the old ones; how many changed. Unless they are whole, old ones stay."""
    given = {
        "target_id": target_id,
        "fields": [tag.field for tag in tags],
        "tags": [tag.tag for tag in tags],
        "weights": [tag.raw_weight for tag in tags],
        "answer_id": answer_id,
        "is_whole": is_whole,
    }
    changed: int = connection.execute(statement("tags/replace_evidence"), given).scalar_one()
    return changed


def _link(connection: Connection, rows: Sequence[Row[Any]]) -> int:
    links: list[tuple[int, TagTarget]] = []
    for row in rows:
        known = dict(row._mapping)
        item = known.pop("heard_item_id")
        links += [(item, target) for target in targets_of(KnownItem(**known))]
    given = {
        "items": [item for item, _ in links],
        "sources": [target.source for _, target in links],
        "levels": [target.level for _, target in links],
        "keys": [target.key for _, target in links],
        "names": [target.name for _, target in links],
    }
    connection.execute(text("truncate linked_target"))
    connection.execute(statement("tags/target_rows"), given)
    connection.execute(statement("tags/target_statistics"))
    connection.execute(statement("tags/put_targets"))
    all_items = {"all_items": [row.heard_item_id for row in rows]}
    changed: int = connection.execute(statement("tags/put_links"), all_items).scalar_one()
    return changed
