"""Constants of likeness and of places among others: taxonomies/peers.yaml."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from tasks.readers.yaml_file import read_yaml

PEERS_FILE = Path(__file__).parents[2] / "taxonomies" / "peers.yaml"
Count = Annotated[int, msgspec.Meta(ge=1)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class PeerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as written. ``listeners_least`` is bounded below: fewer would tell of single people."""

    version: Count
    places: Count
    root_weight: Share
    mood_share: Share
    listeners_least: Annotated[int, msgspec.Meta(ge=5)]
    listeners_half: Count
    plays_least: Count
    tier_least: Annotated[int, msgspec.Meta(ge=3)]
    similar_least: Count


@cache
def peer_settings(path: Path = PEERS_FILE) -> PeerSettings:
    """All constants. Raises GroundswellError naming what is wrong in the file."""
    return read_yaml(path, PeerSettings)
