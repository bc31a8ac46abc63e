"""All providers, found by their folders: a new one needs no entry anywhere else."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

import tasks.providers
from tasks.providers.descriptor import Provider, WorkKind


@cache
def providers() -> Mapping[str, Provider[Any]]:
    """By code, each after those that feed it, else in alphabetical order."""
    packages = sorted(found.name for found in pkgutil.iter_modules(tasks.providers.__path__) if found.ispkg)
    found: dict[str, Provider[Any]] = {
        name: importlib.import_module(f"tasks.providers.{name}").PROVIDER for name in packages
    }
    order = TopologicalSorter({name: one.fed_by for name, one in found.items()})
    order.prepare()
    ordered: list[str] = []
    while order.is_active():
        ready = sorted(order.get_ready())
        ordered += ready
        order.done(*ready)
    return {name: found[name] for name in ordered}


def provider(code: str) -> Provider[Any]:
    """One of them. Raises KeyError for a code no folder has."""
    return providers()[code]


def work_kinds() -> Mapping[str, WorkKind]:
    """Every kind of work by its code."""
    return {kind.code: kind for one in providers().values() for kind in one.kinds}
