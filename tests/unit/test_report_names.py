"""Names as a page can show them, and the name of a script instead of letters no font has."""

import pytest
from fontTools.ttLib import TTFont

from tasks.report.fonts import font_folders, missing_characters, with_script_names
from tasks.report.names import LONGEST, NAMELESS, shown

# name -> what is left of it
NAMES = [
    ("Beyoncé", "Beyoncé"),
    ("Beyonce\u0301", "Beyoncé"),
    ("نجوم الليل", "نجوم الليل"),
    ("می\u200cخواهم", "می\u200cخواهم"),  # the joiner decides what the letters look like
    ("שִׁ", "שִׁ"),
    ("Ọ̀ṣun", "Ọ̀ṣun"),
    ("abc\u202edef", "abcdef"),
    ("a\u2067b\u2069\u2069\u2069c\u061c\u200f", "abc"),
    ("in\u00advi\u200bsi\ufeffble\U000e0041", "invisible"),
    (" a\n\tb\u2028c\u00a0\u2800d\x1b ", "a b c d"),
    ("Z" + "\u0301\u0302\u0303\u0304" * 20, "Ź\u0302"),
    ("\u0301mark", "\u25cc\u0301mark"),
    ("\ue000x\U000110ff", "\ufffdx\ufffd"),
    ("A \ufdfd", "A بسم الله الرحمن الرحيم"),
    ("", ""),
    *((name, NAMELESS) for name in (" ", "\u200b", "\u3164\u115f", "\u202e\u2066", "\u200d\u200c", "\u2800\n")),
]


@pytest.mark.parametrize(("name", "left"), NAMES, ids=lambda text: ascii(text)[:30])
def test_what_is_left_of_a_name(name: str, left: str) -> None:
    assert shown(name) == left


def test_no_letter_of_the_fonts_is_shown_that_is_as_wide_as_a_column() -> None:
    for file in [file for folder in font_folders() for file in folder.glob("*.[to]tf")]:
        with TTFont(file, lazy=True) as font:
            most = 4 * font["head"].unitsPerEm
            wide = [chr(point) for point, glyph in font.getBestCmap().items() if font["hmtx"][glyph][0] > most]
        assert not [letter for letter in wide if letter in shown(letter)], file.name


def test_a_name_longer_than_any_is_cut_between_letters() -> None:
    assert shown("W" * LONGEST) == "W" * LONGEST
    assert shown("W" * (LONGEST + 1)) == "W" * (LONGEST - 1) + "…"
    marked = shown("W" * (LONGEST - 2) + "x\u0331" + "y" * 9)
    assert marked == "W" * (LONGEST - 2) + "…"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ក្រុមចម្រៀង ខ្មែរ", "[Khmer]"),
        ("The วงดนตรี Band", "The [Thai] Band"),
        ("தமிழ் (live)", "[Tamil] (live)"),
        ("የኢትዮጵያ ሙዚቃ 2", "[Ethiopic] 2"),
        ("ไทย ខ្មែរ", "[Thai] [Khmer]"),
        ("Party 🎉🎊👩\u200d🎤!", "Party [Emoji]!"),
        ("ᐃᓄᒃ", "[Canadian Aboriginal]"),
        ("Björk 새벽 नेपाल", "Björk 새벽 नेपाल"),
    ],
)
def test_letters_no_font_has_are_their_script(text: str, seen: str) -> None:
    missing = missing_characters(text)
    assert (with_script_names(text, missing) if missing else text) == seen
