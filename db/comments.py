"""Comments on tables, views and columns, set at every upgrade: changing a sentence needs no migration."""

from sqlalchemy import Connection, MetaData, String
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import DropColumnComment, DropTableComment, SetColumnComment, SetTableComment

from db.columns import columns
from db.statements import statement


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


def comment_views(connection: Connection) -> None:
    """Comment views and their columns as db/columns.yaml says."""
    literal = String().literal_processor(postgresql.dialect())  # type: ignore[no-untyped-call]
    assert literal is not None
    catalogue = columns()
    statements: dict[str, str] = {}
    for row in connection.execute(statement("upgrade/columns")):
        if not row.is_view:
            continue
        name = f"{row.schema_name}.{row.view_name}"
        if of_view := catalogue.view_sentence(row.view_name):
            statements[name] = f"comment on view {name} is {literal(of_view)}"
        if of_column := catalogue.sentence(row.view_name, row.column_name):
            statements[f"{name}.{row.column_name}"] = (
                f'comment on column {name}."{row.column_name}" is {literal(of_column)}'
            )
    connection.exec_driver_sql(";\n".join(statements.values()))
