"""A question about audiences out of an address: what it asks for, and what is wrong with it in words."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from marketing.audience_question import AudienceQuestion, months, parsed

DAYS = "from=2026-09-15&to=2026-10-15"


class Address:
    def __init__(self, query: str) -> None:
        self.fields = parse_qs(query, keep_blank_values=True)

    def getlist(self, key: str) -> list[str]:
        return self.fields.get(key, [])


@pytest.mark.parametrize(
    ("query", "question"),
    [
        (
            "artist=12&artist=40&platform=spotify&from=2026-10-01&to=2026-10-31&country=&group=platform&daily=1",
            AudienceQuestion((12, 40), ("spotify",), date(2026, 10, 1), date(2026, 10, 31), None, "platform", True),
        ),
        ("artist=7&month=2024-02", AudienceQuestion((7,), None, date(2024, 2, 1), date(2024, 2, 29))),
        ("artist=7&month=&" + DAYS, AudienceQuestion((7,), None, date(2026, 9, 15), date(2026, 10, 15))),
        (
            "artist=7&artist=7&month=2026-10&from=2026-10-01&to=2026-10-31&platform=Spotify&platform=&platform=spotify",
            AudienceQuestion((7,), ("spotify",), date(2026, 10, 1), date(2026, 10, 31)),
        ),
        (
            "artist=7&month=2026-10&country=de&group=date&daily=0",
            AudienceQuestion((7,), None, date(2026, 10, 1), date(2026, 10, 31), "DE", "date"),
        ),
        # 12 months and no day more
        (
            "artist=7&from=2025-10-15&to=2026-10-14",
            AudienceQuestion((7,), None, date(2025, 10, 15), date(2026, 10, 14)),
        ),
        ("artist=7&from=2024-02-29&to=2025-02-27", AudienceQuestion((7,), None, date(2024, 2, 29), date(2025, 2, 27))),
    ],
)
def test_a_question_is_read_and_written_back(query: str, question: AudienceQuestion) -> None:
    assert parsed(Address(query)) == (question, {})
    assert parsed(Address(question.query_string())) == (question, {})


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        (DAYS, "artist", "No artist is chosen"),
        (f"artist=&{DAYS}", "artist", "No artist is chosen"),
        (f"artist=Luna&{DAYS}", "artist", "“Luna” is no artist's number"),
        (f"artist=²&{DAYS}", "artist", "is no artist's number"),
        (f"artist=99999999999999999999&{DAYS}", "artist", "is no artist's number"),
        ("&".join(f"artist={number}" for number in range(201)) + f"&{DAYS}", "artist", "at most 200"),
        ("artist=1", "month", "No period is chosen"),
        ("artist=1&to=2026-10-01", "from", "no first day"),
        ("artist=1&from=2026-10-01", "to", "no last day"),
        ("artist=1&from=2026-02-30&to=2026-03-01", "from", "“2026-02-30” is no day"),
        ("artist=1&from=20260201&to=2026-03-01", "from", "is no day"),
        ("artist=1&month=2026-13", "month", "“2026-13” is no month"),
        ("artist=1&month=october", "month", "is no month"),
        ("artist=1&from=2026-10-31&to=2026-10-01", "to", "before it begins"),
        ("artist=1&from=2025-10-01&to=2026-10-31", "to", "more than 12 months (it touches 13)"),
        ("artist=1&from=2025-10-15&to=2026-10-15", "to", "more than 12 months"),
        ("artist=1&from=2024-02-29&to=2025-02-28", "to", "more than 12 months"),
        ("artist=1&from=9998-10-01&to=9999-12-31", "to", "more than 12 months"),
        ("artist=1&month=2026-10&from=2026-09-15&to=2026-10-15", "month", "either the month or"),
        (f"artist=1&{DAYS}&country=Germany", "country", "“GERMANY” is no country's code"),
        (f"artist=1&{DAYS}&group=label", "group", "not by “label”"),
    ],
)
def test_what_is_wrong_stands_by_its_field(query: str, field: str, words: str) -> None:
    question, errors = parsed(Address(query))
    assert question is None
    assert list(errors) == [field]
    assert words in errors[field]


def test_everything_that_is_wrong_is_found_at_once() -> None:
    assert set(parsed(Address("from=1&to=2&group=3&country=4"))[1]) == {"artist", "from", "to", "group", "country"}


def test_the_functions_of_the_warehouse_take_it() -> None:
    question = AudienceQuestion((12, 40), ("spotify",), date(2026, 12, 1), date(2027, 1, 31), "DE", "track", True)
    assert question.given() == {
        "artists": ["12", "40"],
        "platforms": ["spotify"],
        "from_on": date(2026, 12, 1),
        "to_on": date(2027, 1, 31),
        "country": "DE",
        "group_by": "track",
    }
    assert months(question.from_on, question.to_on) == ["2026-12", "2027-01"]
