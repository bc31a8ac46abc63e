"""Named SQL from files: ``statement("work/lease")`` is db/sql/queries/work/lease.sql."""

from functools import cache
from pathlib import Path

from sqlalchemy import TextClause, text

SQL_FOLDER = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> TextClause:
    """The statement in db/sql/queries/<name>.sql, with :named parameters."""
    return text((SQL_FOLDER / "queries" / f"{name}.sql").read_text(encoding="utf-8"))


def scripts(folder: str) -> list[tuple[str, str]]:
    """(name, SQL) of every file in db/sql/<folder>, in the order of their names."""
    return [(path.stem, path.read_text(encoding="utf-8")) for path in sorted((SQL_FOLDER / folder).glob("*.sql"))]
