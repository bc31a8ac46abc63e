"""Names are there, differ, and can be printed with the report's fonts."""

from pathlib import Path

import justmytype_intl_rtl
import justmytype_western_core
import noto_cjk_sans_jp_regular
import pytest
from fontTools.ttLib import TTFont

from sandbox.names import artist_names, script_of, slug_of, track_title
from sandbox.words import SCRIPT_CYCLE
from sandbox.world import World


def characters(package: Path, pattern: str) -> set[int]:
    with TTFont(next(package.rglob(pattern)), lazy=True) as font:
        return set(font.getBestCmap())


@pytest.fixture(scope="module")
def printable() -> set[int]:
    folders = [
        Path(str(module.__file__)).parent
        for module in (justmytype_western_core, noto_cjk_sans_jp_regular, justmytype_intl_rtl)
    ]
    return (
        characters(folders[0], "Inter[[]opsz*.ttf")
        | characters(folders[1], "*Regular.otf")
        | characters(folders[2], "NotoSansArabic*.ttf")
    )


def test_every_name_can_be_printed(printable: set[int]) -> None:
    for seed in (1, 7):
        names = artist_names(seed, 700)
        titles = [track_title(seed, track, script_of(track)) for track in range(700)]
        for name in names + titles:
            assert name
            assert name == name.strip()
            assert {character for character in name if ord(character) not in printable} == set()


def test_artist_names_differ_and_cover_the_scripts() -> None:
    names = artist_names(7, 700)
    assert len(set(names)) == 700
    assert {script_of(artist) for artist in range(60)} == set(SCRIPT_CYCLE)


def test_names_that_break_careless_code_are_in_the_default_world(world: World) -> None:
    text = "\n".join(artist.name for artist in world.artists) + "\n".join(track.name for track in world.tracks)
    for mark in ('"', "&", "<", "/", "'"):
        assert mark in text


def test_slugs_are_plain() -> None:
    assert slug_of('The "Quiet" Parade', "12345678-0") == "the-quiet-parade"
    assert slug_of("別の名前", "12345678-0") == "artist-12345678"
