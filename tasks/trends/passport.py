"""Where a weekly figure comes from, down to each delivery, and how far behind the sources are."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Engine

from db.errors import GroundswellError
from db.statements import statement

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
    engine: Engine, asked: str, metric: str, *, week_on: date | None = None, kind: Kind | None = None
) -> Passport:
    """The passport of one figure: ``asked`` is a name or our number; the newest complete week unless one is named.

    Figures, formula, parts, rows, loads, caveats and check, as app.explain gives them. Raises PassportError when there
    is no such metric, entity or week, or when several entities are called so.
    """
    with engine.connect() as connection:
        entity_kind, newest = _metric(connection, metric)
        if week_on is None and newest is None:
            raise PassportError(f"There is no whole week of {metric} yet. Load figures, then run: groundswell rollup")
        entity = _entity(connection, asked, metric, KINDS[entity_kind], kind)
        given: dict[str, Any] = {"metric": metric, "week": week_on or newest}
        if entity.kind == "label":
            asking, given["label"] = statement("trends/label_passport"), entity.name
        else:
            asking, given["kind"], given["entity_id"] = statement("trends/passport"), entity.kind, entity.entity_id
        found: Passport = connection.execute(asking, given).scalar_one()
    if found["figures"]["week"] is None:
        beside = f" The newest whole week is {newest}." if newest else ""
        raise PassportError(
            f"The {entity.kind} {entity.name!r} has no figure of {metric} in the week of {found['week_on']}.{beside}"
        )
    return found


def freshness(engine: Engine, on_day: date) -> list[dict[str, Any]]:
    """Each source that is watched or in use, with how far it is behind on a day; late ones first."""
    with engine.connect() as connection:
        rows = connection.execute(statement("trends/freshness"), {"on_day": on_day}).mappings()
        return [dict(row) for row in rows]


def _metric(connection: Connection, metric: str) -> tuple[str, date | None]:
    """Whose series the metric has, and its newest week that is over."""
    known = {row.code: (row.entity_kind, row.week_on) for row in connection.execute(statement("trends/metrics"))}
    if metric not in known:
        raise PassportError(f"There is no metric {metric!r}. Choose one of: {', '.join(known) or 'none is known yet'}")
    entity_kind, newest = known[metric]
    return entity_kind, newest


def _entity(connection: Connection, asked: str, metric: str, kinds: tuple[Kind, ...], kind: Kind | None) -> Entity:
    """The one entity of these kinds that is called so; a number without a kind is an artist's."""
    if kind is not None and kind not in kinds:
        raise PassportError(f"{metric} has no figures of a {kind}; it has some of {', '.join(kinds)}.")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 15
    number = int(asked) if is_number else None
    given = {"name": asked, "number": None, "kinds": [kind] if kind else list(kinds), "most": NAMED_AT_MOST}
    found = _named(connection, given)
    if number is not None:
        numbered = _named(connection, given | {"name": None, "number": number, "kinds": [kind or "artist"]})
        found += [entity for entity in numbered if entity not in found]
    if not found:
        raise PassportError(
            f"Nothing with figures of {metric} is called {asked!r}. Give the exact name or our number, and --kind."
        )
    if len(found) > 1:
        listed = "; ".join(f"{one.kind} {one.entity_id or ''} {one.name!r} ({one.detail})" for one in found)
        raise PassportError(f"Several are called {asked!r}: {listed}. Give the number and --kind.")
    return found[0]


def _named(connection: Connection, given: dict[str, Any]) -> list[Entity]:
    return [Entity(*row) for row in connection.execute(statement("trends/entities"), given)]
