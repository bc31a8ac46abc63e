"""Constants of actions and their outcomes: taxonomies/actions.yaml."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from tasks.readers.yaml_file import read_yaml

ACTIONS_FILE = Path(__file__).parents[2] / "taxonomies" / "actions.yaml"
Count = Annotated[int, msgspec.Meta(ge=1)]
Share = Annotated[float, msgspec.Meta(gt=0, lt=1)]


class ActionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as written."""

    version: Count
    dismissed_days: Count
    done_days: Count
    quiet_floor: Count
    part_fall: Annotated[float, msgspec.Meta(gt=0, le=25)]
    similar_least: Count
    gap_share: Share
    lost_days: Count
    fit_least: Count
    fit_apart: Share
    horizon_days: Annotated[int, msgspec.Meta(ge=28, le=28)]  # SQL and sentences say four weeks
    again_days: Count
    peers_least: Annotated[int, msgspec.Meta(ge=19)]  # an interval of 95 % needs 19 others
    interval_share: Share
    rule_least: Annotated[int, msgspec.Meta(ge=6)]  # six signs that agree are the fewest beyond 1 in 20


@cache
def action_settings(path: Path = ACTIONS_FILE) -> ActionSettings:
    """All constants. Raises GroundswellError naming what is wrong in the file."""
    return read_yaml(path, ActionSettings)
