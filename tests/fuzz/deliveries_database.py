"""A warehouse of its own for a long run, gone at the end."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from db import embedded
from db.datadir import DataDir
from db.engine import make_engine
from tasks.work.warehouse import upgrade


@contextlib.contextmanager
def database() -> Iterator[Engine]:
    """An empty warehouse on a server started for it."""
    with tempfile.TemporaryDirectory(prefix="groundswell-fuzz-") as folder:
        data_dir = DataDir.open(Path(folder) / "data", create=True)
        engine = make_engine(embedded.ensure(data_dir).url)
        try:
            upgrade(engine)
            yield engine
        finally:
            engine.dispose()
            embedded.stop(data_dir)
            if cluster := embedded.status(data_dir).folder:
                shutil.rmtree(cluster)
