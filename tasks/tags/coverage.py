"""How much of a list of tags the taxonomy recognises, by how often each tag was given."""

import csv
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from db.errors import GroundswellError
from tasks.readers.shell import reason, refused_by_name
from tasks.tags.mapping import UNKNOWN, Mapped, map_tag
from tasks.tags.taxonomy import Taxonomy

KINDS = ("genre", "mood", "noise", UNKNOWN)


class TagListError(GroundswellError):
    """A list of tags can't be read; names the file, and the line where there is one."""


class Coverage(NamedTuple):
    """Shares of the mass by kind, which sum to 1; the mass of each ignore class; unknown tags, the heaviest first."""

    rows: int
    shares: dict[str, float]
    classes: dict[str, float]
    unknown: list[tuple[str, float]]


def cover(taxonomy: Taxonomy, tags: list[tuple[str, float]], source: str = "") -> Coverage:
    """What (tag, how often) a list maps to. A tag that is genre and mood counts as genre; noise is any ignore class.

    Raises TagListError when nothing in it was ever assigned, since there are no shares of nothing.
    """
    masses = dict.fromkeys(KINDS, 0.0)
    classes: dict[str, float] = {}
    unknown: list[tuple[str, float]] = []
    for tag, assignments in tags:
        mapped = map_tag(taxonomy, tag, source)
        kind = kind_of(mapped)
        masses[kind] += assignments
        classes[mapped.tag_class] = classes.get(mapped.tag_class, 0.0) + assignments
        if kind == UNKNOWN:
            unknown.append((tag, assignments))
    total = sum(masses.values())
    if not total:
        raise TagListError("The list has no assignments, so there are no shares; give one with counts above 0.")
    return Coverage(
        len(tags),
        {kind: mass / total for kind, mass in masses.items()},
        {name: mass / total for name, mass in sorted(classes.items(), key=lambda item: -item[1])},
        sorted(unknown, key=lambda item: -item[1]),
    )


def kind_of(mapped: Mapped) -> str:
    """Which of KINDS a mapped tag counts as."""
    return mapped.tag_class if mapped.tag_class in KINDS else "noise"


def read_assignments(path: Path) -> list[tuple[str, float]]:
    """The columns tag and assignments of a CSV file. Raises TagListError naming what is wrong and where."""
    with refused_by_name(str(path), TagListError):
        found = [
            (line, row["tag"], _number(path, line, row["assignments"]))
            for line, row in _rows(path, "tag", "assignments")
        ]
    for line, tag, count in found:
        if count < 0:
            raise TagListError(f"{path}, line {line}: {tag!r} was assigned {count:g} times; give a number from 0 on.")
    return [(tag, count) for _, tag, count in found]


def read_tagged(path: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """Name and {tag: count} of each row of a CSV file with the columns name and tags (JSON). Raises TagListError."""
    for line, row in _rows(path, "name", "tags"):
        try:
            tags = json.loads(row["tags"])
        except (ValueError, RecursionError) as wrong:
            raise TagListError(
                f"{path}, line {line}: tags is no JSON ({getattr(wrong, 'msg', None) or reason(wrong)}); write them as "
                "{tag: count}."
            ) from wrong
        if not isinstance(tags, dict):
            raise TagListError(
                f"{path}, line {line}: tags must be a JSON object of {{tag: count}}, not {row['tags'][:40]!r}."
            )
        yield row["name"], {tag: _number(path, line, count) for tag, count in tags.items()}


def _rows(path: Path, *columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                raise TagListError(f"{path} has no column {' and no column '.join(missing)}; add it to the header row.")
            for row in reader:
                if any(row[column] is None for column in columns):
                    raise TagListError(f"{path}, line {reader.line_num}: the row is shorter than the header; mend it.")
                yield reader.line_num, row
    except OSError as wrong:
        raise TagListError(f"{path} can't be read ({wrong.strerror}); check the path.") from wrong
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise TagListError(f"{path} is no CSV file in UTF-8 ({wrong}); save it as one.") from wrong


def _number(path: Path, line: int, value: object) -> float:
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise TagListError(f"{path}, line {line}: {value!r} is no number; give how often the tag was assigned.")
    return number
