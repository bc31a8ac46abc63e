"""Sources of tags, one file each, found by themselves."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from tasks.tags.tag_source import TagSource


@cache
def tag_sources() -> Mapping[str, TagSource]:
    """By code of the provider, in alphabetical order."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    sources: list[TagSource] = [module.SOURCE for module in modules]
    return {source.provider.code: source for source in sorted(sources, key=lambda source: source.provider.code)}
