"""Comments on tables and columns, set from the schema at every upgrade: changing a sentence needs no migration."""

from sqlalchemy import MetaData
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import DropColumnComment, DropTableComment, SetColumnComment, SetTableComment


def comment_script(metadata: MetaData) -> str:
    """One SQL script that comments every table and column as the schema does, % doubled as drivers want it."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    statements = []
    for table in metadata.sorted_tables:
        on_table = SetTableComment(table) if table.comment else DropTableComment(table)
        statements.append(str(on_table.compile(dialect=dialect)))
        for column in table.columns:
            on_column = SetColumnComment(column) if column.comment else DropColumnComment(column)
            statements.append(str(on_column.compile(dialect=dialect)))
    return ";\n".join(statements)
