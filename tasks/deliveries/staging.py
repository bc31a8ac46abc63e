"""What is staged of each vendor table: typed rows of the contract become rows of its staging table."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from db.week import DAY, WEEK, week_on
from tasks.readers.deliveries.batch import Batch, Reject
from tasks.readers.deliveries.settings import Filter

UNKNOWN = "Unknown {column} {{}}: no delivery of {table} has named it yet; the row is taken up once one does."
UNKNOWN_MAIN_ACCOUNT = (
    "Unknown PRIMARY_SPOTIFY_ACCOUNT_ID {}: no delivery of SPOTIFY_ACCOUNTS has named it yet; the track is taken, and "
    "becomes the account's once one does."
)


@dataclass(slots=True)
class Content:
    """What a load needs to know beside its rows, and what it learns from them.

    ``known``: numbers of accounts or sounds the warehouse has. ``songs``: song to its credit line and title, the last
    one read. ``kinds``: rows by (metric type, region). ``waiting``: tracks and main accounts that are not known.
    ``named``: numbers of accounts or sounds the rows name themselves.
    """

    wanted: Filter
    known: frozenset[int] = frozenset()
    songs: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    waiting: set[tuple[int, int]] = field(default_factory=set)
    named: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Staged:
    """Columns in the order of the staging table, all of one length; ``batch`` with the rejects that were added.

    ``outside``: rows that do not count as consumption. ``notes``: rejects for a part of a row that was taken.
    """

    columns: Sequence[Sequence[Any]]
    batch: Batch
    outside: int = 0
    notes: Sequence[Reject] = ()


Stage = Callable[[Batch, Content], Staged]


def accounts(batch: Batch, content: Content) -> Staged:
    """SPOTIFY_ACCOUNTS."""
    get = batch.columns
    content.named.update(get["ID"])
    columns = [batch.lines, get["ID"], get["SPOTIFY_ID"], get["NAME"], get["IMAGE_URL_LARGE"], get["UPDATED_AT"]]
    return Staged([*columns, [None] * len(batch.places)], batch)


def albums(batch: Batch, content: Content) -> Staged:
    """SPOTIFY_ALBUMS."""
    get = batch.columns
    return Staged([batch.lines, get["ID"], get["NAME"], get["RELEASE_DATE"]], batch)


def tracks(batch: Batch, content: Content) -> Staged:
    """SPOTIFY_TRACKS. A track whose main account is unknown is taken; its account waits in ops.reject, once."""
    get = batch.columns
    isrcs = [
        sanitized(clean) or sanitized(printed)
        for clean, printed in zip(get["SANITIZED_ISRC"], get["ISRC"], strict=True)
    ]
    pairs = list(zip(get["ID"], get["PRIMARY_SPOTIFY_ACCOUNT_ID"], strict=True))
    are_known = [
        account is None or account in content.known or (track, account) in content.waiting for track, account in pairs
    ]
    content.waiting.update(pair for pair, is_known in zip(pairs, are_known, strict=True) if not is_known)
    refused = batch.refuse(are_known, "PRIMARY_SPOTIFY_ACCOUNT_ID", UNKNOWN_MAIN_ACCOUNT)
    columns = [
        batch.lines,
        get["ID"],
        get["SPOTIFY_ID"],
        get["NAME"],
        isrcs,
        get["SPOTIFY_ALBUM_ID"],
        get["DURATION_MS"],
        [account if account in content.known else None for _, account in pairs],
        get["UPDATED_AT"],
    ]
    return Staged(columns, batch, notes=refused.rejects[len(batch.rejects) :])


def account_tracks(batch: Batch, content: Content) -> Staged:
    """SPOTIFY_ACCOUNT_TRACKS; rows of unknown accounts wait in ops.reject."""
    batch = only_known(batch, content, "SPOTIFY_ACCOUNT_ID", "SPOTIFY_ACCOUNTS")
    get = batch.columns
    columns = [batch.lines, get["SPOTIFY_ACCOUNT_ID"], get["SPOTIFY_TRACK_ID"], get["PRIMARY"], get["UPDATED_AT"]]
    return Staged(columns, batch)


def song_links(batch: Batch, content: Content) -> Staged:
    """LUMINATE_UNIFIED_SONG_SPOTIFY_TRACKS."""
    get = batch.columns
    return Staged([batch.lines, get["SPOTIFY_TRACK_ID"], get["UNIFIED_SONG_ID"]], batch)


def sounds(batch: Batch, content: Content) -> Staged:
    """TIKTOK_SOUNDS."""
    get = batch.columns
    content.named.update(get["ID"])
    columns = [batch.lines, get["ID"], get["TIKTOK_ID"], get["NAME"], get["AUTHOR"], get["SPOTIFY_TRACK_ID"]]
    return Staged(columns, batch)


def account_weeks(batch: Batch, content: Content) -> Staged:
    """LUMINATE_ACCOUNTS: up to four facts a row.

    Assumed, as the vendor does not say it: THIS_PERIOD is the last Friday-to-Thursday week that had ended before the
    day of UPDATED_AT, LAST_PERIOD the week before that, both audio on demand. A fact is of its week's Thursday.
    """
    batch = only_known(batch, content, "SPOTIFY_ACCOUNT_ID", "SPOTIFY_ACCOUNTS")
    get = batch.columns
    ends = [last_thursday(changed) for changed in get["UPDATED_AT"]]
    rows: list[tuple[Any, ...]] = []
    for country, prefix in (("", "GLOBAL"), ("US", "US")):
        if country not in content.wanted.countries.values():
            continue
        for period, weeks_back in (("THIS_PERIOD", 0), ("LAST_PERIOD", 1)):
            rows += [
                (line, account, country, end - weeks_back * WEEK, value, changed)
                for line, account, end, value, changed in zip(
                    batch.lines,
                    get["SPOTIFY_ACCOUNT_ID"],
                    ends,
                    get[f"{prefix}_{period}"],
                    get["UPDATED_AT"],
                    strict=True,
                )
                if value is not None
            ]
    refused = {row[0] for row in rows}
    columns = list(zip(*rows, strict=True)) or [()] * 6
    return Staged(columns, batch, outside=sum(line not in refused for line in batch.lines))


def song_days(batch: Batch, content: Content) -> Staged:
    """LUMINATE_DAILY_SONG_METRICS: rows of the metric types and regions that count as consumption."""
    content.kinds.update(zip(batch.columns["METRIC_TYPE"], batch.columns["REGION"], strict=True))
    countries = content.wanted.countries
    country_of = {region: countries.get(region.strip().casefold()) for region in set(batch.columns["REGION"])}
    counts = {
        kind: kind.strip().casefold() in content.wanted.metric_types for kind in set(batch.columns["METRIC_TYPE"])
    }
    is_inside = [
        counts[kind] and country_of[region] is not None
        for kind, region in zip(batch.columns["METRIC_TYPE"], batch.columns["REGION"], strict=True)
    ]
    outside = len(is_inside) - sum(is_inside)
    inside = batch.only(is_inside) if outside else batch
    get = inside.columns
    content.songs.update(zip(get["UNIFIED_SONG_ID"], zip(get["ARTIST"], get["TITLE"], strict=True), strict=True))
    columns = [
        inside.lines,
        get["UNIFIED_SONG_ID"],
        [country_of[region] for region in get["REGION"]],
        get["DATE"],
        get["THIS_DAY"],
        get["UPDATED_ON"],
    ]
    return Staged(columns, inside, outside)


def sound_days(batch: Batch, content: Content) -> Staged:
    """TIKTOK_SOUND_METRICS, the sound by the vendor's number; readings of unknown sounds wait in ops.reject."""
    batch = only_known(batch, content, "TIKTOK_SOUND_ID", "TIKTOK_SOUNDS")
    get = batch.columns
    days = [taken.astimezone(UTC).date() for taken in get["CREATED_AT"]]
    worldwide = [""] * len(days)
    return Staged([batch.lines, get["TIKTOK_SOUND_ID"], worldwide, days, get["POST_COUNT"], get["CREATED_AT"]], batch)


def only_known(batch: Batch, content: Content, column: str, table: str) -> Batch:
    """The rows whose ``column`` names something ``table`` has named; the others become rejects that wait for it."""
    is_known = [value in content.known for value in batch.columns[column]]
    return batch if all(is_known) else batch.refuse(is_known, column, UNKNOWN.format(column=column, table=table))


def last_thursday(changed: datetime) -> date:
    """The last Thursday strictly before a day (UTC)."""
    return week_on(changed.astimezone(UTC).date()) - DAY


def sanitized(isrc: str | None) -> str | None:
    """An ISRC without separators, in capitals; None for nothing."""
    return "".join(filter(str.isalnum, isrc)).upper() or None if isrc else None
