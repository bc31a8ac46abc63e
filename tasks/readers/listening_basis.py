"""What counts as a play: taxonomies/listening.yaml."""

from pathlib import Path
from typing import Annotated

import msgspec

from db.errors import GroundswellError
from tasks.readers.yaml_file import read_yaml

FILE = Path(__file__).parents[2] / "taxonomies" / "listening.yaml"


class ListeningError(GroundswellError):
    """taxonomies/listening.yaml can't be used; says why."""


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``least_play_ms``: heard for so long (milliseconds), a row of music counts as a play."""

    least_play_ms: Annotated[int, msgspec.Meta(ge=0)]


def load_basis(file: Path = FILE) -> Basis:
    """The basis as written. Raises ListeningError."""
    return read_yaml(file, Basis, ListeningError)
