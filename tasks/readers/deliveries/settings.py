"""Which of the vendor's figures count: taxonomies/deliveries.yaml, with the environment's word first."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic_settings import BaseSettings, SettingsConfigDict

from db.errors import GroundswellError
from tasks.readers.deliveries.contract import load_contracts

# How the worldwide region is written in settings; a series of it has no country.
WORLDWIDE = "GLOBAL"


class DeliverySettings(BaseSettings):
    """GROUNDSWELL_DELIVERIES_METRIC_TYPES (comma separated) and ..._REGION; empty: as the YAML says."""

    model_config = SettingsConfigDict(env_prefix="GROUNDSWELL_DELIVERIES_", extra="ignore")

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


def consumption(settings: DeliverySettings | None = None) -> Filter:
    """The filter as set. Raises GroundswellError for a region that taxonomies/deliveries.yaml does not have."""
    said = settings if settings is not None else DeliverySettings()
    given = load_contracts().consumption
    metric_types = [kind.strip() for kind in said.metric_types.split(",") if kind.strip()] or given.metric_types
    region = (said.region.strip() or given.region).upper()
    if region not in given.regions:
        raise GroundswellError(
            f"GROUNDSWELL_DELIVERIES_REGION is {said.region!r}, which is none of {', '.join(given.regions)}; "
            "choose one of them, or add it to consumption.regions in taxonomies/deliveries.yaml."
        )
    countries = {
        name.casefold(): "" if ours == WORLDWIDE else ours for ours, names in given.regions.items() for name in names
    }
    return Filter(
        frozenset(kind.casefold() for kind in metric_types), countries, region, None if region == WORLDWIDE else region
    )
