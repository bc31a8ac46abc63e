"""Users, plays and shares for tests, entered by hand; and what rollups must make of them, counted in plain Python."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

from tests.sql.rows import insert
from tests.warehouse.queued import run_sql

LEAST_MS = 30_000
KINDS = ("music", "podcast", "audiobook", "unknown")
SHARES = ("user_genre_day", "user_genre_month", "user_mood_day", "user_mood_month", "user_mood_hour")
Key = tuple[object, ...]


@dataclass
class Listened:
    """A world of listeners. Shares are {name: millionths}; an item without any is unknown."""

    engine: Engine
    zones: dict[int, str] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    genres: dict[int, dict[int, int]] = field(default_factory=dict)
    moods: dict[int, dict[int, int]] = field(default_factory=dict)
    plays: list[tuple[int, datetime, int, int, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        with self.engine.begin() as connection:
            row = {"method_version": "1.test", "formula": 1, "taxonomy_sha256": "x", "priors": "{}", "is_current": True}
            self.method_id = insert(connection, "core.method", row, "method_id")
            self.contexts = [
                insert(connection, "core.play_context", {"form": "extended", "is_video": is_video}, "context_id")
                for is_video in (False, True)
            ]
            self.genre_ids = [
                insert(connection, "core.genre", {"name": f"genre {n}", "is_root": True}, "genre_id") for n in range(6)
            ]
            self.mood_ids = [insert(connection, "core.mood", {"name": f"mood {n}"}, "mood_id") for n in range(4)]

    def user(self, zone: str = "UTC") -> int:
        number = len(self.zones)
        row = {"name": f"User {number}", "name_key": f"user{number}", "time_zone": zone}
        with self.engine.begin() as connection:
            user_id: int = insert(connection, "core.listening_user", row, "user_id")
        self.zones[user_id] = zone
        return user_id

    def item(self, kind: str = "music") -> int:
        row = {"kind": kind, "item_id_spotify": str(len(self.kinds)).rjust(22, "i"), "name": f"Item {len(self.kinds)}"}
        with self.engine.begin() as connection:
            item_id: int = insert(connection, "core.heard_item", row, "heard_item_id")
        self.kinds[item_id] = kind
        return item_id

    def share(self, item_id: int, genres: Mapping[int, int], moods: Mapping[int, int]) -> None:
        """The item's shares from now on, by our numbers; the days it was heard are marked."""
        self.genres[item_id], self.moods[item_id] = dict(genres), dict(moods)
        with self.engine.begin() as connection:
            for kind, shares in (("genre", genres), ("mood", moods)):
                connection.execute(text(f"delete from mart.track_{kind} where heard_item_id = :id"), {"id": item_id})
                for number, share in shares.items():
                    row = {"method_id": self.method_id, "heard_item_id": item_id, f"{kind}_id": number}
                    insert(connection, f"mart.track_{kind}", row | {"share_ppm": share})
            for user_id, at, heard, _, _ in self.plays:
                if heard == item_id:
                    self._mark(connection, user_id, self.day(user_id, at))

    def play(self, user_id: int, at: datetime, item_id: int, ms: int = 200_000, *, is_video: bool = False) -> None:
        """A play and its mark, in one transaction."""
        self.plays.append((user_id, at, item_id, ms, is_video))
        with self.engine.begin() as connection:
            row = {
                "user_id": user_id,
                "played_at": at,
                "row_hash": len(self.plays),
                "heard_item_id": item_id,
                "context_id": self.contexts[is_video],
                "ms_played": ms,
                "file_id": 1,
            }
            insert(connection, "core.play", row)
            self._mark(connection, user_id, self.day(user_id, at))

    def move(self, user_id: int, zone: str) -> None:
        """The user's days are told in another zone."""
        self.zones[user_id] = zone
        with self.engine.begin() as connection:
            given = {"zone": zone, "user_id": user_id}
            connection.execute(text("update core.listening_user set time_zone = :zone where user_id = :user_id"), given)
            self._mark(connection, user_id, None)

    def _mark(self, connection: object, user_id: int, day: date | None) -> None:
        insert(connection, "ops.listening_mark", {"user_id": user_id, "heard_on": day})  # type: ignore[arg-type]

    def local(self, user_id: int, at: datetime) -> datetime:
        return at.astimezone(UTC).astimezone(ZoneInfo(self.zones[user_id]))

    def day(self, user_id: int, at: datetime) -> date:
        return self.local(user_id, at).date()

    def expected(self, least_ms: int = LEAST_MS) -> dict[str, dict[Key, Key]]:
        """Every row of the seven tables by its key."""
        days: dict[Key, Counter[str]] = {}
        shares: dict[str, dict[Key, list[int]]] = {name: {} for name in SHARES}
        years: dict[Key, list[int]] = {}
        for user_id, at, item_id, ms, is_video in self.plays:
            local, kind = self.local(user_id, at), self.kinds[item_id]
            is_play = int(kind == "music" and ms >= least_ms)
            day = days.setdefault((user_id, local.date()), Counter())
            day += Counter({"plays": is_play, "listens": 1, "played": ms, kind: ms, "video": ms * is_video})
            days[user_id, local.date()] = day
            if kind != "music":
                continue
            year = years.setdefault((user_id, local.year, item_id), [0, 0])
            year[0], year[1] = year[0] + is_play, year[1] + ms
            month = local.date().replace(day=1)
            for number, share in (self.genres.get(item_id) or {0: 1_000_000}).items():
                keys = {"user_genre_day": (local.date(), number), "user_genre_month": (month, number)}
                self._add(shares, user_id, keys, is_play * share, ms * share)
            for number, share in (self.moods.get(item_id) or {0: 1_000_000}).items():
                keys = {
                    "user_mood_day": (local.date(), number),
                    "user_mood_month": (month, number),
                    "user_mood_hour": (month, number, local.hour),
                }
                self._add(shares, user_id, keys, is_play * share, ms * share)
        told = ("plays", "listens", "played", *KINDS, "video")
        return {
            "user_day": {key: tuple(day[name] for name in told) for key, day in days.items()},
            **{name: {key: (self.method_id, *sums) for key, sums in rows.items()} for name, rows in shares.items()},
            "user_track_year": {key: tuple(sums) for key, sums in years.items()},
        }

    def _add(
        self, shares: dict[str, dict[Key, list[int]]], user_id: int, keys: dict[str, Key], plays: int, ms: int
    ) -> None:
        for name, key in keys.items():
            sums = shares[name].setdefault((user_id, *key), [0, 0])
            sums[0], sums[1] = sums[0] + plays, sums[1] + ms

    def built(self) -> dict[str, dict[Key, Key]]:
        """The seven tables as they stand."""
        columns = {
            "user_day": ("user_id, heard_on", "plays, listens, played_ms, music_ms, podcast_ms, audiobook_ms, "),
            "user_track_year": ("user_id, heard_year, heard_item_id", "plays, played_ms"),
        }
        columns["user_day"] = (columns["user_day"][0], columns["user_day"][1] + "unknown_ms, video_ms")
        for name in SHARES:
            of, period = name.split("_")[1:]
            when = "heard_on" if period == "day" else "heard_month"
            hour = ", heard_hour" if period == "hour" else ""
            columns[name] = (f"user_id, {when}, {of}_id{hour}", "method_id, play_ppm, ms_ppm")
        found: dict[str, dict[Key, Key]] = {}
        for name, (key, said) in columns.items():
            rows = run_sql(self.engine, f"select {key}, {said} from mart.{name}")
            width = len(key.split(","))
            found[name] = {tuple(row[:width]): tuple(row[width:]) for row in rows}
        return found
