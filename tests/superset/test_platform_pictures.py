"""Pictures of platforms: those the warehouse names are there, each with its source, and nothing else."""

import re
from pathlib import Path

from sqlalchemy import Engine, text

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "superset/brand/static/platforms"
NAMED = re.compile(r"code in \(([^)]+)\)")


def test_the_warehouse_names_the_pictures_that_are_there() -> None:
    found = NAMED.search((ROOT / "db/sql/dashboards/html/platform_logo_html.sql").read_text("utf-8"))
    assert found is not None
    there = {path.stem for path in PICTURES.glob("*.svg")}
    assert set(re.findall(r"'([^']+)'", found[1])) == there
    sources = (PICTURES / "SOURCES.md").read_text("utf-8")
    assert {name for name in there if f"| `{name}.svg` |" in sources} == there


def test_a_picture_is_a_drawing_and_nothing_else() -> None:
    for path in PICTURES.glob("*.svg"):
        drawing = path.read_text("utf-8")
        assert set(re.findall(r"<(\w+)", drawing)) == {"svg", "title", "path"}, path.name
        assert re.findall(r"\son\w+=|href|url\(", drawing) == [], path.name


def test_a_platform_without_a_picture_has_its_letter(warehouse: Engine) -> None:
    with warehouse.connect() as connection:
        known, other = connection.execute(
            text("select bi.platform_logo_html('spotify', 'Spotify'), bi.platform_logo_html('x', '<b>y')")
        ).one()
    assert 'src="/groundswell/static/platforms/spotify.svg"' in known
    assert other.endswith(">&lt;</span>")
