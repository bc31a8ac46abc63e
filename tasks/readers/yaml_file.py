"""Files of taxonomies/ that are read as they are typed: whatever is wrong in one is told with its name."""

from pathlib import Path
from typing import TypeVar

import msgspec

from db.errors import GroundswellError
from tasks.readers.shell import reason

T = TypeVar("T")


def read_yaml(path: Path, kind: type[T], refusal: type[GroundswellError] = GroundswellError) -> T:
    """The file as ``kind``. Raises ``refusal``, which names what can't be read or used."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except OSError as wrong:
        raise refusal(f"{path} can't be read ({reason(wrong)}); restore it.") from wrong
    except Exception as wrong:
        # YAML's own errors, msgspec's, and those of days and numbers that are none
        raise refusal(f"{path.name} can't be used: {reason(wrong)}.") from wrong
