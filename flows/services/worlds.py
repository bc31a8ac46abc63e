"""One data folder, one world: a sandbox's and the real one never meet in a warehouse."""

from db.datadir import DataDir
from db.engine import redacted
from db.errors import GroundswellError
from flows.run_context import RunContext
from tasks.charts.schedule_store import scheduled_slugs

WORLD_STATE = "world"


def check_world(data_dir: DataDir, world: str) -> None:
    """Raises GroundswellError when the folder holds another world."""
    current = data_dir.read_state(WORLD_STATE).get("world", world)
    if current != world:
        raise GroundswellError(
            f"The data folder {data_dir.path} holds {current}, not {world}. Choose another --data-dir for {world}."
        )


def claim(data_dir: DataDir, world: str) -> None:
    """Say which world the folder is for. Raises GroundswellError when it is for another one."""
    check_world(data_dir, world)
    data_dir.write_state(WORLD_STATE, {"world": world})


def world_of(seed: int) -> str:
    """What a folder says it holds."""
    return f"the sandbox world of seed {seed}"


def seed_of(data_dir: DataDir) -> int | None:
    """Seed of the sandbox world the folder holds; None when it holds none."""
    current = str(data_dir.read_state(WORLD_STATE).get("world", ""))
    last = current.rpartition(" ")[2]
    return int(last) if last.isdigit() and current == world_of(int(last)) else None


def check_charts(context: RunContext, slugs: tuple[str, ...]) -> None:
    """Raises GroundswellError when the warehouse knows charts that are not the sandbox's: it is not for a sandbox."""
    with context.engine.connect() as connection:
        foreign = scheduled_slugs(connection) - set(slugs)
    if foreign:
        raise GroundswellError(
            f"{redacted(context.url)} holds charts that are not the sandbox's ({min(foreign)}). "
            "Choose another --data-dir or DATABASE_URL for the sandbox."
        )
