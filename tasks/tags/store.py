"""Distributions of everything heard, brought up to date with the evidence: in batches, each one transaction."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd
from sqlalchemy import Connection, Engine, text

from db.copy import copy_frame
from db.locks import Lock, lock_transaction, locked_session
from db.statements import statement
from tasks.tags.distribution import PARTS, Distribution, distribute
from tasks.tags.evidence import TaggedTarget, scale_tags
from tasks.tags.mapping import Mapped, map_tag
from tasks.tags.method import Method, method_version, priors_of
from tasks.tags.method_store import enter_method, make_current
from tasks.tags.tag_source import RawTag
from tasks.tags.taxonomy import Taxonomy

BATCH = 10_000  # items a transaction
KEPT = 50_000  # artists' and albums' tags kept in memory, because they speak for many tracks
MOST_DAYS = 400  # a user with more changed days is marked as a whole
CONFIDENCE_DIGITS = 3


@dataclass(slots=True)
class Normalised:
    """What a run did. ``items`` had new evidence, ``changed`` of them other shares than before."""

    method_version: str
    tags_mapped: int = 0
    items: int = 0
    changed: int = 0


class Reader:
    """Tags with their meaning, each tag mapped once; confidences as they are stored, in thousandths."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self.meaning = cache(self._meaning)

    def _meaning(self, source: str, tag: str) -> Mapped:
        found = map_tag(self._taxonomy, tag, source)
        genres = tuple((name, round(sure, CONFIDENCE_DIGITS)) for name, sure in found.genres)
        moods = tuple((name, round(sure, CONFIDENCE_DIGITS)) for name, sure in found.moods)
        return found._replace(genres=genres, moods=moods)


def normalise(engine: Engine, taxonomy: Taxonomy, *, batch: int = BATCH) -> Normalised:
    """Map every tag seen, and give every item with new evidence its distribution under this taxonomy's method.

    What changed is told by a hash over everything said of an item (mart.track_evidence.evidence_hash). Days on which
    items with other shares were heard are marked for the rollup, in the transaction that changes the shares; a method
    that is not current yet becomes so at the end. One run at a time; one that was killed is gone on with by the next.
    """
    done = Normalised(method_version(taxonomy))
    reader = Reader(taxonomy)
    with locked_session(engine, Lock.NORMALISE) as connection:
        method = enter_method(engine, taxonomy)
        done.tags_mapped = _map_tags(connection, method, reader)
        for name in ("stale_item", "found_share", "found_evidence", "changed_item"):
            connection.execute(text(f"drop table if exists pg_temp.{name}"))
        connection.execute(statement("tags/find_stale"), {"method_id": method.method_id})
        connection.execute(text("alter table stale_item add primary key (place)"))
        connection.execute(text("analyze stale_item"))
        connection.execute(statement("tags/found_tables"))
        done.items = connection.execute(text("select count(*) from stale_item")).scalar_one()
        connection.commit()
        targets = TargetReader(connection, reader)
        for first in range(1, done.items + 1, batch):
            done.changed += _renew(connection, method, taxonomy, targets, {"first": first, "last": first + batch - 1})
            connection.commit()
        if not method.is_current:
            make_current(connection, method, taxonomy)
            connection.commit()
    return done


def _map_tags(connection: Connection, method: Method, reader: Reader) -> int:
    seen = connection.execute(statement("tags/unmapped_tags"), {"method_id": method.method_id}).all()
    rows = []
    for source, tag in seen:
        meaning = reader.meaning(source, tag)
        genres, genre_confidences = _arrays(meaning.genres)
        moods, mood_confidences = _arrays(meaning.moods)
        rows.append(
            (method.method_id, source, tag, meaning.tag_class, genres, genre_confidences, moods, mood_confidences)
        )
    columns = [
        "method_id",
        "source",
        "tag",
        "tag_class",
        "genres",
        "genre_confidences",
        "moods",
        "mood_confidences",
    ]
    copy_frame(connection, "core.tag_mapping", pd.DataFrame(rows, columns=columns))
    connection.commit()
    return len(rows)


def _arrays(targets: Iterable[tuple[str, float]]) -> tuple[str, str]:
    """Names and confidences as Postgres writes arrays."""
    pairs = list(targets)
    quoted = ('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name, _ in pairs)
    return "{" + ",".join(quoted) + "}", "{" + ",".join(f"{sure:.{CONFIDENCE_DIGITS}f}" for _, sure in pairs) + "}"


class TargetReader:
    """What is said of each thing, read by batches; albums and artists are kept for the next ones."""

    def __init__(self, connection: Connection, reader: Reader) -> None:
        self._connection, self._reader = connection, reader
        self._kept: OrderedDict[int, TaggedTarget] = OrderedDict()

    def read(self, target_ids: set[int]) -> dict[int, TaggedTarget]:
        """Those of them of which anything is said."""
        found = {target_id: self._kept[target_id] for target_id in target_ids if target_id in self._kept}
        wanted = sorted(target_ids - found.keys())
        for row in self._connection.execute(statement("tags/tagged_targets"), {"target_ids": wanted}):
            raw_tags = [
                RawTag(field, tag, weight, self._reader.meaning(row.source, tag))
                for field, tag, weight in zip(row.fields, row.tags, row.raw_weights, strict=True)
            ]
            target = scale_tags(row.source, row.level, row.source_key, raw_tags)
            found[row.target_id] = target
            if target.level != "track":
                self._kept[row.target_id] = target
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found


def _renew(
    connection: Connection, method: Method, taxonomy: Taxonomy, targets: TargetReader, places: Mapping[str, int]
) -> int:
    """Distributions of the stale items of these places; how many have other shares than before."""
    items = {row.heard_item_id: row.target_ids for row in connection.execute(statement("tags/items"), places)}
    known = targets.read({target_id for ids in items.values() for target_id in ids})
    priors, roots = priors_of(taxonomy), {name: tuple(taxonomy.roots_of(name)) for name in taxonomy.genres}
    found = {
        item_id: distribute(described, priors, roots)
        for item_id, ids in items.items()
        if (described := [known[target_id] for target_id in ids if target_id in known])
    }
    connection.execute(text("truncate found_share, found_evidence, changed_item"))
    _copy(connection, found)
    given = {**places, "method_id": method.method_id}
    changed: int = connection.execute(statement("tags/find_changed"), given).rowcount
    # No rollup reads shares while they change: else a play loaded meanwhile could be counted by the old ones and never
    # be marked for the new.
    lock_transaction(connection, Lock.SHARES)
    connection.execute(statement("tags/put_shares"), given)
    if method.is_current and changed:
        connection.execute(statement("tags/mark_heard"), {"most_days": MOST_DAYS})
    return changed


def _copy(connection: Connection, found: Mapping[int, Distribution]) -> None:
    shares = [
        (kind, item_id, name, share)
        for item_id, one in found.items()
        for kind, named in (("genre", one.genres), ("mood", one.moods))
        for name, share in named.items()
    ]
    copy_frame(connection, "found_share", pd.DataFrame(shares, columns=["kind", "heard_item_id", "name", "share_ppm"]))
    rests = [(item_id, one.tags, one.sources, *(one.parts[part] for part in PARTS)) for item_id, one in found.items()]
    columns = ["heard_item_id", "tags", "sources", *(f"{part}_ppm" for part in PARTS)]
    copy_frame(connection, "found_evidence", pd.DataFrame(rests, columns=columns))
    connection.execute(text("analyze found_share, found_evidence"))
