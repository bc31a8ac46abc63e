"""A warehouse with vendor facts entered by hand: artists with accounts, tracks, links, sounds, and readings with the
moment each became known."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine, text

from tasks.trends.rollup_store import roll_up
from tests.warehouse.queued import run_sql

FRIDAY = date(2026, 11, 6)
NEXT = FRIDAY + timedelta(days=7)
LONG = FRIDAY - timedelta(days=70)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
BARE = "translate(sentence, U&'\\2068\\2069', '')"  # without what keeps a title's direction to itself


def at(day: date, hour: int = 6) -> datetime:
    return datetime.combine(day, time(hour), UTC)


class Linked:
    """Names stand for rows: artists, tracks (each a unified song with one Spotify track), sounds."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.ids: dict[str, int] = {}
        for platform in ("luminate", "tiktok"):
            self.run(
                "insert into core.platform (code, name, kinds, provider, provider_code) values (:p, :p, '{}', :p, :p)",
                p=platform,
            )
        for code, platform, entity, kind, membership in (
            ("track_luminate_streams", "luminate", "track", "flow", "links"),
            ("artist_luminate_streams", "luminate", "artist", "weekly", "links"),
            ("sound_tiktok_posts", "tiktok", "sound", "counter", "sounds"),
        ):
            self.run(
                "insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule, "
                "membership) select :code, :code, platform_id, :entity, :kind, 'x', 'single', :membership "
                "from core.platform where code = :platform",
                code=code,
                platform=platform,
                entity=entity,
                kind=kind,
                membership="credits" if entity == "artist" else membership,
            )

    def run(self, statement: str, **given: Any) -> Any:
        with self.engine.begin() as connection:
            done = connection.execute(text(statement), given)
            return done.scalar() if done.returns_rows else None

    def artist(self, name: str, label: str | None = None) -> int:
        number = len(self.ids) + 1
        self.ids[name] = self.run(
            "insert into core.artist (artist_id_spotify, name) values (:id, :name) returning artist_id",
            id=f"{number:022d}",
            name=name,
        )
        self.run(
            "insert into core.spotify_account (spotify_account_id, artist_id_spotify, name, artist_id) "
            "values (:account, :id, :name, :artist)",
            account=self.ids[name],
            id=f"{number:022d}",
            name=name,
            artist=self.ids[name],
        )
        if label:
            self.run(
                "insert into app.artist_card (artist_id, status, label, created_by, confirmed_at) "
                "values (:artist, 'confirmed', :label, 'Test', now())",
                artist=self.ids[name],
                label=label,
            )
        return self.ids[name]

    def track(
        self, name: str, artists: Sequence[str], *, released_on: date | None = None, linked: datetime | None = LONG_AGO
    ) -> int:
        """A track on the artists' accounts; linked to its song from a moment on, or not at all."""
        number = 1000 + len(self.ids)
        self.ids[name] = self.run(
            "insert into core.track (song_id_luminate, name, credit_name, release_on) values (:n, :name, '', :day) "
            "returning track_id",
            n=number,
            name=name,
            day=released_on,
        )
        for artist in artists:
            self.run(
                "insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, known_from) "
                "values (:account, :track, true, :since)",
                account=self.ids[artist],
                track=self.ids[name],
                since=LONG_AGO,
            )
        if linked is not None:
            self.link(name, linked)
        return self.ids[name]

    def link(self, track: str, since: datetime) -> None:
        self.run(
            "insert into core.song_link (spotify_track_id, track_id, method, known_from) "
            "values (:track, :track, 'vendor', :since)",
            track=self.ids[track],
            since=since,
        )
        self.mark_artists()

    def unlink(self, track: str, until: datetime) -> None:
        self.run("update core.song_link set known_until = :until where track_id = :t", t=self.ids[track], until=until)
        self.mark_artists()

    def sound(self, name: str, artist: str, since: datetime = LONG_AGO) -> int:
        self.ids[name] = self.run(
            "insert into core.sound (sound_id_tiktok) values (:id) returning sound_id", id=f"{len(self.ids):019d}"
        )
        self.run(
            "insert into core.artist_sound (artist_id, sound_id, linked_by, known_from) "
            "values (:a, :s, 'Test', :since)",
            a=self.ids[artist],
            s=self.ids[name],
            since=since,
        )
        return self.ids[name]

    def mark_artists(self) -> None:
        self.run("insert into ops.dirty_mark (artist_id, since_on) select artist_id, '-infinity' from core.artist")

    def days(self, of: str, metric: str, values: Mapping[date, int], known: datetime | None = None) -> None:
        """Readings, each known 54 hours after its day began, or all at a moment; a changed one becomes a revision."""
        entity = {"track_luminate_streams": "track", "artist_luminate_streams": "artist"}.get(metric, "sound")
        series = self.run(
            f"insert into core.audience_series (metric_id, {entity}_id) select metric_id, :id from core.metric "
            "where code = :metric on conflict on constraint uq_audience_series_meaning do update set identifier = '' "
            "returning series_id",
            id=self.ids[of],
            metric=metric,
        )
        for day, value in values.items():
            moment = known or at(day) + timedelta(days=2)
            self.run(
                "with old as (select * from core.audience_point where series_id = :s and observed_on = :d), kept as ("
                "insert into core.audience_revision (series_id, observed_on, value, known_from, known_until) "
                "select series_id, observed_on, value, loaded_at, :k from old) "
                "insert into core.audience_point (series_id, observed_on, value, loaded_at) values (:s, :d, :v, :k) "
                "on conflict (series_id, observed_on) "
                "do update set value = excluded.value, loaded_at = excluded.loaded_at",
                s=series,
                d=day,
                v=value,
                k=moment,
            )
        self.run("insert into ops.dirty_mark (series_id, since_on) values (:s, :d)", s=series, d=min(values))

    def streams(self, track: str, values: Sequence[int | None], start: date, known: datetime | None = None) -> None:
        """Daily streams of a track from a day on; None for a day without a reading."""
        self.days(track, "track_luminate_streams", daily(values, start), known)

    def rows(self, query: str, **given: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in run_sql(self.engine, query, **given)]


def daily(values: Sequence[int | None], start: date) -> dict[date, int]:
    return {start + timedelta(days=place): value for place, value in enumerate(values) if value is not None}


def two_weeks(engine: Engine) -> Linked:
    """Ann with two songs and one not linked; 10 a day, then 30, Two without a day of the second week."""
    world = Linked(engine)
    world.artist("Ann", label="North")
    for track in ("One", "Two", "Old", "Lost"):
        world.track(track, ["Ann"], linked=None if track == "Lost" else at(FRIDAY - timedelta(days=21)))
    world.streams("One", [10] * 7 + [30] * 7, FRIDAY)
    world.streams("Two", [1] * 7, FRIDAY)
    world.streams("Old", [5] * 7, FRIDAY - timedelta(days=70))
    roll_up(engine)
    return world
