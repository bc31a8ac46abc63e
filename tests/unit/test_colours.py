"""Colours of pages and dashboards: words can be read on every ground they stand on, in both themes."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "superset"))  # no package: its programs find each other so too

from colours import COLOURS, SERIES, token, tokens, variables

LEAST = 4.5  # of WCAG 2.2, for words; what is drawn wants 3
DRAWN = 3.0
GROUNDS = ("ground", "panel", "inset", "chosen")
WORDS = ("text", "soft", "quiet", "link", "up", "down", "doubt")
PAIRS = [
    *((word, ground, LEAST) for word in WORDS for ground in GROUNDS),
    *((name, name.removeprefix("on-"), LEAST) for name in COLOURS if name.startswith("on-")),
    *(("text", ground, LEAST) for ground in ("pale", "good-ground", "doubt-ground", "bad-ground", "more", "less")),
    *((name, "panel", DRAWN) for name in COLOURS if name.startswith("line-") or name == "mark"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("word", "ground", "least"), PAIRS)
def test_contrast(word: str, ground: str, least: float, theme: int) -> None:
    assert _contrast(COLOURS[word][theme], COLOURS[ground][theme]) >= least


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("colour", SERIES)
def test_contrast_of_series(colour: str, theme: int) -> None:
    assert _contrast(colour, COLOURS["panel"][theme]) >= DRAWN


def test_names() -> None:
    assert token("on-rising") == "colorGsOnRising"
    assert tokens(0)["colorGsPanel"] == "#ffffff"
    assert ";--gs-panel:light-dark(#ffffff,#1c2329);" in variables()


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
