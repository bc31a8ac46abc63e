"""What dashboards call the codes of the queue and of calls."""

import pytest
from sqlalchemy import Engine, text


def test_every_kind_of_work_has_words_of_its_own(warehouse: Engine) -> None:
    with warehouse.connect() as connection:
        said = {row.kind: row.label for row in connection.execute(text("select kind, label from ops.work_kind"))}
    assert len(said) > 10
    assert {kind for kind, words in said.items() if words.lower() == kind.replace("_", " ")} == set()
    assert len(set(said.values())) == len(said)


@pytest.mark.parametrize(
    ("code", "words"),
    [("track.getTopTags", "track top tags"), ("song_audience", "song audience"), ("not_found", "not found")],
)
def test_codes_are_said_as_words(warehouse: Engine, code: str, words: str) -> None:
    assert one(warehouse, "core.words_of(:code)", code) == words


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            "Soundcharts answered 404 for /api/v2.25/song/e2a805fe-d2f7-56aa-aa15-b2baf61a205e: Song not found..",
            "Soundcharts answered 404: Song not found.",
        ),
        ("TheAudioDB knows no track 30a2bb6c-12a9-549b-8d0c-ec7c8a54a2c0.", "TheAudioDB knows no track."),
        ("the nearest of 12 is another version (live)", "the nearest is another version (live)"),
        ("TheAudioDB answers for a track of <b>X", "TheAudioDB answers for another artist's track"),
        ("the disk is full", "the disk is full"),
    ],
)
def test_like_reasons_are_said_alike(warehouse: Engine, reason: str, said: str) -> None:
    assert one(warehouse, "core.reason_label(:code)", reason) == said


def one(warehouse: Engine, call: str, code: str) -> str:
    with warehouse.connect() as connection:
        found: str = connection.execute(text(f"select {call}"), {"code": code}).scalar_one()
    return found
