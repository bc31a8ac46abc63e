"""Rows of the two tables that come every day, the repeated and the bad ones among them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from sandbox.daily_counts import Ints
from sandbox.deliveries.accounts import luminate_week
from sandbox.deliveries.arrivals import has_new_names
from sandbox.deliveries.catalogue import Song
from sandbox.deliveries.columns import COLUMNS, DAILY, SONG_METRICS, SOUND_METRICS
from sandbox.deliveries.streams import OLD_NAMES, Kind, Word, counted_before, scaled
from sandbox.deliveries.vendor import Vendor
from sandbox.span import Span

Row = tuple[object, ...]
RowsByDrop = Mapping[date, list[Row]]

_DAY = {SONG_METRICS: COLUMNS[SONG_METRICS].index("DATE"), SOUND_METRICS: COLUMNS[SOUND_METRICS].index("CREATED_AT")}


def daily_rows(vendor: Vendor) -> dict[str, RowsByDrop]:
    """All rows by table and drop. What the renamed drop should have said stands under the next one."""
    tables = {SONG_METRICS: _song_rows(vendor), SOUND_METRICS: _sound_rows(vendor)}
    # where the rows of a song's or sound's day stood first
    for fault in vendor.feed_faults.repeats:
        found = _first(tables[fault.table], fault.table, fault.entity_id, fault.day)
        tables[fault.table][fault.drop_on].extend(found)
    for bad in vendor.feed_faults.bad_rows:
        spoilt = list(_first(tables[bad.table], bad.table, bad.entity_id, bad.day)[0])
        spoilt[COLUMNS[bad.table].index(bad.column)] = bad.text
        tables[bad.table][bad.drop_on].append(tuple(spoilt))
    assert set(tables) == set(DAILY)
    return dict(tables)


def _first(rows: RowsByDrop, table: str, entity_id: int, day: date) -> list[Row]:
    """The rows of a song's or sound's day in the first drop that has any."""
    text, at = day.isoformat(), _DAY[table]
    for drop_on in sorted(each for each in rows if each > day):
        found = [row for row in rows[drop_on] if row[0] == entity_id and str(row[at])[:10] == text]
        if found:
            return found
    raise LookupError(f"No drop holds {entity_id} on {day} in {table}")


def _sound_rows(vendor: Vendor) -> defaultdict[date, list[Row]]:
    rows: defaultdict[date, list[Row]] = defaultdict(list)
    for sound in vendor.sounds:
        for reading in vendor.readings(sound.sound_id):
            rows[reading.drop_on].append((sound.sound_id, reading.read_at.isoformat(" "), reading.count))
    return rows


def _song_rows(vendor: Vendor) -> defaultdict[date, list[Row]]:
    rows: defaultdict[date, list[Row]] = defaultdict(list)
    for song in vendor.songs():
        for kind, values in vendor.reported_counts(song.song_id).items():
            ledger = _Ledger(vendor.world.span, song, kind, values, counted_before(vendor.world, song, kind))
            for word in vendor.words(song.song_id):
                rows[word.drop_on].append(ledger.row(word))
    return rows


class _Ledger:
    """One metric of a song in one region with its running totals, each day from `span.origin` on."""

    def __init__(self, span: Span, song: Song, kind: Kind, values: Ints, before: int) -> None:
        self.span, self.song, self.kind = span, song, kind
        self.artist, self.title = song.track.credit_name.upper(), song.track.name.upper()
        self.day = values.tolist()
        # the origin is a Friday, so weeks are runs of seven
        whole = np.append(values, np.zeros(-len(values) % 7, dtype=np.int64)).reshape(-1, 7)
        self.week = np.cumsum(whole, axis=1).ravel().tolist()
        self.week_totals = whole.sum(axis=1).tolist()
        ever = np.cumsum(values)
        self.ever = (before + ever).tolist()
        # the years that began before the origin are counted from it
        new_years = {year: span.index(date(year, 1, 1)) for year in range(span.origin.year, span.end_on.year + 1)}
        self.at_new_year = {year: int(ever[at - 1]) if at > 0 else 0 for year, at in new_years.items()}
        self.before = before

    def row(self, word: Word) -> Row:
        """The row a word makes."""
        at = self.span.index(word.day)
        this_day = scaled(self.day[at], word)
        change = this_day - self.day[at]
        metric, region = self.kind
        if not has_new_names(word.drop_on, self.span):
            metric, region = OLD_NAMES[metric], OLD_NAMES[region]
        week = at // 7
        thursday = self.span.origin + timedelta(days=week * 7 + 6)
        year, number = luminate_week(thursday)
        return (
            self.song.song_id,
            self.artist,
            self.title,
            metric,
            region,
            word.day.isoformat(),
            word.drop_on.isoformat(),
            this_day,
            self.week[at] + change,
            self.week_totals[week - 1],
            self.ever[at] - self.before - self.at_new_year[word.day.year] + change,
            self.ever[at] + change,
            year,
            number,
            f"{year}{number:02d}",
            "true" if word.day == thursday else "false",
        )
