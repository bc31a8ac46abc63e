"""Rosters, lists of sounds and of tags, and files of taxonomies/ as they should not be; all follows from a seed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from tests.warehouse.carded import ANA, BEN, NOBODY, SOUND, TRACK

TAXONOMIES = Path(__file__).parents[2] / "taxonomies"
LINKS = (
    ANA, BEN, NOBODY, f"https://open.spotify.com/artist/{ANA}?si=1", f"spotify:artist:{BEN}", f"({ANA}).", f"{ANA}%20",
    f"look https://open.spotify.com/artist/{BEN} #x", "https://spoti.fi/x", "https://x.app.link/y", f"\u200b{ANA}",
    f"https://open.spotify.com/track/{ANA}", "1", "9" * 30, "", " ", "\0", "x" * 3000, "\u202eX", "ann", "Ana", "%",
    f"https://[{ANA}", f"https%3A%2F%2Fopen.spotify.com%2Fartist%2F{ANA}", "'; drop table app.artist_card; --",
)  # fmt: skip
NAMES = ("North", "north", " North ", "Nroth", "South", "", "x" * 3000, "x" * 201, "a\x1b[31mb", "Ca\u0301fe", "\u200b",
         '"', "“", "\t", "line\nbreak", "\u2028", "Team 1", "Team 2", "🎵", "\ufeff", "\0", "null", "=1+1")  # fmt: skip
SOUNDS = (SOUND, f"https://www.tiktok.com/music/x-{SOUND}", f"{SOUND}).", "https://vm.tiktok.com/x", "6.95E+18",
          "1" * 19, f"https://www.tiktok.com/@a/video/{SOUND}", "", "x",
          f"{SOUND[:10]}\u200b{SOUND[10:]}", "٣" * 19)  # fmt: skip
TRACKS = ("", f"{TRACK}11", "11", "99", f"spotify:track:{TRACK}12", "x", "9" * 19)
TAGS = ('{"rock": 5}', '{"rock": -1}', "{", "[]", '{"a": "b"}', '{"a": NaN}', "[" * 5000, '{"a": 1e999}', "", "null",
        '{"a": ' + "9" * 5000 + "}", '{"\\ud800": 1}')  # fmt: skip
TITLES = ("Alpha", "Beta", "Gamma (Live)", "", " ", "x" * 3000, "\0", "\x1b[31mRed", "Ze\u0301ro", "\u202eahplA",
          "=1+1", "🎵", "'; drop table core.work; --", "\ufeff", "null", "line\nbreak")  # fmt: skip
CREDITS = ("Ana", "Ana feat. Ben", "Ben & Ana", "", "x" * 400, "\u200b", "\x1b[2J", '"', "Nobody at all", "%")
ISRCS = (
    "GBAYE0601498",
    "GB-AYE-06-01498",
    "USUM71703861",
    "gbaye0601498",
    "GBAYE060149",
    "9" * 4000,
    "",
    "ＧＢAYE0601498",
    "\0",
)
UPCS = ("602567924890", "5099902944920", "6.02568E+11", "602567924891", "-1", "٣" * 12, "", "9" * 4000)
WRITERS = ("A. Ample; B. Bold", "A. Ample", ";;;;", "", "x" * 5000, "a;" * 3000, "\x1b[31m")
LENGTHS = ("3:45", "225", "1:02:03", "225000", "-1", "1e999", "nan", "99999999999999999999", "3:99", "", "::", "３:45")
DAYS = ("2006-05-01", "01.05.2006", "2006", "2006-13-45", "9999-12-31", "0000-00-00", "-44-03-15", "1e5", "",
        "tomorrow", "2006-05-01T00:00:00+26:00")  # fmt: skip
CODES = ("W1", "W2", "", "x" * 3000, "\0", "=A1")
COUNTS = ("1", "0", "-1", "x", "nan", "inf", "", "1e999", "9" * 5000)
LISTS = {
    "roster": (("link", "label", "team"), (LINKS, NAMES, NAMES)),
    "sounds": (("artist", "sound", "track"), (LINKS, SOUNDS, TRACKS)),
    "works": (
        ("title", "artist", "isrc", "upc", "writers", "album", "duration", "release_on", "work_code"),
        (TITLES, CREDITS, ISRCS, UPCS, WRITERS, TITLES, LENGTHS, DAYS, CODES),
    ),
    "assignments": (("tag", "assignments"), (NAMES, COUNTS)),
    "tagged": (("name", "tags"), (NAMES, TAGS)),
}
HEADINGS = ("link", "LINK ", "label", "", "x", "\0", '"', "artist", "tag", "\x1b[2J")
WORDS = (b"&a", b"*a", b"!!python/object:os.system", b"- ", b"\t", b": ", b"{", b"[", b"'", b'"', b"#", b"|", b"\xff",
         b"2026-13-45", b"9" * 5000, b"1e999", b".nan", b"\0", b"---\n", b"<<: *a", b"null", b"-1", b"~")  # fmt: skip


def mutated_list(random: Random, kind: str) -> bytes:
    """A list of that kind, nearly always with something wrong."""
    columns, choices = LISTS[kind]
    heading = list(columns)
    if random.random() < 0.2:
        heading[random.randrange(len(heading))] = random.choice(HEADINGS)
    if random.random() < 0.1:
        heading.append(random.choice(HEADINGS))
    delimiter = random.choice(",,,;\t")
    lines = [delimiter.join(heading)]
    for _ in range(random.choice((0, 1, 3, 8))):
        # good values come first: most cells are, so that some lists can be entered
        cells = [random.choice(some[:2] if random.random() < 0.85 else some) for some in choices]
        lines.append(delimiter.join(_quoted(random, cell, delimiter) for cell in cells))
        if random.random() < 0.1:
            lines[-1] += delimiter * random.choice((1, 5))
    text = random.choice(("\n", "\n", "\r\n", "\r")).join(lines)
    content = text.encode(random.choice(("utf-8",) * 9 + ("utf-8-sig", "utf-16", "latin-1")), "replace")
    return (
        _bytes(random, content, (b'"', b",", b";", b"\n", b"\0", b"\xff", b"\x1b"))
        if random.random() < 0.3
        else content
    )


# What a spreadsheet holds beside text.
VALUES = (None, 1, -1, 2.5, 1e300, float("inf"), True, date(2006, 5, 1), date.min, time(3, 45), "=1/0",
          "#REF!", datetime.fromisoformat("2006-05-01T12:00"), 602567924890, 225.0, 10**30)  # fmt: skip


def mutated_book(random: Random, kind: str) -> bytes:
    """The same as an Excel file: merged headings, numbers, dates and formulas among its cells, or its bytes torn."""
    columns, choices = LISTS[kind]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if random.random() < 0.15:
        sheet.append(["Catalogue 2026"])
        sheet.merge_cells("A1:D1")
    sheet.append([column if random.random() < 0.97 else random.choice((None, 1, *HEADINGS[:5])) for column in columns])
    for _ in range(random.choice((0, 1, 3, 8))):
        cells = [random.choice(some[:2] if random.random() < 0.85 else (*some, *VALUES)) for some in choices]
        try:
            sheet.append(cells)
        except (IllegalCharacterError, ValueError):
            sheet.append(["Alpha", "Ana"])
    if random.random() < 0.1:
        sheet.merge_cells("A1:A2")
    if random.random() < 0.1:
        book.create_sheet("Other", 0)
    book.properties.created = datetime(2026, 11, 6, tzinfo=UTC).replace(tzinfo=None)
    content = BytesIO()
    book.save(content)
    raw = content.getvalue()
    return _bytes(random, raw, (b"PK", b"\0", b"<", b"&x;", b"\xff")) if random.random() < 0.3 else raw


def mutated_yaml(random: Random, name: str) -> bytes:
    """A file of taxonomies/ with a few words put in, left out or exchanged."""
    return _bytes(random, (TAXONOMIES / name).read_bytes(), WORDS)


def _quoted(random: Random, cell: str, delimiter: str) -> str:
    if random.random() < 0.1:
        return cell  # whatever is in it
    return '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell or random.random() < 0.2 else cell


def _bytes(random: Random, content: bytes, words: Sequence[bytes]) -> bytes:
    raw = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(raw) + 1)
        match random.randrange(4):
            case 0:
                raw[at:at] = random.choice(words)
            case 1:
                del raw[at : at + random.choice((1, 3, 40))]
            case 2:
                raw[at : at + 1] = random.randbytes(1)
            case _:
                raw[at:at] = raw[: random.randrange(200)]
    return bytes(raw)
