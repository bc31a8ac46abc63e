"""Flow ingest-history: one user's Spotify listening history into the warehouse. Rollup is another flow."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

from prefect import flow

from db.errors import GroundswellError
from flows.run_context import RunContext, open_run_context
from tasks.listening.files import Counts, Loaded
from tasks.listening.loader import Loader
from tasks.listening.steps import load_history_file
from tasks.listening.user_store import choose_user, refuse_unknown_zone
from tasks.listening.zones import check_zone
from tasks.readers.history.archive import find_histories
from tasks.runs.parameters import HistoryPath, TimeZone, User
from tasks.runs.prefect_run import Progress, note, run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name

# So many files that were left out are named.
NAMED = 20


class SomeRefused(GroundswellError):
    """Everything else was loaded; the files named were not."""


@dataclass(slots=True)
class IngestedHistory:
    """What became of every file. ``is_new`` and ``time_zone`` are of the user."""

    user: str
    time_zone: str
    is_new: bool
    others: Sequence[str]
    files: list[Loaded] = field(default_factory=list)

    def totals(self) -> Counts:
        """Over all files."""
        total = Counts()
        for file in self.files:
            total.add(file.counts)
        return total

    def tables(self) -> list[dict[str, Any]]:
        """One row a file."""
        return [{"file": one.file, "state": one.state, **asdict(one.counts)} for one in self.files]

    def summary(self) -> Mapping[str, Any]:
        """What ops.run keeps and --json prints."""
        return {
            "user": self.user,
            "time_zone": self.time_zone,
            "is_new_user": self.is_new,
            **asdict(self.totals()),
            "left_out": len(self.others),
            "refused": [{"file": one.file, "reason": one.reason} for one in self.files if one.state == "refused"],
            "files": self.tables(),
        }


@flow(name="ingest-history", flow_run_name=run_name("Listening history", user="of {}"))
def ingest_history(path: HistoryPath, user: User, time_zone: TimeZone = None) -> None:
    """Load the history under ``path`` as that user's; days are told in ``time_zone``, where none is given in UTC."""
    with open_run_context() as context:
        run_ingest_history(context, path, user, time_zone)


def run_ingest_history(context: RunContext, path: str, user: str, time_zone: str | None = None) -> IngestedHistory:
    """The body of the flow. A file that is refused does not keep the others back.

    Raises SomeRefused at the end when one was; NoHistory, UnknownZone, NameTaken before anything was loaded.
    """
    zone = check_zone(time_zone) if time_zone is not None else None
    # a clock that is a little behind costs nobody a play; a made-up world may end after today
    last_on = max(context.as_of, datetime.now(UTC).date()) + timedelta(days=1)
    found = find_histories(Path(path))
    if zone is not None:
        refuse_unknown_zone(context.engine, zone)
    chosen = choose_user(context.engine, user, zone)
    done = IngestedHistory(chosen.name, chosen.time_zone, chosen.user_id is None, found.others)
    parameters = {"path": path, "user": user, "time_zone": time_zone}
    with recorded(context.engine, "ingest-history", parameters, done.summary):
        progress = Progress("history-bytes", "history, MB")
        size, read = sum(file.size for file in found.files), 0
        if done.others:
            more = f" and {len(done.others) - NAMED} more" if len(done.others) > NAMED else ""
            note(f"Left out, being no listening histories: {', '.join(done.others[:NAMED])}{more}.")
        with Loader(context.engine, chosen, last_on) as loader:
            for file, following in zip_longest(found.files, found.files[1:]):
                loaded = run_task(load_history_file, loader, file.origin, file, following)
                done.files.append(loaded)
                note(f"{loaded.file}: {loaded.state}. {loaded.reason or loaded.counts}")
                read += file.size
                progress.update(read >> 20, size >> 20)
        _refuse_what_does_not_close(done)
    return done


def _refuse_what_does_not_close(done: IngestedHistory) -> None:
    if not done.totals().closes:
        raise GroundswellError(f"The rows of {done.user} do not add up: {done.totals()}. See ops.history_file.")
    refused = [file for file in done.files if file.state == "refused"]
    if refused:
        some = " ".join(f"{file.file}: {file.reason}" for file in refused[:3])
        more = f" And {len(refused) - 3} more; see ops.history_file." if len(refused) > 3 else ""
        raise SomeRefused(
            f"{len(refused)} of {len(done.files)} files were refused, nothing of them was loaded. {some}{more} "
            "What else there is was loaded; get these anew and load them again."
        )
