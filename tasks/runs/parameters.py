"""Parameters of flows, with what the form of the Prefect UI says of each."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field


def _described(words: str) -> Any:
    # Prefect puts a description of its own in the place of Field's
    return Field(json_schema_extra={"description": words})


AsOf = Annotated[date | None, _described("The last day data is asked for. Empty: today.")]
KnownAt = Annotated[datetime | None, _described("A moment (UTC): as it was known then. Empty: as it is known now.")]
Week = Annotated[date | None, _described("The Friday a week begins with. Empty: the newest closed week.")]
Chart = Annotated[str | None, _described("A slug of `groundswell schedule list`. Empty: all active charts.")]
Force = Annotated[bool, _described("Fetch also what is known and fresh.")]
Reason = Annotated[str | None, _described("Why a refresh is forced. Empty: asked for before the first call.")]
FilesPath = Annotated[str | None, _described("A file or folder on the worker's machine. Empty: the one that is set.")]
HistoryPath = Annotated[str, _described("A file, zip or folder of a listening export on the worker's machine.")]
TimeZone = Annotated[str | None, _described("Where days are told, as Europe/Berlin. Empty: as before, else UTC.")]
User = Annotated[str, _described("Whose listening history it is.")]
OneUser = Annotated[str | None, _described("A user of listening histories. Empty: all of them.")]
Full = Annotated[bool, _described("Build all anew, not only what changed.")]
Markets = Annotated[list[str] | None, _described("Two-letter codes of countries. Empty: those that are set.")]
ArtistNumber = Annotated[int | None, _described("Our number of an artist, as in mart.artist. Empty: all who wait.")]
RequestNumber = Annotated[int | None, _described("A request, as its page is addressed. Empty: all that wait.")]
