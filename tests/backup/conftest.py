"""A data folder with all a backup keeps, and a backup of it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from db.datadir import DataDir
from db.engine import make_engine
from db.roles import drop_roles
from db.scopes import drop_scope_logins
from tasks.trends.rollup_store import roll_up
from tests.backup.original_folder import PASSPHRASE, Original, enter_files, enter_superset, open_prefect
from tests.sql.given import enter_given

CASE = Path(__file__).parents[1] / "sql/cause/a_single_beside_the_last_one/given"


@pytest.fixture(scope="session")
def original(
    new_warehouse: Callable[[], AbstractContextManager[str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Original]:
    folder = tmp_path_factory.mktemp("original") / "data"
    with new_warehouse() as url:
        engine, data_dir = make_engine(url), DataDir.open(folder, create=True)
        try:
            enter_given(engine, CASE)
            roll_up(engine)
            enter_superset(engine, data_dir)
            enter_files(data_dir)
            with closing(open_prefect(data_dir)):
                yield Original(data_dir, engine, {"DATABASE_URL": url, "GROUNDSWELL_DATA_DIR": str(folder)})
        finally:
            drop_scope_logins(engine)
            drop_roles(engine)
            engine.dispose()


@pytest.fixture(scope="session")
def backup(original: Original, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it with its secrets, for tests that leave it as it is."""
    target = tmp_path_factory.mktemp("backups") / "whole"
    original.line(GROUNDSWELL_BACKUP_PASSPHRASE=PASSPHRASE).good("backup", str(target))
    return target
