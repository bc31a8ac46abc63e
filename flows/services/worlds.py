"""One data folder, one world: a sandbox's and the real one never meet in a warehouse."""

from datetime import date

from db.datadir import DataDir
from db.engine import redacted
from db.errors import GroundswellError
from db.week import DAY, week_on
from flows.run_context import RunContext
from sandbox.world import END_ON
from tasks.charts.schedule_store import scheduled_slugs

WORLD_STATE = "world"
FIRST_SEED = 7  # of the world where none is named


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
    data_dir.write_state(WORLD_STATE, data_dir.read_state(WORLD_STATE) | {"world": world})


def last_thursday(today: date) -> date:
    """The last Thursday before a day."""
    return week_on(today) - DAY


def end_of(data_dir: DataDir) -> date | None:
    """Last day of the sandbox world a folder holds or is about to; None when it holds none."""
    state = data_dir.read_state(WORLD_STATE)
    if "end_on" in state:
        return date.fromisoformat(state["end_on"])
    return END_ON if seed_of(data_dir) is not None else None  # claimed when all worlds ended on one day


def settle_end(data_dir: DataDir, end_on: date | None, today: date) -> date:
    """Last day of the folder's world, from now on: the one it has, else ``end_on``, else the Thursday before ``today``.

    Raises GroundswellError when its world ends on another day than ``end_on``.
    """
    current = end_of(data_dir)
    if current is not None and end_on not in (None, current):
        raise GroundswellError(
            f"The data folder {data_dir.path} holds a world that ends on {current}, not on {end_on}. Leave out "
            "--end-on, or choose another --data-dir."
        )
    chosen = current or end_on or last_thursday(today)
    data_dir.write_state(WORLD_STATE, data_dir.read_state(WORLD_STATE) | {"end_on": chosen.isoformat()})
    return chosen


def world_of(seed: int) -> str:
    """What a folder says it holds."""
    return f"the sandbox world of seed {seed}"


def seed_of(data_dir: DataDir) -> int | None:
    """Seed of the sandbox world the folder holds; None when it holds none."""
    current = str(data_dir.read_state(WORLD_STATE).get("world", ""))
    last = current.rpartition(" ")[2]
    return int(last) if last.isdigit() and current == world_of(int(last)) else None


def chosen_seed(data_dir: DataDir, seed: int | None) -> int:
    """The one given, else that of the world the folder holds, else 7."""
    held = seed_of(data_dir)
    return seed if seed is not None else FIRST_SEED if held is None else held


def check_charts(context: RunContext, slugs: tuple[str, ...]) -> None:
    """Raises GroundswellError when the warehouse knows charts that are not the sandbox's: it is not for a sandbox."""
    with context.engine.connect() as connection:
        foreign = scheduled_slugs(connection) - set(slugs)
    if foreign:
        raise GroundswellError(
            f"{redacted(context.url)} holds charts that are not the sandbox's ({min(foreign)}). "
            "Choose another --data-dir or DATABASE_URL for the sandbox."
        )
