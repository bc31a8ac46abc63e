"""Whose history it is: spellings of a name, time zones, days marked."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.errors import GroundswellError
from tasks.listening.errors import NameTaken, UnknownZone
from tasks.listening.user_store import choose_user, enter_user, refuse_unknown_zone
from tasks.listening.users import User, name_key
from tests.warehouse.histories import AUDIO, found, heard, load, written

ROWS = [heard("2024-05-01T22:30:00Z"), heard("2024-05-01T23:30:00Z", 2), heard("2024-05-02T05:00:00Z", 3)]
MARKS = "select distinct heard_on::text from ops.listening_mark order by 1"


@pytest.mark.parametrize("other", ["ann lee", "Ánn  Lee", "ANN-LEE", "A.N.N. Lee", "ＡＮＮ Lee"])
def test_another_spelling_names_the_one_that_is_there(warehouse: Engine, tmp_path: Path, other: str) -> None:
    path = written(tmp_path, {AUDIO.format(0): ROWS})
    load(warehouse, path, "Ann Lee")
    with pytest.raises(NameTaken, match="Ann Lee"):
        load(warehouse, path, other)
    assert found(warehouse, "select name, time_zone from core.listening_user") == [("Ann Lee", "UTC")]


def test_other_names_are_other_people(warehouse: Engine) -> None:
    for name in ("Ann", "Anna", "安", "アン", "1"):
        enter_user(warehouse, User(name, "UTC"))
    assert len({name_key(name) for name in ("Ann", "Anna", "安", "アン", "1")}) == 5
    assert found(warehouse, "select count(*) from core.listening_user") == [(5,)]


def test_two_spellings_at_once_are_one_user_and_an_error(warehouse: Engine) -> None:
    first = choose_user(warehouse, "Ann", None)
    second = choose_user(warehouse, "ANN", None)
    enter_user(warehouse, first)
    with pytest.raises(NameTaken):
        enter_user(warehouse, second)


@pytest.mark.parametrize("name", ["", "  ", "!?"])
def test_a_name_needs_a_letter(warehouse: Engine, name: str) -> None:
    with pytest.raises(GroundswellError, match="letter or a digit"):
        choose_user(warehouse, name, None)


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        (None, ["2024-05-01", "2024-05-02"]),
        ("Europe/Berlin", ["2024-05-02"]),
        ("America/Los_Angeles", ["2024-05-01"]),
    ],
)
def test_days_are_marked_in_the_zone_of_the_user(
    warehouse: Engine, tmp_path: Path, zone: str | None, days: list[str]
) -> None:
    load(warehouse, written(tmp_path, {AUDIO.format(0): ROWS}), zone=zone)
    assert found(warehouse, MARKS) == [(day,) for day in days]


def test_a_zone_that_postgres_does_not_know_is_refused(warehouse: Engine) -> None:
    refuse_unknown_zone(warehouse, "Europe/Berlin")
    with pytest.raises(UnknownZone, match=r"knows no time zone Mars/Olympus\."):
        refuse_unknown_zone(warehouse, "Mars/Olympus")


def test_another_zone_marks_all_of_the_user(warehouse: Engine, tmp_path: Path) -> None:
    path = written(tmp_path, {AUDIO.format(0): ROWS})
    load(warehouse, path)
    with warehouse.begin() as connection:
        connection.exec_driver_sql("delete from ops.listening_mark")
    load(warehouse, path, zone="UTC")
    assert found(warehouse, MARKS) == []
    load(warehouse, path, zone="Asia/Tokyo")
    assert found(warehouse, "select u.name, u.time_zone, m.heard_on from ops.listening_mark m "
                            "join core.listening_user u using (user_id)") == [("Ann", "Asia/Tokyo", None)]  # fmt: skip
    load(warehouse, path)
    assert found(warehouse, "select time_zone from core.listening_user") == [("Asia/Tokyo",)]


def test_what_was_there_already_marks_no_day(warehouse: Engine, tmp_path: Path) -> None:
    load(warehouse, written(tmp_path / "a", {AUDIO.format(0): ROWS}))
    with warehouse.begin() as connection:
        connection.exec_driver_sql("delete from ops.listening_mark")
    load(warehouse, written(tmp_path / "b", {AUDIO.format(0): [*ROWS[:2], heard("2024-07-01T00:00:00Z")]}))
    assert found(warehouse, MARKS) == [("2024-07-01",)]


def test_of_several_spellings_the_first_is_kept(warehouse: Engine, tmp_path: Path) -> None:
    named = "master_metadata_track_name"
    spelled = [
        [heard("2024-05-01T10:00:00Z", 1, **{named: "b"}), heard("2024-05-01T11:00:00Z", 1, **{named: None})],
        [heard("2024-05-01T12:00:00Z", 1, **{named: "a"}), heard("2024-05-01T13:00:00Z", 1, **{named: "B"})],
        [heard("2024-05-01T14:00:00Z", 1, **{named: "B", "master_metadata_album_album_name": "A"})],
    ]
    expected = ["b", "B", "B"]
    albums = ["Record", "Record", "A"]
    for number, rows in enumerate(spelled):
        load(warehouse, written(tmp_path / str(number), {AUDIO.format(number): rows}))
        said = found(warehouse, "select name, album_name from core.heard_item")
        assert said == [(expected[number], albums[number])]
