"""What each stand-in of a tag provider says of itself, and all of them, found by their folders."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import sandbox.servers
from sandbox.library import Library
from sandbox.servers.tags_app import Provider


@dataclass(frozen=True, slots=True)
class StandIn:
    """``allowed`` requests in ``window_s`` seconds. ``credentials``: name of each with the value it has by default."""

    allowed: int
    window_s: float
    make: Callable[[Library, Mapping[str, str]], Provider]
    credentials: Mapping[str, str]


@cache
def standins() -> Mapping[str, StandIn]:
    """By name of their folder, in alphabetical order."""
    packages = [found.name for found in pkgutil.iter_modules(sandbox.servers.__path__) if found.ispkg]
    modules = {name: importlib.import_module(f"sandbox.servers.{name}") for name in packages}
    return {name: module.STANDIN for name, module in modules.items() if hasattr(module, "STANDIN")}
