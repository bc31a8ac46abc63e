"""A week's report from the drops alone: what artists and label total, and what of the change is what.

Definitions are those of docs/weeks.md, "Totals add up"; nothing of the project is used here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tests.trends.by_hand import (
    STREAMS,
    artist_posts,
    artist_streams,
    is_new,
    is_new_at_end,
    reported,
    song_weeks,
    sound_weeks,
)
from tests.trends.drops import WEEK, Drops, monday

PARTS = ("restated", "real_listening", "new_releases_change", "newly_linked", "missing_days")
NOTHING: Mapping[str, Any] = {"value": 0, "this_week": None, "last_week": None}


@dataclass
class Change:
    """From last week as it was reported to this week: the parts add up."""

    last_total: int = 0
    restated: int = 0
    real_listening: int = 0
    new_releases_change: int = 0
    newly_linked: int = 0
    missing_days: int = 0
    seen: int = 0  # songs or sounds with figures of the week

    @property
    def total(self) -> int:
        return self.last_total + sum(getattr(self, part) for part in PARTS)

    def add(self, other: "Change") -> None:
        for name in ("last_total", "seen", *PARTS):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Held:
    """A song or sound as its holder has it: now, and in the report of the week before, of which anything was known."""

    is_linked: bool
    was_linked: bool
    was_reported: bool = True

    def of(self, others: Iterable["Held"]) -> "Held":
        every = [self, *others]
        return Held(*(any(getattr(one, name) for one in every) for name in ("is_linked", "was_linked", "was_reported")))


@dataclass
class ReportByHand:
    """Figures of all followed artists in the week that begins on a Friday."""

    drops: Drops
    week: date
    metric: str = STREAMS
    _rows: dict[Any, Mapping[date, Mapping[str, Any]]] = field(default_factory=dict)
    _reported: dict[Any, int | None] = field(default_factory=dict)

    @property
    def before(self) -> date:
        return self.week - WEEK

    @property
    def artists(self) -> list[str]:
        return list(self.drops.roster)

    @cached_property
    def own(self) -> dict[str, dict[date, dict[str, Any]]]:
        """Each artist's weeks, by songs, sounds or the account."""
        by = artist_streams if self.metric == STREAMS else artist_posts
        return {artist: by(self.drops, artist) for artist in self.artists}

    def rows(self, part: Any) -> Mapping[date, Mapping[str, Any]]:
        if part not in self._rows:
            self._rows[part] = (
                song_weeks(self.drops.streams(part)) if self.metric == STREAMS else sound_weeks(self.drops.posts[part])
            )
        return self._rows[part]

    def told_before(self, part: Any) -> int | None:
        """The week before as it was known the Monday after it."""
        if self.metric != STREAMS:
            row = self.rows(part).get(self.before)
            return None if row is None else row["value"]
        if part not in self._reported:
            self._reported[part] = reported(self.drops, part, self.before)
        return self._reported[part]

    def parts(self, artist: str, known_on: date = date.max) -> set[Any]:
        if self.metric == STREAMS:
            return self.drops.songs(artist, known_on)
        return {sound for sound in self.drops.sounds.get(artist, set()) if sound in self.drops.posts}

    @cached_property
    def held(self) -> dict[str, dict[Any, Held]]:
        """By artist and part. A link that changed after the report of this week is none of its changes."""
        held: dict[str, dict[Any, Held]] = {}
        for artist in self.artists:
            then, now, at = (self.parts(artist, on) for on in (monday(self.before), date.max, monday(self.week)))
            own = {part: Held(part in now, (part in then and (part in now or part not in at)) or
                              (part in now and part not in at)) for part in then | now | at}  # fmt: skip
            was_reported = any(one.was_linked and self.told_before(part) is not None for part, one in own.items())
            for one in own.values():
                one.was_reported = was_reported
            held[artist] = own
        return held

    def change(self, part: Any, held: Held) -> Change:
        """What one song or sound adds."""
        weeks = self.rows(part)
        this, last = weeks.get(self.week, NOTHING), weeks.get(self.before, NOTHING)
        value, last_value = this["value"] or 0, last["value"] or 0
        matched, last_matched = this["this_week"] or 0, this["last_week"] or 0
        released = self.drops.released_song(part) if self.metric == STREAMS else None
        is_of_release = is_new_at_end(released, self.week)
        # of a song that was not out for all of the week before, whole weeks are its change
        by_day = not is_of_release or (released is not None and released <= self.before and self.before in weeks)
        was_linked = held.was_linked or not held.was_reported
        now_last = last_value if held.is_linked else 0
        told = now_last if not held.was_reported else (self.told_before(part) or 0) if held.was_linked else 0
        moved = (matched - last_matched if by_day else value - last_value) if held.is_linked else 0
        return Change(
            last_total=told,
            restated=now_last - told if held.is_linked == was_linked else 0,
            real_listening=0 if is_of_release else moved,
            new_releases_change=moved if is_of_release else 0,
            newly_linked=now_last - told if held.is_linked != was_linked else 0,
            missing_days=value - last_value - moved if held.is_linked else 0,
            seen=held.is_linked and self.week in weeks,
        )

    def account_more(self, artist: str, songs: Change) -> Change:
        """What the account knows beyond the songs, where it speaks."""
        if self.basis(artist, self.week) != "account":
            return Change()
        account = self.drops.account_weeks.get(artist, {})
        value, last = account.get(self.week), account.get(self.before)
        told = self.account_told(artist)
        told = last if told is None else told
        now_more = max((value or 0) - songs.total, 0)
        told_more = max((told or 0) - songs.last_total, 0)
        linked_more = max((told or 0) - songs.last_total - songs.newly_linked, 0)
        last_more = max((last or 0) - songs.last_total - songs.newly_linked - songs.restated, 0)
        missing = 0
        if value is None or last is None:
            missing = now_more - last_more
        elif now_more and last_more:
            missing = -songs.missing_days  # a day a song lacks is in the account all the same
        return Change(
            last_total=told_more,
            restated=last_more - linked_more,
            real_listening=now_more - last_more - missing,
            newly_linked=linked_more - told_more,
            missing_days=missing,
        )

    def account_told(self, artist: str) -> int | None:
        """What was said of the account's week before by the Monday after it."""
        found = None
        for row in self.drops.read("LUMINATE_ACCOUNTS").itertuples():
            if self.drops.accounts[int(row.SPOTIFY_ACCOUNT_ID)] != artist or row.drop > monday(self.before):
                continue
            newest = date.fromisoformat(row.UPDATED_AT[:10])
            newest -= (newest.weekday() - 4) % 7 * (WEEK / 7) + WEEK
            if newest == self.before:
                found = int(row.GLOBAL_THIS_PERIOD)
            elif newest - WEEK == self.before:
                found = int(row.GLOBAL_LAST_PERIOD)
        return found

    def basis(self, artist: str, week: date) -> str:
        weeks = self.own[artist]
        found: str = weeks.get(week, weeks.get(week - WEEK, {"basis": "none"}))["basis"]
        return found

    @cached_property
    def of_songs(self) -> dict[str, Change]:
        found = {}
        for artist, own in self.held.items():
            found[artist] = Change()
            for part, one in own.items():
                found[artist].add(self.change(part, one))
        return found

    @cached_property
    def of_artists(self) -> dict[str, Change]:
        """Of artists with a figure this week or last."""
        found = {}
        for artist, songs in self.of_songs.items():
            if not {self.week, self.before} & self.own[artist].keys():
                continue
            found[artist] = Change()
            found[artist].add(songs)
            found[artist].add(self.account_more(artist, songs))
        return found

    @cached_property
    def of_label(self) -> Change:
        """Each song once, whoever holds it, and what only accounts know."""
        whole = Change()
        for artist in self.of_artists:
            whole.add(self.account_more(artist, self.of_songs[artist]))
        for part in {part for own in self.held.values() for part in own}:
            holders = [own[part] for artist, own in self.held.items() if part in own and artist in self.of_artists]
            if holders:
                whole.add(self.change(part, holders[0].of(holders[1:])))
        return whole

    def settled(self) -> tuple[int, int]:
        """Like for like without songs less than 4 weeks old, this week and last; a song of several once."""
        sums = []
        for side in ("this_week", "last_week"):
            own = {artist: self.own[artist].get(self.week, {}) for artist in self.artists}
            known = {artist: row for artist, row in own.items() if row.get(f"settled_{side}") is not None}
            total = sum(row[f"settled_{side}"] for row in known.values())
            for part in {part for held in self.held.values() for part in held}:
                is_release = is_new(self.drops.released_song(part), self.week)
                counted = [
                    artist
                    for artist, row in known.items()
                    if part in self.held[artist]
                    and self.held[artist][part].is_linked
                    and (row["basis"] == "account" or not is_release)
                ]
                total -= max(len(counted) - 1, 0) * (self.rows(part).get(self.week, NOTHING)[side] or 0)
            sums.append(total)
        return sums[0], sums[1]

    def line(self, artist: str, weeks: int = 13) -> list[int | None]:
        """Totals of an artist's last weeks; None before the first figure."""
        return [self._total(artist, self.week - back * WEEK) for back in reversed(range(weeks))]

    def _total(self, artist: str, week: date) -> int | None:
        if not {week, week - WEEK} & self.own[artist].keys():
            return None
        songs = sum(self.rows(part).get(week, NOTHING)["value"] or 0 for part in self.parts(artist))
        account = self.drops.account_weeks.get(artist, {}).get(week, 0) if self.metric == STREAMS else 0
        return max(songs, account) if self.basis(artist, week) == "account" else songs
