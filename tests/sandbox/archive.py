"""The vendor's drops read back with pandas alone: what a careful person would make of the files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import pandas as pd

from sandbox.deliveries import Vendor


@dataclass(frozen=True)
class Archive:
    """A folder of drops; every cell is text, `drop` the day of the folder it came in."""

    folder: Path

    def days(self) -> list[date]:
        return sorted(date.fromisoformat(place.name) for place in self.folder.iterdir())

    def tables(self, drop_on: date) -> set[str]:
        return {path.name.split(".")[0] for path in (self.folder / drop_on.isoformat()).iterdir()}

    def read(self, table: str, drop_on: date) -> pd.DataFrame:
        """One file in the order of its lines."""
        (path,) = (self.folder / drop_on.isoformat()).glob(f"{table}.csv*")
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8").assign(drop=drop_on.isoformat())

    def whole(self, table: str, but: date | None = None) -> pd.DataFrame:
        """All files of a table, oldest drop first."""
        found = [self.read(table, day) for day in self.days() if table in self.tables(day) and day != but]
        return pd.concat(found, ignore_index=True)


@dataclass(frozen=True)
class Whole:
    """The demo's world: its vendor, and all it delivered."""

    vendor: Vendor
    archive: Archive
    written: list[Path]

    @cached_property
    def songs(self) -> pd.DataFrame:
        """Daily figures of songs, of all drops but the one nobody can read."""
        return self.archive.whole("LUMINATE_DAILY_SONG_METRICS", but=self.vendor.renamed_drop)


def is_count(cells: pd.Series) -> pd.Series:
    return cells.str.fullmatch(r"-?\d+")


def song_figures(rows: pd.DataFrame) -> pd.DataFrame:
    """Readable audio rows with one spelling of the metric and region."""
    is_audio = rows["METRIC_TYPE"].isin(["AUDIO ON DEMAND", "Streaming On-Demand Audio"])
    is_whole = is_count(rows["THIS_DAY"]) & is_count(rows["UNIFIED_SONG_ID"]) & (rows["DATE"] <= rows["drop"])
    audio = rows[is_audio & is_whole]
    return audio.assign(REGION=audio["REGION"].str.upper(), VALUE=audio["THIS_DAY"].astype("int64"))


def last_words(figures: pd.DataFrame, drop_on: date) -> dict[tuple[int, str], dict[date, int]]:
    """Last value of each song, region and day, of the drops up to one."""
    return next(words_on(figures, [drop_on]))


def words_on(figures: pd.DataFrame, drops_on: Iterable[date]) -> Iterator[dict[tuple[int, str], dict[date, int]]]:
    """The last words on one day after the other, earliest first; the same object each time, with what came since."""
    words: dict[tuple[int, str], dict[date, int]] = defaultdict(dict)
    days = {text: date.fromisoformat(text) for text in figures["DATE"].unique()}
    before = ""
    for drop_on in drops_on:
        come = figures[(figures["drop"] > before) & (figures["drop"] <= drop_on.isoformat())]
        last = come.drop_duplicates(["UNIFIED_SONG_ID", "REGION", "DATE"], keep="last")
        for (song, region), own in last.groupby(["UNIFIED_SONG_ID", "REGION"], sort=False):
            words[int(song), region].update(zip(map(days.__getitem__, own["DATE"]), own["VALUE"].tolist(), strict=True))
        before = drop_on.isoformat()
        yield words


def last_readings(rows: pd.DataFrame, drop_on: date) -> dict[int, dict[date, int]]:
    """A sound's last readable counter of each day, of the drops up to one."""
    is_whole = is_count(rows["POST_COUNT"]) & ~rows["POST_COUNT"].str.startswith("-")
    known = rows[is_whole & (rows["CREATED_AT"] <= rows["drop"]) & (rows["drop"] <= drop_on.isoformat())]
    known = known.sort_values("CREATED_AT", kind="stable").assign(DAY=known["CREATED_AT"].str[:10])
    last = known.drop_duplicates(["TIKTOK_SOUND_ID", "DAY"], keep="last")
    readings: dict[int, dict[date, int]] = {}
    for sound, at, count in zip(last["TIKTOK_SOUND_ID"], last["CREATED_AT"], last["POST_COUNT"], strict=True):
        readings.setdefault(int(sound), {})[datetime.fromisoformat(at).date()] = int(count)
    return readings
