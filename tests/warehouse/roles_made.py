"""Roles of a warehouse for the time of a test, and engines that log in as them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine

from db.datadir import DataDir
from db.engine import make_engine
from db.roles import drop_roles, ensure_roles


@dataclass(frozen=True)
class Manned:
    """A warehouse with its roles. ``urls``: by the short name of the role."""

    engine: Engine
    data_dir: DataDir
    urls: Mapping[str, str] = field(repr=False)

    @contextmanager
    def as_role(self, role: str, database: str | None = None) -> Iterator[Connection]:
        url = self.urls[role]
        engine = create_engine(url if database is None else make_engine(url).url.set(database=database))
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


@contextmanager
def manned(new_warehouse: Callable[[], AbstractContextManager[str]], folder: Path) -> Iterator[Manned]:
    """A new warehouse with roles; they go again at the end, for they belong to the whole server."""
    with new_warehouse() as url:
        engine = make_engine(url)
        data_dir = DataDir.open(folder, create=True)
        try:
            yield Manned(engine, data_dir, ensure_roles(engine, data_dir))
        finally:
            drop_roles(engine)
            engine.dispose()
