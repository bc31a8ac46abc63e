"""Where a weekly figure comes from, down to each delivery."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Engine

from db.errors import GroundswellError
from tasks.trends.passport_store import read_entities, read_label_passport, read_metrics, read_passport

Kind = Literal["artist", "track", "sound", "label"]
Passport = dict[str, Any]
# Whose figures a metric has: sums over tracks or sounds belong to artists and labels as well.
KINDS: dict[str, tuple[Kind, ...]] = {
    "artist": ("artist",),
    "track": ("artist", "track", "label"),
    "sound": ("artist", "sound", "label"),
}
NAMED_AT_MOST = 20


class PassportError(GroundswellError):
    """There is no such figure, or several are called so."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Who a figure is of. ``entity_id`` is None for a label; ``detail`` tells namesakes apart."""

    kind: Kind
    entity_id: int | None
    name: str
    detail: str


def passport(
    engine: Engine, wanted: str, metric: str, *, week_on: date | None = None, kind: Kind | None = None
) -> Passport:
    """The passport of one figure: ``asked`` is a name or our number; the newest complete week unless one is named.

    Figures, formula, parts, rows, loads, caveats and check, as app.explain gives them. Raises PassportError when there
    is no such metric, entity or week, or when several entities are called so.
    """
    with engine.connect() as connection:
        entity_kind, newest = _metric(connection, metric)
        if week_on is None and newest is None:
            raise PassportError(f"There is no whole week of {metric} yet. Load figures, then run: groundswell rollup")
        entity = _entity(connection, wanted, metric, KINDS[entity_kind], kind)
        week = week_on or newest
        found: Passport
        if entity.kind == "label":
            found = read_label_passport(connection, metric, week, entity.name)
        else:
            found = read_passport(connection, metric, week, entity.kind, entity.entity_id)
    if found["figures"]["week"] is None:
        beside = f" The newest whole week is {newest}." if newest else ""
        raise PassportError(
            f"The {entity.kind} {entity.name!r} has no figure of {metric} in the week of {found['week_on']}.{beside}"
        )
    return found


def _metric(connection: Connection, metric: str) -> tuple[str, date | None]:
    """Whose series the metric has, and its newest week that is over."""
    known = read_metrics(connection)
    if metric not in known:
        raise PassportError(f"There is no metric {metric!r}. Choose one of: {', '.join(known) or 'none is known yet'}")
    entity_kind, newest = known[metric]
    return entity_kind, newest


def _entity(connection: Connection, wanted: str, metric: str, kinds: tuple[Kind, ...], kind: Kind | None) -> Entity:
    """The one entity of these kinds that is called so; a number without a kind is an artist's."""
    if kind is not None and kind not in kinds:
        raise PassportError(f"{metric} has no figures of a {kind}; it has some of {', '.join(kinds)}.")
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) < 15
    number = int(wanted) if is_number else None
    found = [Entity(*row) for row in read_entities(connection, [kind] if kind else kinds, NAMED_AT_MOST, name=wanted)]
    if number is not None:
        rows = read_entities(connection, [kind or "artist"], NAMED_AT_MOST, number=number)
        numbered = [Entity(*row) for row in rows]
        found += [entity for entity in numbered if entity not in found]
    if not found:
        raise PassportError(
            f"Nothing with figures of {metric} is called {wanted!r}. Give the exact name or our number, and --kind."
        )
    if len(found) > 1:
        listed = "; ".join(f"{one.kind} {one.entity_id or ''} {one.name!r} ({one.detail})" for one in found)
        raise PassportError(f"Several are called {wanted!r}: {listed}. Give the number and --kind.")
    return found[0]
