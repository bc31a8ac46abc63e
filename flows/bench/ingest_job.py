"""Job ingest: load the histories of users, each of whom one worker claims."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from db.datadir import DataDir
from db.engine import database_url, make_engine
from tasks.listening.files import Counts
from tasks.listening.loader import Loader
from tasks.listening.user_store import choose_user
from tasks.readers.history.archive import find_histories


@contextmanager
def open_ingest(job: Mapping[str, Any]) -> Iterator[Callable[[], dict[str, Any]]]:
    """Job: ``folder`` with a folder for each user, ``claims`` an empty folder shared by the workers."""
    engine = make_engine(database_url(DataDir.open(None, create=False)))
    with engine.connect():  # the first connection is made before time is taken
        pass

    def run() -> dict[str, Any]:
        began, total = time.time(), Counts()
        for folder in sorted(Path(job["folder"]).iterdir()):
            try:
                (Path(job["claims"]) / folder.name).mkdir()
            except FileExistsError:
                continue
            files = find_histories(folder).files
            with Loader(engine, choose_user(engine, folder.name, None), date.max) as loader:
                for file, following in zip_longest(files, files[1:]):
                    loaded = loader.load(file, following)
                    assert loaded.state == "loaded", loaded
                    total.add(loaded.counts)
        return {"began": began, "ended": time.time(), "read": total.read, "loaded": total.loaded}

    try:
        yield run
    finally:
        engine.dispose()
