"""Flow ingest-deliveries: the vendor's tables, from files or its database, into the warehouse. It rolls nothing up."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow
from pydantic import SecretStr

from db.errors import GroundswellError
from flows.run_context import RunContext, open_run_context
from tasks.audience.metrics import load_metrics
from tasks.audience.store import enter_metrics
from tasks.deliveries.consumption_store import enter_platforms, set_region
from tasks.deliveries.identity_store import Joined
from tasks.deliveries.loads import Loaded
from tasks.deliveries.source_store import VendorDatabase, read_since
from tasks.deliveries.steps import join, load_drop, load_table
from tasks.deliveries.store import Delivery
from tasks.readers.deliveries.archive import Drop, find_deliveries
from tasks.readers.deliveries.contract import load_contracts
from tasks.readers.deliveries.settings import Filter, consumption
from tasks.runs.parameters import FilesPath
from tasks.runs.prefect_run import Progress, note, run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name

# An archive of more drops than this shows a task for each drop, not for each file.
DROPS_SHOWN_BY_FILE = 20
NONE_JOINED = Joined(0, 0)
ROWS = ("rows_read", "rows_new", "rows_restated", "rows_same", "rows_outside", "rows_rejected")


class SomeRefused(GroundswellError):
    """Everything else was loaded; the deliveries named were not."""


@dataclass(slots=True)
class Ingested:
    """What became of every delivery."""

    loads: list[Loaded] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    joined: Joined = NONE_JOINED
    closed: list[tuple[str, str]] = field(default_factory=list)

    def tables(self) -> list[dict[str, Any]]:
        """One row a table: loads, already_loaded, refused, and rows by what became of them."""
        found = []
        for table in load_contracts().tables:
            mine = [load for load in self.loads if load.table == table.name]
            if mine:
                states = [load.state for load in mine]
                counted = {name: sum(getattr(load.counts, name) for load in mine) for name in (*ROWS, "duplicates")}
                found.append(
                    {
                        "table": table.name,
                        "loads": states.count("loaded"),
                        "already_loaded": states.count("known"),
                        "refused": states.count("refused"),
                        **counted,
                    }
                )
        return found

    def refused(self) -> list[dict[str, Any]]:
        """Deliveries refused and folders that are closed to us, each with its reason; a folder is of no table."""
        return [
            {"table": load.table, "origin": load.origin, "reason": load.reason}
            for load in self.loads
            if load.state == "refused"
        ] + [{"table": None, "origin": origin, "reason": reason} for origin, reason in self.closed]

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps."""
        return {
            "tables": self.tables(),
            "refused": self.refused(),
            "warnings": self.warnings,
            "joined_artists": self.joined.artists,
            "joined_tracks": self.joined.tracks,
        }


@flow(name="ingest-deliveries", flow_run_name=run_name("Deliveries", path="of {}"))
def ingest_deliveries(
    path: FilesPath = None, url: SecretStr | None = None, tables: Sequence[str] = (), of_schema: str | None = None
) -> None:
    """Load files under ``path``, or what changed in the database at ``url`` (``tables`` of it, else all nine).

    A secret, because Prefect shows the parameters of its flow runs, and the address may hold a password.
    """
    with open_run_context() as context:
        run_ingest(context, path, url.get_secret_value() if url is not None else None, tables, of_schema)


def run_ingest(
    context: RunContext,
    path: str | None = None,
    url: str | None = None,
    tables: Sequence[str] = (),
    of_schema: str | None = None,
) -> Ingested:
    """The body of the flow. A delivery that is refused does not keep the others back.

    Raises SomeRefused at the end when one was; NothingToLoad, SourceUnreachable.
    """
    if (path is None) == (url is None):
        raise GroundswellError("Give either a path with files or --from-url with the address of a database.")
    now, wanted, done = datetime.now(UTC), consumption(), Ingested()
    # ops.run keeps parameters: a URL, which may hold a password, is not one of them
    parameters = {"path": path, "from_url": url is not None, "tables": list(tables), "schema": of_schema}
    with recorded(context.engine, "ingest-deliveries", parameters, done.summary):
        with context.engine.begin() as connection:
            enter_platforms(connection)
            enter_metrics(connection, load_metrics())
            set_region(connection, wanted)
        if path is not None:
            _from_files(context, Path(path), now, wanted, done)
        elif url is not None:
            _from_database(context, url, tables, of_schema, now, wanted, done)
        done.joined = run_task(join, context.engine)
        if refused := done.refused():
            some = " ".join(f"{one['origin']}: {one['reason']}" for one in refused[:3])
            more = f" And {len(refused) - 3} more; see ops.load." if len(refused) > 3 else ""
            raise SomeRefused(
                f"{len(refused)} of {len(done.loads) + len(done.closed)} deliveries were refused. {some}{more}"
            )
    return done


def _from_files(context: RunContext, path: Path, now: datetime, wanted: Filter, done: Ingested) -> None:
    found = find_deliveries(path, now)
    done.closed += found.closed
    done.warnings += [f"{name} is no vendor table; it was left out." for name in found.unknown]
    progress = Progress("drops", "drops")
    for place, drop in enumerate(found.drops):
        deliveries = _deliveries(drop)
        if len(found.drops) > DROPS_SHOWN_BY_FILE:
            loads = run_task(load_drop, context.engine, str(drop.stamp or "files without a date"), deliveries, wanted)
        else:
            loads = [run_task(load_table, context.engine, f"{d.table.name} {drop.stamp or ''}".strip(), d, wanted)
                     for d in deliveries]  # fmt: skip
        _report_loads(loads, done)
        progress.update(place + 1, len(found.drops))


def _deliveries(drop: Drop) -> list[Delivery]:
    return [Delivery(table, file, drop.arrived_at, drop.stamp is not None, file) for table, file in drop.files]


def _from_database(
    context: RunContext,
    url: str,
    tables: Sequence[str],
    of_schema: str | None,
    now: datetime,
    wanted: Filter,
    done: Ingested,
) -> None:
    database = VendorDatabase(url, of_schema)
    try:
        there, missing = database.tables(tables)
        done.warnings += [f"{name} is not in {database.origin}; it was left out." for name in missing]
        for table in there:
            with context.engine.connect() as connection:
                since = read_since(connection, table, database.origin)
            delivery = Delivery(table, database.reader(table, now, since), now)
            _report_loads([run_task(load_table, context.engine, table.name, delivery, wanted)], done)
    finally:
        database.close()


def _report_loads(loads: Sequence[Loaded], done: Ingested) -> None:
    done.loads += loads
    for load in loads:
        if load.warning is not None:
            done.warnings.append(load.warning)
        counts = {name: value for name, value in asdict(load.counts).items() if value}
        counted = ", ".join(f"{value} {name.removeprefix('rows_')}" for name, value in counts.items() if name in ROWS)
        note(f"{load.table} from {load.origin}: {load.state}. {load.reason or counted}")
