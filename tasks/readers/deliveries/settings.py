"""Where deliveries lie, and which of their figures count: the environment first, then taxonomies/deliveries.yaml."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic_settings import BaseSettings, SettingsConfigDict

from db.errors import GroundswellError
from tasks.readers.deliveries.contract import load_contracts

# How the worldwide region is written in settings; a series of it has no country.
WORLDWIDE = "GLOBAL"
# Settings by their earlier names: one that is still set is refused, or it would be left out unseen.
RENAMED = {
    f"GROUNDSWELL_VENDOR_{name}": f"GROUNDSWELL_DELIVERIES_{name}" for name in ("PATH", "METRIC_TYPES", "REGION")
}


class DeliverySettings(BaseSettings):
    """GROUNDSWELL_DELIVERIES_PATH, ..._METRIC_TYPES (comma separated) and ..._REGION; empty: as the YAML says."""

    model_config = SettingsConfigDict(env_prefix="GROUNDSWELL_DELIVERIES_", extra="ignore")

    path: str = ""
    metric_types: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """``metric_types`` and ``countries`` (the vendor's region to a country code, '' for worldwide) in lower case.

    ``region`` is the one the weekly figures are of, ``country_code`` the same for core.metric: null for worldwide.
    """

    metric_types: frozenset[str]
    countries: Mapping[str, str]
    region: str
    country_code: str | None


def check_renamed() -> None:
    """Raises GroundswellError when a setting is set by its earlier name."""
    for old, new in RENAMED.items():
        if os.environ.get(old):
            raise GroundswellError(f"{old} is called {new} now; rename it in the environment or in .env.")


def deliveries_path() -> str | None:
    """Where deliveries are put for the daily flow; None for nowhere. Raises GroundswellError for an earlier name."""
    check_renamed()
    return DeliverySettings().path or None


def consumption(settings: DeliverySettings | None = None) -> Filter:
    """The filter as set.

    Raises GroundswellError for a region that taxonomies/deliveries.yaml does not have, or an earlier name of a setting.
    """
    check_renamed()
    chosen = settings if settings is not None else DeliverySettings()
    given = load_contracts().consumption
    metric_types = [kind.strip() for kind in chosen.metric_types.split(",") if kind.strip()] or given.metric_types
    region = (chosen.region.strip() or given.region).upper()
    if region not in given.regions:
        raise GroundswellError(
            f"GROUNDSWELL_DELIVERIES_REGION is {chosen.region!r}, which is none of {', '.join(given.regions)}; "
            "choose one of them, or add it to consumption.regions in taxonomies/deliveries.yaml."
        )
    countries = {
        name.casefold(): "" if ours == WORLDWIDE else ours for ours, names in given.regions.items() for name in names
    }
    return Filter(
        frozenset(kind.casefold() for kind in metric_types), countries, region, None if region == WORLDWIDE else region
    )
