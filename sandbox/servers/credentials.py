"""What a stand-in takes for right, from the environment or a file."""

import json
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Given:
    """Credentials as fields of a subclass, all with a default."""

    @classmethod
    def from_environment(cls, file: Path | None = None) -> Self:
        """STANDIN_APP_ID and so on from the environment; members of a JSON file (`app_id`, ...) go before them.

        Raises OSError or ValueError for a file that cannot be read.
        """
        names = [field.name for field in fields(cls)]
        given = {
            name: os.environ[f"STANDIN_{name.upper()}"] for name in names if f"STANDIN_{name.upper()}" in os.environ
        }
        if file is not None:
            given |= {name: str(value) for name, value in json.loads(file.read_text("utf-8")).items() if name in names}
        return cls(**given)
