"""Verb explain: where a weekly figure comes from."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from flows.cli.options import DataDirOption, JsonOption, choose
from flows.cli.output import print_json, print_rows, write
from tasks.trends.passport import Kind, Passport, passport

SHOWN = 30
BRIDGE = ("real_listening", "new_releases_change", "newly_linked", "missing_days", "restated")


def explain(
    entity_name: Annotated[str, typer.Argument(metavar="ARTIST|TRACK|LABEL", help="Exact name, or our number.")],
    metric: Annotated[str, typer.Option("--metric", help="For example track_luminate_streams.")],
    week: Annotated[
        datetime | None,
        typer.Option("--week", formats=["%Y-%m-%d"], help="Its Friday; default: the newest whole week."),
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="What it is, when several are called so.")] = None,
    data_dir: DataDirOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show where a figure comes from, down to each delivery, and whether it adds up."""
    from flows.run_context import open_run_context

    choose(data_dir)
    with open_run_context() as context:
        found = passport(context.engine, entity_name, metric, week_on=week.date() if week else None, kind=kind)
    if as_json:
        print_json(found)
        return
    for line in _figure(found):
        write(line)
    write()
    write("Parts")
    print_rows([_part(part) for part in found["parts"][:SHOWN]], as_json=False, empty="None.")
    _say_rest(len(found["parts"]))
    write()
    write("Where it came from")
    print_rows([_source(source) for source in found["loads"][:SHOWN]], as_json=False, empty="Nothing is recorded.")
    _say_rest(len(found["loads"]))
    write()
    write(f"Caveats{'' if found['caveats'] else ': none'}")
    for caveat in found["caveats"][:SHOWN]:
        write(f"- {caveat}")
    _say_rest(len(found["caveats"]))
    write()
    for line in _check(found):
        write(line)


def _figure(found: Passport) -> Iterator[str]:
    entity, metric, figures = found["entity"], found["metric"], found["figures"]
    week = figures["week"]
    yield f"{entity['name']} ({entity['kind']}), {metric['name']}, week of Friday {found['week_on']}"
    yield f"{_count(week['value'])} {metric['unit']} over everything seen" + (
        f", basis {week['basis']}" if week.get("basis") else ""
    )
    if week["change"] is None:
        yield "Nothing to compare with the week before."
    else:
        days = f", {week['days_matched']} of 7 days" if "days_matched" in week else ""
        yield (
            f"Like for like: {_count(week['this_week'])} after {_count(week['last_week'])}, "
            f"{_count(week['change'], sign=True)}{days}"
        )
    if bridge := figures["bridge"]:
        parts = ", ".join(
            f"{name.removesuffix('_change').replace('_', ' ')} {_count(bridge[name], sign=True)}" for name in BRIDGE
        )
        yield f"From {_count(bridge['last_total'])} as reported to {_count(bridge['total'])}: {parts}"
    yield figures["clock"]["sentence"]
    for badge in figures["badges"]:
        yield f"Badge: {badge['tier'] or 'none'}. {badge['reason']}"
    yield ""
    for name, formula in found["formula"].items():
        yield f"How the {name} is made (method {formula.get('method_version', 'unknown')}): {formula['how']}"


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part as a row of the table."""
    links = [link for link in part["links"] if link["is_in_force"]] or part["links"]
    linked = "; ".join(_link(link) for link in links[:2]) + (f"; {len(links) - 2} more" if len(links) > 2 else "")
    return {
        "part": " ".join(str(part[name]) for name in ("kind", "id", "name") if part[name] is not None),
        "this_week": _count(part["value"]),
        "last_week": _count(part["value_last_week"]),
        "compared": "yes" if part["is_compared"] and part["is_counted"] else f"no: {part['left_out']}",
        "days": "" if part["days_matched"] is None else part["days_matched"],
        "linked": linked,
        "caveats": "; ".join(part["caveats"]),
    }


def _link(link: Mapping[str, Any]) -> str:
    made_by = f", by {link['by']}" if link["by"] else f", load {link['load_id']}" if link.get("load_id") else ""
    name = f"{link['spotify_track_id'] or link['spotify_track_number']} " if "spotify_track_number" in link else ""
    ended = f" until {_time(link['known_until'])}" if link["known_until"] else ""
    return f"{name}{link['method']}{made_by}, since {_time(link['known_from'])}{ended}"


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    """A delivery or an answer as a row of the table."""
    if "load_id" in source:
        number, name, origin, arrived = source["load_id"], source["source"], source["origin"], source["arrived_at"]
        return {"number": f"load {number}", "source": name, "arrived": _time(arrived), "origin": origin}
    name = f"{source['provider']} {source['endpoint']}"
    number, arrived = source["answer_id"], source["fetched_at"]
    return {"number": f"answer {number}", "source": name, "arrived": _time(arrived), "origin": source["url"]}


def _check(found: Passport) -> Iterator[str]:
    check = found["check"]
    yield f"adds up: {'yes' if check['adds_up'] else 'no'}"
    for compared in check["figures"]:
        if not compared["is_equal"]:
            yield f"- {compared['what']}: shown {_count(compared['shown'])}, counted {_count(compared['counted'])}"


def _count(value: int | float | None, *, sign: bool = False) -> str:
    if value is None:
        return "-"
    return f"{value:+,.0f}" if sign else f"{value:,.0f}"


def _time(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _say_rest(count: int) -> None:
    if count > SHOWN:
        write(f"... and {count - SHOWN} more; --json has them all.")
