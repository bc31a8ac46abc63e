"""Writes the archive of drops: DIR/<YYYY-MM-DD>/<TABLE>.csv, daily figures compressed; the same bytes every time."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from sandbox.deliveries.arrivals import SUNDAY
from sandbox.deliveries.columns import COLUMNS, RENAMED_TO, SONG_METRICS, SOUND_METRICS
from sandbox.deliveries.figures import Row, RowsByDrop, daily_rows
from sandbox.deliveries.snapshots import SNAPSHOTS, snapshot
from sandbox.deliveries.vendor import Vendor

DAY = timedelta(days=1)


def write_drops(vendor: Vendor, folder: Path, until: date | None = None) -> list[Path]:
    """Writes one folder a day up to and with `until`, by default the world's last day, and answers all of them.

    Two days of figures are still on their way then: a later `until` brings them. A table without rows has no file.
    """
    until = until or vendor.world.end_on
    daily = daily_rows(vendor)
    written = []
    for back in range((until - vendor.first_drop).days + 1):
        drop_on = vendor.first_drop + back * DAY
        place = folder / drop_on.isoformat()
        place.mkdir(parents=True, exist_ok=True)
        _write_songs(vendor, place, drop_on, daily[SONG_METRICS])
        if daily[SOUND_METRICS].get(drop_on):
            _write(place / f"{SOUND_METRICS}.csv.gz", COLUMNS[SOUND_METRICS], daily[SOUND_METRICS][drop_on])
        if drop_on.weekday() == SUNDAY:
            for table in SNAPSHOTS:
                if rows := list(snapshot(vendor, table, drop_on)):
                    _write(place / f"{table}.csv", COLUMNS[table], rows)
        written.append(place)
    return written


def _write_songs(vendor: Vendor, place: Path, drop_on: date, rows: RowsByDrop) -> None:
    columns, wanted = COLUMNS[SONG_METRICS], rows.get(drop_on, [])
    if drop_on == vendor.renamed_drop:
        columns = tuple(RENAMED_TO if column == "THIS_DAY" else column for column in columns)
        wanted = _meant_for(drop_on, rows[drop_on + DAY])
    if wanted:
        _write(place / f"{SONG_METRICS}.csv.gz", columns, wanted)


def _meant_for(drop_on: date, rows: Iterable[Row]) -> list[Row]:
    """Of what came a drop later, the rows of the days before: updated on the day they were meant for."""
    day, updated = COLUMNS[SONG_METRICS].index("DATE"), COLUMNS[SONG_METRICS].index("UPDATED_ON")
    newest = (drop_on - 2 * DAY).isoformat()
    return [(*row[:updated], drop_on.isoformat(), *row[updated + 1 :]) for row in rows if str(row[day]) <= newest]


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    content = text.getvalue().encode()
    # no name and no time in the header: they would make every archive another one
    path.write_bytes(gzip.compress(content, 6, mtime=0) if path.suffix == ".gz" else content)
