"""Backtest of deliveries of which nobody knows what was true: which rises were still there a week later."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import text

from db.datadir import DataDir
from db.engine import database_url
from db.errors import GroundswellError
from db.statements import statement
from flows.bench.ground import open_ground
from flows.ingest_deliveries import SomeRefused, run_ingest
from flows.run_context import RunContext
from flows.services.deliveries_world import ENTERED_BY, ROSTER
from tasks.roster.roster_file import enter_roster, read_roster
from tasks.trends.holding import holding
from tasks.trends.rollup_store import roll_up
from tasks.trends.settings import spike_settings


def backtest_drops(data_dir: DataDir, folder: Path) -> dict[str, Any]:
    """Bring a folder of deliveries and its roster.csv (link, label) into a database of its own and judge all weeks.

    Each week is judged by the weeks up to it; deliveries are taken as they stand at the end. Raises GroundswellError
    for a folder without a roster, a roster with a bad line, and deliveries without a week that can be judged.
    """
    lines = read_roster(folder / ROSTER)
    with open_ground(database_url(data_dir)) as ground:
        # what is refused is named by the run; the rest is judged
        with suppress(SomeRefused):
            run_ingest(RunContext(ground.data_dir, ground.engine, ground.url, datetime.now(UTC).date()), str(folder))
        with ground.engine.begin() as connection:
            entered = enter_roster(connection, lines, ENTERED_BY, confirm=True, has_new_names=True)
            if entered.problems:
                first = entered.problems[0]
                raise GroundswellError(f"{folder / ROSTER}, line {first.line} ({first.text}): {first.problem}")
        roll_up(ground.engine, full=True)
        with ground.engine.connect() as connection:
            connection.execute(text("set local search_path to mart, public"))
            rows = pd.DataFrame(connection.execute(statement("trends/badges_all")).mappings().all())
    if rows.empty:
        raise GroundswellError(f"{folder} has no week of a followed artist that can be judged; see its refused loads.")
    return holding(rows, spike_settings()) | {"weeks": int(rows["week"].nunique()), "artists": len(entered.added)}
