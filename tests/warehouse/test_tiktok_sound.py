"""A sound's id is taken from every form of its page's address, and videos are not mistaken for sounds."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from tasks.roster.entry_store import EntryRefused
from tasks.roster.pasted import OTHER_KIND, SoundId, sound_id

ID = "6956990112127585029"


@pytest.fixture(scope="module")
def connection(shared_warehouse: Engine) -> Iterator[Connection]:
    with shared_warehouse.connect() as opened:
        yield opened


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f" {ID}\n",
        f'"{ID}"',
        f"https://www.tiktok.com/music/original-sound-{ID}",
        f"https://www.tiktok.com/music/-{ID}",
        f"https://www.tiktok.com/music/{ID}",
        f"https://www.tiktok.com/music/a-b--c-{ID}?lang=en&is_copy_url=1",
        f"https://www.tiktok.com/music/%E3%82%AA%E3%83%AA-{ID}",
        f"https://www.tiktok.com/music/оригинальный-звук-{ID}/",
        f"https://www.tiktok.com/music/1234567890123456-{ID}",
        f"tiktok.com/music/x-{ID}#top",
        f"http://www.tiktok.com/music/x-{ID}",
        f"https://m.tiktok.com/h5/share/music/{ID}.html",
        f"https://m.tiktok.com/music/x-{ID}",
        f"https://www.tiktok.com/music/x-{ID}).",
        f"https://www.tiktok.com/music/x-{ID}%20",
        f"https://www.tiktok.com/music/x-{ID}%3Flang%3Den-US",
        f"♬ original sound - ann https://www.tiktok.com/music/original-sound-{ID}?_r=1 via TikTok",
        "69569901121275\u200b85029",
    ],
)
def test_accepted_forms_name_the_sound(connection: Connection, text: str) -> None:
    assert sound_id(connection, text) == SoundId(ID)


@pytest.mark.parametrize(
    "text",
    ["https://vm.tiktok.com/ZMabc/", "vt.tiktok.com/ZSabc", "https://www.tiktok.com/t/ZT1", "https://x.app.link/a"],
)
def test_short_links_are_not_guessed_at(connection: Connection, text: str) -> None:
    with pytest.raises(EntryRefused, match=f"^{re.escape(text)} is a short link.*open it in a browser") as refused:
        sound_id(connection, text)
    assert refused.value.code == OTHER_KIND


@pytest.mark.parametrize(
    "text",
    [
        f"https://www.tiktok.com/@someone/video/{ID}",
        f"https://www.tiktok.com/@someone/photo/{ID}?x=1",
        f"https://m.tiktok.com/v/{ID}.html",
        f"https://www.tiktok.com/@music/video/{ID}",
    ],
)
def test_a_video_is_refused_by_its_path(connection: Connection, text: str) -> None:
    with pytest.raises(EntryRefused, match="is the address of a video"):
        sound_id(connection, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "original sound",
        f"https://example.com/music/x-{ID}",
        "https://www.tiktok.com/@someone",
        "https://www.tiktok.com/music/",
        "https://www.tiktok.com/music/no-number-here",
        f"https://www.tiktok.com/music/x-{ID}x",
        f"-{ID}",
        "٦٩٥٦٩٩٠١١٢١٢٧٥٨٥٠٢٩",
    ],
)
def test_anything_else_names_the_accepted_forms(connection: Connection, text: str) -> None:
    with pytest.raises(EntryRefused, match=r"https://www\.tiktok\.com/music/.* or the id alone"):
        sound_id(connection, text)


@pytest.mark.parametrize("digits", ["1" * 14, "1" * 21, "0" + ID[1:], "7"])
def test_the_number_of_digits_is_checked(connection: Connection, digits: str) -> None:
    with pytest.raises(EntryRefused, match=f"has an id of {len(digits)} digits"):
        sound_id(connection, digits)


def test_a_rounded_number_is_told_from_a_short_one(connection: Connection) -> None:
    with pytest.raises(EntryRefused, match="a spreadsheet has rounded"):
        sound_id(connection, "6.95699E+18")


@pytest.mark.parametrize(
    ("digits", "warned"),
    [
        (ID, []),
        ("7611615657754381599", []),
        ("695699011212758", ["15 digits"]),
        ("69569901121275850291", ["20 digits"]),
        ("7507643375882078000", ["rounded"]),
        ("5000000001463383940", ["made in 2006"]),
    ],
)
def test_doubtful_ids_are_taken_with_a_warning(connection: Connection, digits: str, warned: list[str]) -> None:
    found = sound_id(connection, digits)
    assert found.value == digits
    assert len(found.warnings) == len(warned)
    assert all(word in warning for word, warning in zip(warned, found.warnings, strict=True))


@settings(deadline=None)
@given(
    number=st.integers(10**14, 2**63 - 1),
    slug=st.text(st.characters(exclude_categories=["Z", "C"], exclude_characters="/?#\\[]"), max_size=30),
)
def test_any_slug_keeps_the_id_digit_for_digit(connection: Connection, number: int, slug: str) -> None:
    assert sound_id(connection, f"https://www.tiktok.com/music/{slug}-{number}?lang=en").value == str(number)


@settings(deadline=None)
@given(text=st.text() | st.text("tikok.com/musicvde@-0123456789h ", max_size=60))
def test_no_text_ends_in_anything_but_an_answer_or_a_sentence(connection: Connection, text: str) -> None:
    assert re.fullmatch("[1-9][0-9]{14,19}|.*[.]", answer(connection, text), re.DOTALL)


def answer(connection: Connection, text: str) -> str:
    try:
        return sound_id(connection, text).value
    except EntryRefused as refused:
        return str(refused)
