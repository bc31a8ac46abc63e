"""Evidence for tests: tracks with what sources say of them, their albums and artists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar, get_origin

import msgspec
from sqlalchemy import Engine

from tasks.tags.store import Normalised, normalise
from tasks.tags.taxonomy import Taxonomy, build_taxonomy
from tasks.tags.taxonomy_files import (
    AliasesFile,
    GenresFile,
    IgnoreFile,
    MoodsFile,
    PriorsFile,
    RuleConfidences,
    WrittenTaxonomy,
)
from tests.sql.rows import insert
from tests.warehouse.queued import run_sql

File = TypeVar("File", bound=msgspec.Struct)
GENRES = {"roots": ["rock", "electronic", "pop"], "under": {"rock": ["shoegaze"], "electronic": ["techno", "house"]}}
PRIORS = {
    "sources": {"musicbrainz": 1.0, "discogs": 0.9, "lastfm": 0.8, "theaudiodb": 0.4},
    "levels": {"track": 1.0, "album": 0.6, "artist": 0.4},
    "source_cap": 0.6,
    "rules": dict.fromkeys(RuleConfidences.__struct_fields__, 0.9),
    "broad": 0.5,
}


def small_taxonomy(between: Mapping[str, Mapping[str, float]]) -> Taxonomy:
    """Six genres, two moods, one class of noise; ``between`` are genres of several parents."""
    return build_taxonomy(
        WrittenTaxonomy(
            {"genres/small.yaml": msgspec.convert(GENRES | {"between": between}, GenresFile)},
            msgspec.convert({"moods": {"sad": {"at": [-0.7, -0.4]}, "calm": {"at": [0.4, -0.8]}}}, MoodsFile),
            _bare(AliasesFile),
            _bare(IgnoreFile, classes={"opinion": {"words": ["seen live"]}}),
            _bare(PriorsFile, **PRIORS),
        )
    )


def _bare(kind: type[File], **given: object) -> File:
    """A file of the taxonomy in which nothing is written but what is given."""
    nothing = {dict: {}, tuple: [], None: "(?!)"}  # a word stands for a pattern
    written = {field.name: nothing.get(get_origin(field.type)) for field in msgspec.structs.fields(kind)}
    return msgspec.convert(written | given, kind)


SMALL = small_taxonomy({"dream pop": {"rock": 0.5, "pop": 0.5}})


@dataclass
class Tagged:
    """Music by name, in a warehouse; tags are {(source, level, key): {tag: weight}}."""

    engine: Engine

    def track(self, name: str, artist: str = "Ann", album: str = "First") -> int:
        """An item that was heard; its Spotify id is the name, padded."""
        row = {"kind": "music", "name": name, "artist_name": artist, "album_name": album}
        with self.engine.begin() as connection:
            said = row | {"item_id_spotify": spotify_id(name, album)}
            number: int = insert(connection, "core.heard_item", said, "heard_item_id")
        return number

    def tag(self, item_id: int, source: str, level: str, key: str, tags: Mapping[str, int], field: str = "tag") -> None:
        """What a source says of a thing that speaks for the item; known things keep what was said before."""
        run_sql(
            self.engine,
            "insert into core.tag_target (source, level, source_key, name) values (:source, :level, :key, :name) "
            "on conflict do nothing",
            source=source,
            level=level,
            key=key,
            name=key.title(),
        )
        with self.engine.begin() as connection:
            ((target_id,),) = run_sql(
                self.engine,
                "select target_id from core.tag_target where source = :source and level = :level and source_key = :key",
                source=source,
                level=level,
                key=key,
            )
            run_sql(
                self.engine,
                "insert into core.item_target values (:item_id, :target_id) on conflict do nothing",
                item_id=item_id,
                target_id=target_id,
            )
            for tag, weight in tags.items():
                row = {"target_id": target_id, "field": field, "tag": tag, "raw_weight": weight}
                insert(connection, "core.tag_evidence", row)

    def normalise(self, taxonomy: Taxonomy | None = None, batch: int = 10_000) -> Normalised:
        return normalise(self.engine, taxonomy or SMALL, batch=batch)

    def shares(self, item_id: int, kind: str = "genre") -> dict[str, int]:
        """Shares of the current method by name."""
        found = run_sql(
            self.engine,
            f"select n.name, t.share_ppm from mart.track_{kind} t join core.{kind} n using ({kind}_id) "
            "join core.method m using (method_id) where m.is_current and t.heard_item_id = :id order by 1",
            id=item_id,
        )
        return dict(found)


def spotify_id(name: str, album: str = "First") -> str:
    return f"{album}{name}".replace(" ", "").ljust(22, "0")
