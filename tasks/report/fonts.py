"""The fonts of the report: they come as packages, so that a document looks the same on every machine."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.unicodedata import script, script_name

from tasks.report.names import UNSEEN

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
_SIGN = "symbol"


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
    """Printable characters of the text that no font can show, sorted; what has no look is not missed."""
    seen = set(UNSEEN.sub("", text))
    return sorted({character for character in seen if character.isprintable() and ord(character) not in covered()})


def with_script_names(text: str, missing: Collection[str]) -> str:
    """The text with the name of its script instead of each run of missing characters: [Khmer]."""
    letters = f"[{re.escape(''.join(missing))}]"
    rest = "[\u0300-\u036f\u200c\u200d\ufe0e\ufe0f]*"  # marks and joiners have no place without their letter
    return re.sub(f"{letters}{rest}(?: *{letters}{rest})*", lambda run: _scripts(run[0], missing), text)


def scripts_of(missing: Collection[str]) -> list[str]:
    """Scripts of the characters, sorted, each with how many: Khmer (12)."""
    counts = Counter(_script(character) for character in missing)
    return [f"{name} ({count:,})" for name, count in sorted(counts.items())]


def _scripts(run: str, missing: Collection[str]) -> str:
    names = dict.fromkeys(_script(character) for character in run if character in missing)
    if len(names) > 1:
        names.pop(_SIGN, None)  # a sign that several scripts use is of the script it stands in
    return " ".join(f"[{name}]" for name in names)


def _script(character: str) -> str:
    code = script(character)
    if code not in ("Zyyy", "Zinh", "Zzzz"):
        return str(script_name(code)).replace("_", " ")
    return "Emoji" if "\U0001f000" <= character <= "\U0001faff" else _SIGN
