"""Where each verb is: its module is imported when the verb is called, so that none waits for what others need."""

import importlib
from collections.abc import Iterator, Mapping
from typing import Any

import typer
from typer.main import get_command, get_group

# In the order of --help: verb -> module of flows.cli and what it defines there, a function or a group of verbs.
VERBS = {
    "demo": "demo:demo",
    "up": "lifecycle:up",
    "down": "lifecycle:down",
    "status": "lifecycle:status",
    "check": "check:check",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "metrics": "metrics:metrics",
    "cascade": "run:cascade",
    "sweep": "run:sweep",
    "enrich": "enrich:enrich",
    "normalise": "normalise:normalise",
    "report": "report:report",
    "freshness": "freshness:freshness",
    "figures": "figures:figures",
    "growth": "growth:growth",
    "export": "export:export",
    "sync": "run:sync",
    "rollup": "rollup:rollup",
    "explain": "explain_genre:explain",
    "ingest": "ingest:ingest",
    "card": "card:card",
    "link": "link:link",
    "catalog": "catalog:catalog",
    "recording": "recording:recording",
    "sound": "sound:sound",
    "threshold": "threshold:threshold",
    "actions": "actions:actions",
    "recipient": "recipient:recipient",
    "mail": "mail:mail",
    "alerts": "alerts:alerts",
    "trends": "trends:trends",
    "taxonomy": "taxonomy:taxonomy",
    "charts": "schedules:charts",
    "schedule": "schedules:schedule",
    "work": "queue:work",
    "limits": "queue:limits",
    "fetch": "fetch:fetch",
    "superset": "superset:superset",
    "db": "database:database",
    "sandbox": "sandbox:sandbox",
    "service": "service:service",
    "bench": "bench:bench",
    "chaos": "chaos:chaos",
}


class Verbs(Mapping[str, Any]):
    """Verb -> command; looking one up imports its module."""

    def __getitem__(self, name: str) -> Any:
        module, attribute = VERBS[name].split(":")
        verb = getattr(importlib.import_module(f"flows.cli.{module}"), attribute)
        if isinstance(verb, typer.Typer):
            command: Any = get_group(verb)
        else:
            alone = typer.Typer(add_completion=False)
            alone.command(name)(verb)
            command = get_command(alone)
        command.name = name
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(VERBS)

    def __len__(self) -> int:
        return len(VERBS)


class Door(typer.core.TyperGroup):
    """The command line, with its verbs by name."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Verbs()  # type: ignore[assignment]  # nothing is ever put in
