"""Every column people can read means something, which is said once."""

from collections import Counter

import yaml
from sqlalchemy import Engine

from db.columns import FILE, columns, entries, sentences_of_tables
from db.statements import statement


def test_every_view_and_column_has_its_sentence(warehouse: Engine) -> None:
    with warehouse.connect() as connection:
        rows = connection.execute(statement("upgrade/columns")).all()
    assert [f"{row.view_name}.{row.column_name}" for row in rows if row.is_view and not row.sentence] == []
    assert {row.view_name for row in rows if row.is_view and not row.view_sentence} == set()


def test_no_sentence_is_written_twice() -> None:
    file = yaml.safe_load(FILE.read_text("utf-8"))
    lines = [entry.get("sentence") if isinstance(entry, dict) else entry for entry in file["columns"].values()]
    for entry in file["columns"].values():
        own = entry.get("in", {}).values() if isinstance(entry, dict) else []
        lines += [each.get("sentence") if isinstance(each, dict) else each for each in own]
    assert [line for line, times in Counter(filter(None, lines)).items() if times > 1] == []
    of_views = [entry["sentence"] if isinstance(entry, dict) else entry for entry in file["views"].values()]
    assert len(set(of_views)) == len(of_views)


def test_what_tables_say_of_a_name_is_not_written_again() -> None:
    of_tables = sentences_of_tables()
    again = [
        name
        for name, each in columns().entries.items()
        if each.get("sentence") and each["sentence"] == of_tables.get(name)
    ]
    assert again == []


def test_every_entry_is_of_a_column_that_a_view_has(warehouse: Engine) -> None:
    with warehouse.connect() as connection:
        there = {
            (row.view_name, row.column_name) for row in connection.execute(statement("upgrade/columns")) if row.is_view
        }
    file = yaml.safe_load(FILE.read_text("utf-8"))
    assert set(file["views"]) == {view for view, _ in there}
    named = set(entries(file["columns"]))
    assert {name for name in named if isinstance(name, tuple)} <= there
    assert {name for name in named if isinstance(name, str)} <= {column for _, column in there}


def test_a_title_is_the_name_where_nothing_else_is_said() -> None:
    assert columns().title("followed_week", "not_a_column") == "Not a column"
    assert columns().title("followed_week", "week_on") == "Week from"
