"""The page Catalogue: works brought in by a file, wrong lines named, proposed tracks accepted or rejected."""

import io
from collections.abc import Iterator

import httpx
import openpyxl
import pytest
from installation import Installation, Person, hidden_token
from pages import alert, enter, rows, said_beside, saved

PAGE = "/marketing/catalogue/"
TRACK = "7Z8W4fKeB5YxbusRsdQVzz"
OURS = "where entered_by <> 'sandbox'"  # the demo's world has a catalogue, too


@pytest.fixture(scope="module")
def mara(installation: Installation) -> Iterator[Person]:
    person = installation.logged_in("marketing")
    yield person
    person.browser.close()
    for table in ("core.work_link", "app.work_suggestion", "core.work_candidate"):
        rows(installation, f"delete from {table} where work_id in (select work_id from core.work {OURS})")
    rows(installation, f"delete from core.work {OURS}")
    rows(installation, "delete from ops.reject where source like 'works %'")


@pytest.fixture(scope="module")
def artist(installation: Installation) -> tuple[int, str]:
    """A followed artist whose name no other has."""
    [found] = rows(
        installation,
        "select min(artist_id), artist_name from mart.card "
        "where status = 'confirmed' and artist_name ~ '^[A-Za-z]+ [A-Za-z]+$' "
        "group by artist_name having count(*) = 1 order by 2 limit 1",
    )
    return found[0], found[1]


def upload(person: Person, name: str, content: bytes, artist: int | str = "") -> httpx.Response:
    fields = {"csrf_token": hidden_token(person.get(PAGE).text), "artist": str(artist)}
    return person.browser.post(f"{PAGE}import", data=fields, files={"file": (name, content)})


def test_a_file_is_brought_in_and_its_wrong_lines_are_named(
    installation: Installation, mara: Person, artist: tuple[int, str]
) -> None:
    content = f"title;artist;isrc\nAlpha <b>;{artist[1]};GBAYE2600001\nBeta;{artist[1]};wrong\nGamma;Nobody at all;\n"
    page = upload(mara, "works.csv", content.encode())
    assert page.status_code == 200
    assert "works.csv: 1 new, 0 changed, 0 unchanged, 2 kept aside" in page.text
    assert "“wrong” is no ISRC" in page.text
    assert "Nobody with a card is called “Nobody at all”" in page.text
    assert "Alpha &lt;b&gt;" in page.text
    assert "0 new, 0 changed, 1 unchanged, 2 kept aside" in upload(mara, "works.csv", content.encode()).text
    assert rows(installation, f"select title, entered_by from core.work {OURS}") == [("Alpha <b>", mara.name)]
    audit = rows(installation, "select action, done_by from app.audit order by audit_id desc limit 1")
    assert audit == [("import_works", mara.name)]


def test_an_excel_file_is_one_too(mara: Person, artist: tuple[int, str]) -> None:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for line in (("Title", "UPC"), ("Delta", "602567924890"), ("Epsilon", 5099902944920)):
        book.active.append(line)
    book.save(packed)
    assert "works.xlsx: 2 new" in upload(mara, "works.xlsx", packed.getvalue(), artist[0]).text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("", b"", "No file was chosen"),
        ("a.csv", b"artist\nAnn\n", "has no column title"),
        ("a.csv", b"title,artist\n\xff,Ann\n", "is not UTF-8"),
        ("a.xlsx", b"PK\x03\x04 nothing", "is no Excel file that can be read"),
        ("a.csv", b"title,artist,title\na,b,c\n", "has the column title twice"),
    ],
)
def test_what_is_no_list_is_said_beside_the_field(mara: Person, name: str, content: bytes, words: str) -> None:
    assert words in said_beside(upload(mara, name, content), "file")


def test_a_track_is_decided_on_and_another_given_by_hand(installation: Installation, mara: Person) -> None:
    [(work,)] = rows(installation, "select work_id from core.work where title = 'Delta'")
    rows(
        installation,
        "insert into app.work_suggestion (work_id, track_id_spotify, score, reasons, method_version) "
        "values (:work, :track, 0.9, array['same title', 'but another cut (edit)'], '1')",
        work=work,
        track=TRACK,
    )
    [(number,)] = rows(installation, "select max(suggestion_id) from app.work_suggestion")
    assert "but another cut (edit)" in mara.get(PAGE).text
    assert "The decision is saved." in saved(
        mara, enter(mara, f"{PAGE}decide", PAGE, suggestion=number, decision="reject")
    )
    assert "was rejected by" in alert(enter(mara, f"{PAGE}decide", PAGE, suggestion=number, decision="accept"))
    field = f"track-{work}"
    assert "names no track" in said_beside(enter(mara, f"{PAGE}link", PAGE, work=work, **{field: "nonsense"}), field)
    link = f"https://open.spotify.com/track/{TRACK}?si=x"
    assert "The work is linked." in saved(mara, enter(mara, f"{PAGE}link", PAGE, work=work, **{field: link}))
    query = "select track_id_spotify, confidence, linked_by from core.work_link where work_id = :work"
    assert rows(installation, query, work=work) == [(TRACK, "by_hand", mara.name)]
