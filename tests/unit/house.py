"""The house as it stands: its Python files and what each imports, read without running them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("flows", "tasks", "db", "sandbox")


def files(*floors: str) -> list[Path]:
    """Python files of the floors, as paths from the root."""
    return sorted(path.relative_to(ROOT) for floor in floors for path in (ROOT / floor).rglob("*.py"))


def imports(source: str) -> Iterator[str]:
    """Full names of everything a source imports, wherever in it; ``from a.b import c`` gives a.b.c."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a line comes from"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def is_within(imported: str, *packages: str) -> bool:
    """Whether an imported name is one of the packages or lies in one."""
    return any(imported == package or imported.startswith(f"{package}.") for package in packages)


def broken(path: Path, source: str) -> list[str]:
    """House rules that a file breaks, each as a sentence."""
    floor, area = path.parts[0], path.parts[1] if len(path.parts) > 2 else ""
    return [
        f"{path} imports {imported}: {rule}"
        for imported in imports(source)
        for is_broken, rule in (
            (floor == "db" and is_within(imported, "tasks", "flows", "sandbox"), "db is the ground floor"),
            (floor == "tasks" and is_within(imported, "flows", "sandbox"), "tasks stands below flows"),
            (floor == "sandbox" and is_within(imported, "tasks", "flows", "db"), "sandbox imports nothing of ours"),
            (is_within(imported, "tests"), "nothing rests on the tests"),
            (
                floor == "tasks"
                and is_within(imported, "tasks")
                and not is_within(imported, f"tasks.{area}", *(f"tasks.{shared}" for shared in SHARED)),
                "flows join areas, areas do not know each other",
            ),
            (
                floor == "tasks" and area in ("providers", "readers") and is_within(imported, "sqlalchemy", "psycopg2"),
                "clients and readers know no database",
            ),
            (
                floor == "tasks"
                and area == "providers"
                and is_within(imported, "db")
                and not is_within(imported, "db.errors"),
                "clients know of db only its errors",
            ),
            (
                is_within(imported, "prefect")
                and floor != "flows"
                and path.name != "steps.py"
                and path.parts[:2] != ("tasks", "runs"),
                "Prefect stays in flows, steps and runs",
            ),
        )
        if is_broken
    ]


# Areas of tasks every other area may use.
SHARED = ("providers", "readers", "work", "limits", "identity", "errors", "versions", "runs")
