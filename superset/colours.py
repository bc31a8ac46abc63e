"""The colours of pages, dashboards and their tables: each has a name, and a value for light and one for dark grounds.

Stylesheets use them as ``var(--gs-NAME)``, rules of charts by the name ``token`` gives: Superset's
themes carry them too.
"""

LIGHT, DARK = 0, 1

COLOURS = {
    # words
    "text": ("#1d2630", "#e4e9ee"),
    "soft": ("#3c4753", "#c6cfd8"),
    "quiet": ("#5b6470", "#a3aeb9"),
    "link": ("#0f6f8c", "#6cc3de"),
    "up": ("#176f42", "#68cb98"),
    "down": ("#b3263b", "#f68d9a"),
    "doubt": ("#8a5200", "#e9b45f"),
    # grounds and lines
    "ground": ("#f5f6f8", "#0e1215"),
    "panel": ("#ffffff", "#1c2329"),
    "inset": ("#f5f7f9", "#242d34"),
    "pale": ("#edf0f3", "#2d373f"),
    "line": ("#e3e7eb", "#38444e"),
    "edge": ("#c4ccd4", "#586773"),
    "idle": ("#9aa5b1", "#74828f"),
    "chosen": ("#eef4f6", "#1f3a45"),
    "good-ground": ("#f1faf5", "#16301f"),
    "doubt-ground": ("#fdf8ee", "#352a12"),
    "bad-ground": ("#fdf2f3", "#3a1a1f"),
    # what is filled with a colour, and the words on it
    "action": ("#0f6f8c", "#6cc3de"),
    "on-action": ("#ffffff", "#0c2029"),
    "mark": ("#0f6f8c", "#4fb0ce"),
    # chips and cells: a ground of each, and the words on it
    "confirmed": ("#176f42", "#68cb98"),
    "on-confirmed": ("#ffffff", "#0a2114"),
    "fell": ("#b3263b", "#f68d9a"),
    "on-fell": ("#ffffff", "#330a11"),
    "rising": ("#dcf1e5", "#1b4630"),
    "on-rising": ("#125a36", "#a5e3c1"),
    "falling": ("#f7d0d5", "#5c222c"),
    "on-falling": ("#7d1626", "#fbc3ca"),
    "release": ("#dcedf4", "#174a5c"),
    "on-release": ("#0b536a", "#b5e2f2"),
    "over": ("#e9edf1", "#38444e"),
    "on-over": ("#43505c", "#d2dae1"),
    "expected": ("#e6eafa", "#2f3d6e"),
    "on-expected": ("#36457f", "#ccd5fa"),
    "check": ("#fbe9b7", "#574210"),
    "on-check": ("#634400", "#f8dd9a"),
    # lines of drawings
    "line-green": ("#15883f", "#4fc47c"),
    "line-red": ("#c8352a", "#f0776d"),
    "line-violet": ("#6a56c8", "#a596f2"),
    "line-blue": ("#0f6f8c", "#4fb0ce"),
    "line-brown": ("#a86500", "#e0a04a"),
    "line-plum": ("#8a3f78", "#d68cc4"),
    # grounds of cells of figures
    "more": ("#ace1c4", "#256b48"),
    "less": ("#efa1aa", "#8a3542"),
}

# of several lines or bars of a chart, one after the other: the same in both themes
SERIES = ("#1a85a8", "#7a68d6", "#2c9560", "#d9622b", "#a87a12", "#c2528f", "#5b7fb5", "#b04f4f")


def token(name: str) -> str:
    """What Superset's themes call it: "on-rising" is colorGsOnRising."""
    return "colorGs" + "".join(part.capitalize() for part in name.split("-"))


def tokens(ground: int) -> dict[str, str]:
    """All of them, as tokens of the theme for light or dark grounds."""
    return {token(name): values[ground] for name, values in COLOURS.items()}


def variables() -> str:
    """All of them in CSS; which value holds follows ``color-scheme``, which Superset sets by the chosen theme."""
    lines = (f"--gs-{name}:light-dark({light},{dark})" for name, (light, dark) in COLOURS.items())
    return f":root{{{';'.join(lines)}}}"
