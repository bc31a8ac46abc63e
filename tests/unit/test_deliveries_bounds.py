"""Every column of the contract has bounds of type and sense, so that nothing that is counted later overflows."""

from datetime import date

import pytest

from tasks.readers.deliveries.contract import Column, Table, load_contracts
from tasks.readers.deliveries.errors import LoadRefused
from tasks.readers.deliveries.values import typed

LAST_ON = date(2026, 11, 16)
MOST = 10**12
COLUMNS = [(table.name, column) for table in load_contracts().tables for column in table.columns]


def one(column: Column, text: str | None) -> object:
    """The value, or the reason it is refused for."""
    (value,), breaches = typed(column, [text], LAST_ON)
    return breaches.get(0, value)


def column(table: str, name: str) -> Column:
    return next(each for of, each in COLUMNS if (of, each.name) == (table, name))


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda each: getattr(each, "name", each))
def test_every_number_is_bounded(table: str, column: Column) -> None:
    if column.type == "integer":
        assert column.min is not None
        # numbers of things are bounded by 64 bits, counts by what anybody counts
        assert column.name.endswith("ID") or (column.max is not None and column.max <= MOST)
        assert column.min >= (-MOST if column.name == "THIS_DAY" else 0)


@pytest.mark.parametrize(
    ("table", "name"),
    [("LUMINATE_DAILY_SONG_METRICS", "THIS_DAY"), ("TIKTOK_SOUND_METRICS", "POST_COUNT"),
     ("LUMINATE_ACCOUNTS", "GLOBAL_THIS_PERIOD")],
)  # fmt: skip
def test_a_count_is_at_most_a_million_millions(table: str, name: str) -> None:
    assert one(column(table, name), str(MOST)) == MOST
    assert "is above 1000000000000" in str(one(column(table, name), str(MOST + 1)))
    assert typed(column(table, name), ["5", str(2**63 - 1)], LAST_ON)[0] == [5, None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1990-01-01", date(1990, 1, 1)),
        ("1989-12-31", "lies before 1990-01-01"),
        ("0001-01-01", "lies before 1990-01-01"),
        ("2027-12-31", date(2027, 12, 31)),
        ("2028-01-01", "lies after 2027"),
        ("9999-12-31", "lies after 2027"),
    ],
)
def test_a_day_is_of_our_time(text: str, value: object) -> None:
    found = one(Column("D", "date"), text)
    assert found == value or str(value) in str(found)


def test_an_album_may_be_older() -> None:
    assert one(column("SPOTIFY_ALBUMS", "RELEASE_DATE"), "1926-05-01") == date(1926, 5, 1)
    assert "lies before 1860" in str(one(column("SPOTIFY_ALBUMS", "RELEASE_DATE"), "0000-00-00".replace("00", "01")))


@pytest.mark.parametrize(
    "text", ["0001-01-01 00:00:00+05:00", "9999-12-31 23:59:59-05:00", "0001-01-01T00:00:00+23:59"]
)
def test_an_offset_that_leads_out_of_the_calendar_is_a_bad_cell(text: str) -> None:
    assert "lies outside the calendar" in str(one(Column("T", "timestamp", not_after_arrival=True), text))


@pytest.mark.parametrize(
    ("text", "value"), [("12.", 12), ("12.0", 12), ("12.5", None), ("12,0", None), ("\\N", "nothing")]
)
def test_decimal_points_where_whole_numbers_are_meant(text: str, value: object) -> None:
    found = one(Column("N", "integer"), text)
    if value is None:
        assert "is not a whole number" in str(found)
    else:
        assert found == (None if value == "nothing" else value)


def test_nothing_as_databases_write_it_is_nothing_in_a_text_too() -> None:
    assert one(Column("T", "text"), "\\N") is None
    assert one(Column("T", "text", is_required=True), "\\N") == "T '\\N' is empty"


@pytest.mark.parametrize(
    ("text", "said"), [("x" * 2001, "has 2,001 characters, 2,000 are the most"), ("a\udcffb", "no UTF-8 text")]
)
def test_a_text_has_an_end_and_is_text(text: str, said: str) -> None:
    reason = str(one(Column("T", "text"), text))
    assert said in reason
    assert reason.isprintable()
    reason.encode()


TABLE = Table("T", ["A"], [Column("A", "text"), Column("B", "text")])


def test_a_column_that_stands_there_twice_is_not_guessed_at() -> None:
    with pytest.raises(LoadRefused, match="T has the column A more than once"):
        TABLE.places(["A", "B", " a "])
    assert TABLE.places(["A", "B", "C", "C"]) == {"A": 0, "B": 1}


def test_a_sentence_about_columns_has_an_end() -> None:
    with pytest.raises(LoadRefused) as refusal:
        TABLE.places(["A", *(f"{n:04}" * 100 for n in range(50_000))])
    assert len(str(refusal.value)) < 10_000
    assert "and 49901 more" in str(refusal.value)


def test_a_time_of_any_offset_is_handed_on_in_utc() -> None:
    assert str(one(Column("T", "timestamp"), "2026-11-14 00:00:00+23:59")) == "2026-11-13 00:01:00+00:00"
