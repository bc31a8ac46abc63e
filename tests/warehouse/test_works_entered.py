"""The catalogue of works as people bring it in: what is new, what changed, and which lines are kept aside and why."""

import json
import re
from typing import Any

import pytest
from carded import ANA, BEN, TRACK, enter_label, run
from sqlalchemy import Engine

from tasks.roster.entry_store import EntryRefused, call

# Of real records: the check digits and codes were printed on them.
ISRC, OTHER_ISRC, UPC, EAN = "GBAYE0601498", "USUM71703861", "602567924890", "5099902944920"


@pytest.fixture
def label(warehouse: Engine) -> Engine:
    enter_label(warehouse)
    with warehouse.begin() as connection:
        for artist in (ANA, BEN):
            call(connection, "add_card", artist_id_spotify=artist, label="North", team=None, done_by="mia")
    return warehouse


def bring(
    engine: Engine, *lines: dict[str, str], artist: str | None = "Ana", name: str = "works.csv"
) -> dict[int, Any]:
    """By line: what became of it, and why where it was kept aside."""
    given = [{"line": number, **line} for number, line in enumerate(lines, start=2)]
    number = run(engine, "select artist_id from core.artist where name = :name", name=artist)
    artist_id = number[0][0] if number else None
    with engine.begin() as connection:
        put = call(
            connection, "import_works", artist_id=artist_id, lines=json.dumps(given), file_name=name, done_by="mia"
        )
    return {row["line"]: row["reason"] or row["outcome"] for row in put}


def test_a_list_is_new_then_unchanged_then_changed(label: Engine) -> None:
    first = {"title": "Alpha", "isrc": "GB-AYE-06-01498", "upc": UPC, "duration": "3:45", "release_on": "2006-05-01"}
    second = {"title": "Beta", "artist": "Ana feat. Ben", "writers": "A. Ample; B. Bold"}
    assert bring(label, first, second) == {2: "new", 3: "new"}
    assert bring(label, first, second) == {2: "unchanged", 3: "unchanged"}
    assert bring(label, {**first, "duration": "3:46"}, second) == {2: "changed", 3: "unchanged"}
    # an empty cell takes nothing away
    assert bring(label, {"title": "Alpha", "isrc": ISRC}) == {2: "unchanged"}
    assert run(label, "select title, credit_name, isrc, upc, writers, duration_ms from core.work order by title") == [
        ("Alpha", "Ana", ISRC, UPC, [], 226_000),
        ("Beta", "Ana feat. Ben", None, None, ["A. Ample", "B. Bold"], None),
    ]
    actions = run(label, "select action, after from app.audit where action like '%work%' order by audit_id")
    assert [action for action, _ in actions] == ["import_works", "change_work", "import_works"]
    assert actions[0][1] == {"new": 2, "changed": 0, "unchanged": 0, "kept aside": 0}


def test_a_first_line_of_nobody_keeps_no_other_back(label: Engine) -> None:
    """Nothing was entered when the first line was told why not, which once ended the whole list."""
    lines = {"title": "Alpha", "artist": "Nobody at all"}, {"title": "Beta", "artist": "Ben"}
    became = bring(label, *lines, artist=None)
    assert became[2].startswith("Nobody with a card is called “Nobody at all”")
    assert became[3] == "new"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"isrc": "GBAYE060149"}, "is no ISRC"),
        ({"isrc": "123456789012"}, "is no ISRC"),
        ({"upc": "602567924891"}, r"wrong check digit \(its last should be 0\)"),
        ({"upc": "6.02568E+11"}, "a spreadsheet has rounded it"),
        ({"upc": "12345"}, "12 or 13 digits"),
        ({"duration": "225"}, "no length of a track"),
        ({"duration": "0:00"}, "no length of a track"),
        ({"release_on": "31.03.2024"}, "no release day"),
        ({"release_on": "2024-02-30"}, "no release day"),
        ({"title": " \u200b "}, "Nothing was given for the title"),
    ],
)
def test_a_wrong_line_is_kept_aside_and_the_rest_goes_on(label: Engine, line: dict[str, str], reason: str) -> None:
    put = bring(label, {"title": "Wrong", **line}, {"title": "Right", "upc": EAN})
    assert put[3] == "new"
    [(source, number, item, kept)] = run(label, "select source, line, item, reason from ops.reject")
    assert (source, number, item["title"]) == ("works works.csv", 2, line.get("title", "Wrong"))
    assert kept == put[2]
    assert re.search(reason, kept)
    bring(label, {"title": "Wrong", **line}, {"title": "Right", "upc": EAN})
    assert run(label, "select count(*) from ops.reject") == [(1,)], "the same list again keeps nothing more aside"


def test_an_isrc_is_of_one_work(label: Engine) -> None:
    put = bring(label, {"title": "One", "isrc": ISRC}, {"title": "Two", "isrc": "gb aye 06 01498"})
    assert put == {2: "new", 3: "The ISRC gb aye 06 01498 stands on line 2 already."}
    put = bring(label, {"title": "Three", "isrc": ISRC}, {"title": "Four"}, artist="Ben")
    assert put[2] == f"The ISRC {ISRC} is held by the work “One” of Ana; one of the two is wrong."
    assert put[3] == "new"


def test_without_an_artist_each_line_says_whose_it_is(label: Engine) -> None:
    lines = [
        {"title": f"Song {place}", "artist": artist}
        for place, artist in enumerate(["ANA", "Ben feat. Ana", f"https://open.spotify.com/artist/{BEN}", "Nobody", ""])
    ]
    put = bring(label, *lines, artist=None)
    assert [put[line] for line in (2, 3, 4)] == ["new"] * 3
    assert put[5].startswith("Nobody with a card is called “Nobody”")
    assert put[6].startswith("Nothing was given for the artist")
    assert run(
        label, "select a.name, count(*) from core.work join core.artist a using (artist_id) group by 1 order by 1"
    ) == [
        ("Ana", 1),
        ("Ben", 2),
    ]


def test_a_work_gains_its_isrc_and_its_code(label: Engine) -> None:
    bring(label, {"title": "One"}, {"title": "Two", "work_code": "W2"})
    put = bring(label, {"title": "one", "isrc": ISRC}, {"title": "Two, renamed", "work_code": "W2", "isrc": OTHER_ISRC})
    assert put == {2: "changed", 3: "changed"}
    assert run(label, "select title, isrc, work_code from core.work order by work_id") == [
        ("one", ISRC, None),
        ("Two, renamed", OTHER_ISRC, "W2"),
    ]


def test_a_retired_work_frees_its_isrc(label: Engine) -> None:
    bring(label, {"title": "One", "isrc": ISRC})
    [(work_id,)] = run(label, "select work_id from core.work")
    with label.begin() as connection:
        call(connection, "retire_work", work_id=work_id, reason="sold", done_by="mia")
    assert bring(label, {"title": "Uno", "isrc": ISRC}, artist="Ben") == {2: "new"}
    with label.begin() as connection, pytest.raises(EntryRefused, match="There is no work"):
        call(connection, "retire_work", work_id=work_id, reason="again", done_by="mia")


def test_a_track_by_hand_and_a_decision(label: Engine) -> None:
    bring(label, {"title": "One"}, {"title": "Two"})
    (one, two) = (number for (number,) in run(label, "select work_id from core.work order by title"))
    run(
        label,
        "insert into app.work_suggestion (work_id, track_id_spotify, score, reasons, method_version) "
        "values (:work, :track, 0.9, array['same title'], '1')",
        work=two,
        track=f"{TRACK}12",
    )
    [(number,)] = run(label, "select suggestion_id from app.work_suggestion")
    with label.begin() as connection:
        call(
            connection, "link_work", work_id=one, track=f"https://open.spotify.com/track/{TRACK}11?si=x", done_by="mia"
        )
        call(connection, "decide_work_link", suggestion_id=number, accept=True, done_by="eve")
    assert run(
        label,
        "select work_id, track_id_spotify, confidence, score, linked_by from core.work_link where known_until is null "
        "order by 1",
    ) == [(one, f"{TRACK}11", "by_hand", None, "mia"), (two, f"{TRACK}12", "medium", 0.9, "eve")]
    with label.begin() as connection:
        with pytest.raises(EntryRefused, match="was accepted by eve already"):
            call(connection, "decide_work_link", suggestion_id=number, accept=False, done_by="mia")
        with pytest.raises(EntryRefused, match="is a link to an artist"):
            call(connection, "link_work", work_id=one, track=f"spotify:artist:{ANA}", done_by="mia")


def test_who_is_limited_to_another_label_neither_sees_nor_enters(label: Engine) -> None:
    bring(label, {"title": "One", "isrc": ISRC})
    [(work_id,)] = run(label, "select work_id from core.work")
    with label.begin() as connection:
        call(connection, "limit_entry", labels=["South"], teams=None)
        with pytest.raises(EntryRefused, match="There is no work"):
            call(connection, "link_work", work_id=work_id, track=f"{TRACK}11", done_by="sam")
        lines = json.dumps([{"line": 2, "title": "Mine", "artist": "Ana"}])
        [put] = call(connection, "import_works", artist_id=None, lines=lines, file_name="x.csv", done_by="sam")
        assert put["reason"].startswith("Nobody with a card is called “Ana”")
