"""The house as it stands: its Python files and what each imports, read without running them."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOORS = ("flows", "tasks", "db", "sandbox", "workbooks")
# Areas of tasks every other area may use.
SHARED = ("providers", "readers", "work", "limits", "identity", "errors", "versions", "runs")
# Folders of flows/ by the folders they must not import from; "" is its top, one file for each flow.
ABOVE = {"": ("cli", "services", "bench"), "services": ("cli", "bench"), "bench": ("cli",)}
# What of SQLAlchemy passes through everywhere: types, addresses and errors. The rest makes or runs SQL.
PASSING = ("Connection", "Engine", "Row", "RowMapping", "make_url", "engine.make_url", "exc")
RUNNING = {"execute", "exec_driver_sql", "scalar", "scalars", "cursor", "copy_expert", "copy_from"}
# Tools of many kinds take folders of these names for code of others and skip them.
SKIPPED_BY_TOOLS = {"vendor", "node_modules", "build", "dist", "third_party"}


def files(*floors: str, suffixes: tuple[str, ...] = (".py",)) -> list[Path]:
    """Python files of the floors, or those of other suffixes, as paths from the root; nothing of what is installed."""
    return sorted(
        path.relative_to(ROOT) for folder in folders(*floors) for path in folder.iterdir() if path.suffix in suffixes
    )


def folders(*floors: str) -> Iterator[Path]:
    """Floors and the folders below them, without hidden ones."""
    for floor in floors:
        for folder, below, _ in os.walk(ROOT / floor):
            below[:] = [name for name in below if not name.startswith(".")]
            yield Path(folder)


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
            (
                floor == "workbooks" and is_within(imported, "tasks", "flows", "db", "sandbox", "sqlalchemy"),
                "workbooks serves Superset's environment too, which has nothing of ours",
            ),
            (is_within(imported, "tests"), "nothing rests on the tests"),
            (
                floor == "flows" and is_within(imported, *(f"flows.{above}" for above in ABOVE.get(area, ()))),
                "cli stands above services and bench, these above flows",
            ),
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


def sql_calls(path: Path, source: str) -> list[str]:
    """Where a file of flows or tasks makes or runs SQL and may not, each as a sentence.

    Stores and steps may. So may flows/bench: it measures single statements, on databases it makes for itself.
    """
    is_store = path.name in ("store.py", "steps.py") or path.name.endswith("_store.py")
    if (path.parts[0] == "tasks" and is_store) or path.parts[:2] == ("flows", "bench"):
        return []
    tree = ast.parse(source)
    called = [
        f"{path} calls {node.func.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RUNNING
    ]
    imported = [
        f"{path} imports {name}"
        for name in imports(source)
        if is_within(name, "db.statements", "db.copy", "db.schema", "psycopg2")
        or (is_within(name, "sqlalchemy") and not is_within(name, *(f"sqlalchemy.{one}" for one in PASSING)))
    ]
    return [f"{broken}: SQL is called from stores and steps alone" for broken in imported + called]


def defines_flow(source: str) -> bool:
    """Whether a function of the file is decorated as a Prefect flow."""
    return any(
        isinstance(decorator.func if isinstance(decorator, ast.Call) else decorator, ast.Name)
        and getattr(decorator.func if isinstance(decorator, ast.Call) else decorator, "id", "") == "flow"
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
    )
