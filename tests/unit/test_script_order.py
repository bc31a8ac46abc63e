"""Views and functions are created in the order of what they refer to, and what can't be ordered is named."""

import pytest

from db.script_order import ScriptOrderError, in_order

SCHEMAS = ("core", "mart")
TABLES = ("core.artist",)


def ordered(**scripts: str) -> list[str]:
    return [name for name, _ in in_order(list(scripts.items()), SCHEMAS, TABLES)]


def test_a_view_comes_after_the_views_and_functions_it_names() -> None:
    found = ordered(
        artist_trend="create view mart.artist_trend as select core.week_on(f.on) from mart.followed f",
        followed="create view mart.followed as select * from core.artist",
        week_on="create or replace function core.week_on(d date) returns date language sql return d",
    )
    assert found.index("artist_trend") == 2


def test_the_body_of_a_function_is_read_too() -> None:
    body = "create function core.explain() returns setof mart.trend language sql as $$ select * from mart.trend $$"
    assert ordered(explain=body, trend="create view mart.trend as select 1 as one") == ["trend", "explain"]


def test_comments_literals_columns_and_other_schemas_are_no_references() -> None:
    script = "create view mart.one as select a.core.x, 'mart.text' as t, now() from core.artist a, pg_catalog.pg_class"
    assert ordered(one=f"-- as mart.other\n{script};\ncomment on view mart.one is 'mart.else'") == ["one"]


def test_an_overloaded_name_depends_on_its_other_file_and_not_on_itself() -> None:
    outer = "create function core.explain(a int) returns int language sql return core.inner(a)"
    inner = "create function core.inner(a int) returns int language sql return a"
    named = "create function core.explain(a text) returns int language sql return core.inner(1)"
    assert ordered(outer=outer, named=named, inner=inner) == ["inner", "outer", "named"]


def test_a_reference_to_what_nothing_creates_names_both() -> None:
    with pytest.raises(ScriptOrderError, match=r"artist_trend\.sql refers to mart\.followed,"):
        ordered(artist_trend="create view mart.artist_trend as select * from mart.followed")


def test_a_circle_names_the_scripts_in_it() -> None:
    with pytest.raises(ScriptOrderError, match=r"circle: (one\.sql -> two|two\.sql -> one)\.sql"):
        ordered(
            one="create view mart.one as select * from mart.two",
            two="create view mart.two as select * from mart.one",
        )
