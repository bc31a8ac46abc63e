"""Named SQL from files: ``statement("work/lease")`` is db/sql/queries/work/lease.sql."""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import TextClause, text

from db.locks import Lock

SQL_FOLDER = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> TextClause:
    """The statement in db/sql/queries/<name>.sql, with :named parameters."""
    return text(_read(SQL_FOLDER / "queries" / f"{name}.sql"))


def scripts(folder: str) -> list[tuple[str, str]]:
    """(name, SQL) of every file in db/sql/<folder> and the folders below it, in the order of their paths.

    A file that begins with ``-- for each: genre, mood`` is a script for each, which stands for
    ``{kind}`` in its name and its SQL.
    """
    found = [(path.stem, _read(path)) for path in sorted((SQL_FOLDER / folder).rglob("*.sql"))]
    return [script for name, sql in found for script in _for_each(name, sql)]


def _read(path: Path) -> str:
    """A file's SQL with the numbers of the locks it names: {lock.song_override} is Lock.SONG_OVERRIDE."""
    return re.sub(r"\{lock\.(\w+)\}", lambda name: str(int(Lock[name[1].upper()])), path.read_text(encoding="utf-8"))


def _for_each(name: str, sql: str) -> list[tuple[str, str]]:
    kinds = re.match(r"-- for each: (.+)\n", sql)
    if kinds is None:
        return [(name, sql)]
    return [(name.replace("{kind}", kind), sql.replace("{kind}", kind)) for kind in kinds[1].split(", ")]
