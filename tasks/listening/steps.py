"""Prefect steps of listening histories: one file."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.listening.files import Loaded
from tasks.listening.loader import Loader
from tasks.readers.history.archive import HistoryFile


@task(name="load-history-file", task_run_name="load {name}", retries=1, cache_policy=NO_CACHE, persist_result=False)
def load_history_file(loader: Loader, name: str, file: HistoryFile, following: HistoryFile | None) -> Loaded:
    """Load one file; see tasks.listening.loader. ``name`` is what the Prefect UI shows."""
    return loader.load(file, following)
