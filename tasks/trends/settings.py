"""The constants of taxonomies/spikes.yaml: read and validated."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import msgspec

from db.errors import GroundswellError
from tasks.readers.yaml_file import read_yaml

SPIKES_FILE = Path(__file__).parents[2] / "taxonomies" / "spikes.yaml"

Share = Annotated[float, msgspec.Meta(gt=0, lt=1)]
Count = Annotated[int, msgspec.Meta(ge=1)]


class SpikeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Constants of the spike rule; see the comments in taxonomies/spikes.yaml."""

    version: Count
    false_discovery_rate: Share
    lower_bound: Annotated[float, msgspec.Meta(gt=1)]
    interval_z: Annotated[float, msgspec.Meta(gt=0)]
    days_needed: Annotated[int, msgspec.Meta(ge=1, le=7)]
    release_weeks: Count
    release_share: Share
    ordinary_weeks: Count
    noise_weeks: Count
    memory_weeks: Count
    own_share: Annotated[float, msgspec.Meta(ge=0, le=1)]
    own_full_weeks: Count
    noise_least: Count
    tier_least: Count
    roster_least: Count
    roster_move: Annotated[float, msgspec.Meta(gt=1)]
    size_tiers: Annotated[tuple[Count, ...], msgspec.Meta(min_length=1)]
    pool_least: Count
    tail_share: Share
    tail_most: Count
    tail_least: Count
    rank_least: Count
    shape_most: Share


@cache
def spike_settings(path: Path = SPIKES_FILE) -> SpikeSettings:
    """All constants. Raises GroundswellError naming what is wrong in the file."""
    settings = read_yaml(path, SpikeSettings)
    if list(settings.size_tiers) != sorted(set(settings.size_tiers)):
        raise GroundswellError(f"{path.name} can't be used: size_tiers do not rise: {list(settings.size_tiers)}.")
    if settings.memory_weeks < max(settings.ordinary_weeks, settings.noise_weeks):
        raise GroundswellError(f"{path.name} can't be used: memory_weeks is shorter than what is to be remembered.")
    if settings.tail_least > settings.tail_most:
        raise GroundswellError(f"{path.name} can't be used: tail_least is more than tail_most.")
    return settings


def size_names(settings: SpikeSettings) -> list[str]:
    """What a reader calls each size tier, lowest first; one more than there are bounds."""
    bounds = settings.size_tiers
    between = [f"{low:,} to {high - 1:,}" for low, high in pairwise(bounds)]
    return [f"below {bounds[0]:,}", *between, f"{bounds[-1]:,} and more"]
