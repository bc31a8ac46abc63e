"""The fonts of the report: they come as packages, so that a document looks the same on every machine."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

# first one wins; Noto Sans CJK JP also holds Hangul and the Chinese characters
FAMILIES = (
    "Inter",
    "Noto Sans CJK JP",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans",
    "Noto Sans Symbols 2",
)
FOLDERS = (
    ("justmytype_western_core", "fonts/ofl/inter"),
    ("justmytype_western_core", "fonts/ofl/notosans"),
    ("justmytype_western_core", "fonts/ofl/notosanssymbols2"),
    ("justmytype_intl_rtl", "fonts/ofl/notosansarabic"),
    ("justmytype_intl_rtl", "fonts/ofl/notosanshebrew"),
    ("noto_cjk_sans_jp_regular", "."),
    ("noto_cjk_sans_jp_bold", "."),
)


@cache
def font_folders() -> tuple[Path, ...]:
    """Folders of the font files. Raises FileNotFoundError naming a package that is not installed as expected."""
    folders = []
    for package, inner in FOLDERS:
        spec = find_spec(package)
        places = list(spec.submodule_search_locations or []) if spec else []
        folder = next((Path(place) / inner for place in places if (Path(place) / inner).is_dir()), None)
        if folder is None:
            raise FileNotFoundError(f"the font package {package} holds no folder {inner}; install it again")
        folders.append(folder)
    return tuple(folders)


@cache
def covered() -> frozenset[int]:
    """Code points that at least one of the fonts has a glyph for. Takes a second, so ask only when one is missed."""
    points: set[int] = set()
    for folder in font_folders():
        for file in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
            with TTFont(file, lazy=True) as font:
                points.update(font.getBestCmap())
    return frozenset(points)


def missing_characters(text: str) -> list[str]:
    """Printable characters of the text that no font can show, sorted."""
    return sorted({character for character in text if character.isprintable() and ord(character) not in covered()})
