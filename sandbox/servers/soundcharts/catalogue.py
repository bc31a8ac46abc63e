"""A world in the words of Soundcharts: the JSON objects that its endpoints serve."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import quote

from sandbox.cast import Artist, Genre, Track
from sandbox.charts import COUNTRY_OF_SLUG, POSITIONS
from sandbox.identifiers import link
from sandbox.places import ARTIST_FIELDS, COUNTRY_NAMES, PLATFORM_NAMES
from sandbox.seeded_random import dice
from sandbox.servers.envelope import Json
from sandbox.servers.soundcharts.points import Points, midnight, noon, points
from sandbox.world import World

KEPT_SERIES = 400  # about 20 MB

# Our kind -> the field of an audience item.
_FIELD_NAMES = {
    "likes": "likeCount",
    "followers": "followerCount",
    "following": "followingCount",
    "posts": "postCount",
    "views": "viewCount",
}


class Catalogue:
    """What the provider knows of a world; None where it would answer 404."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.today = world.end_on
        self.song_points = lru_cache(KEPT_SERIES)(self._song_points)
        self.artist_points = lru_cache(KEPT_SERIES)(self._artist_points)
        self.listener_points = lru_cache(KEPT_SERIES)(self._listener_points)

    def charts(self) -> list[Json]:
        """All song charts, as in `related.chart` of a ranking."""
        return [_weekly_chart(slug, country) for slug, country in COUNTRY_OF_SLUG.items()]

    @cached_property
    def chart_by_slug(self) -> dict[str, Json]:
        return {str(chart["slug"]): chart for chart in self.charts()}

    def ranking_days(self, slug: str) -> list[date]:
        """Days with a ranking, newest first."""
        return sorted(self.world.rankings(slug), reverse=True)

    def ranking(self, slug: str, day: date) -> list[Json] | None:
        """Lines of one ranking."""
        lines = self.world.rankings(slug).get(day)
        if lines is None:
            return None
        return [
            {
                "song": self.song_head(self.world.track_by_uuid[line.track]),
                "position": line.position,
                "positionEvolution": line.old_position - line.position if line.old_position else 0,
                "metric": line.streams,
                "entryState": "",
                "entryDate": noon(line.entered_on),
                "rankDate": noon(day),
                "oldPosition": line.old_position,
                "timeOnChart": line.weeks_on_chart,
                "timeOnChartUnit": "WOC",
            }
            for line in lines
        ]

    def track(self, uuid: str) -> Track | None:
        """The song of a uuid unless it is deleted."""
        track = self.world.track_by_uuid.get(uuid)
        return None if track is None or track.is_deleted else track

    def tracks(self) -> Iterable[Track]:
        """All songs that are not deleted."""
        return (track for track in self.world.tracks if not track.is_deleted)

    def song_head(self, track: Track) -> Json:
        """A song as rankings and `related` show it."""
        return {
            "uuid": track.uuid,
            "name": track.name,
            "creditName": track.credit_name,
            "imageUrl": f"https://assets.example/song/{track.uuid}.jpg",
        }

    def song(self, track: Track) -> Json:
        """Song metadata v2.25; of a thin song four members are null or, for every second one, missing."""
        country = track.isrc[:2]
        whole: Json = {
            "uuid": track.uuid,
            "name": track.name,
            "isrc": {"value": track.isrc, "countryCode": country, "countryName": COUNTRY_NAMES.get(country, "")},
            "creditName": track.credit_name,
            "artists": [self.artist_head(self.world.artist_by_uuid[uuid]) for uuid in track.artists],
            "releaseDate": midnight(track.released_on),
            "copyright": f"℗ {track.released_on.year} {track.labels[0][0]}",
            "appUrl": f"https://app.example/song/{track.uuid}/overview",
            "imageUrl": f"https://assets.example/song/{track.uuid}.jpg",
            "duration": track.duration_s,
            "explicit": track.is_explicit,
            "genres": _genres(track.genres),
            "composers": [self.world.artist_by_uuid[track.artists[0]].name],
            "producers": [],
            "labels": [{"name": name, "type": owner} for name, owner in track.labels],
            "audio": track.audio,
            "languageCode": "",
            "distributor": track.labels[0][1],
        }
        if track.is_thin:
            unknown = ("isrc", "releaseDate", "labels", "audio")
            is_missing = dice("thin", track.uuid).random() < 0.5
            return {
                name: None if name in unknown else value
                for name, value in whole.items()
                if not (is_missing and name in unknown)
            }
        return whole

    def song_identifiers(self, track: Track) -> list[Json]:
        return [
            _identifier(platform, identifier, is_default=place == 0)
            for platform, identifiers in track.identifiers.items()
            if platform != "airplay"
            for place, identifier in enumerate(identifiers)
        ]

    def artist_head(self, artist: Artist) -> Json:
        """An artist as songs and `related` show it."""
        return {
            "uuid": artist.uuid,
            "slug": artist.slug,
            "name": artist.name,
            "appUrl": f"https://app.example/artist/{quote(artist.slug)}/overview",
            "imageUrl": f"https://assets.example/artist/{artist.uuid}.jpg",
        }

    def artist(self, artist: Artist) -> Json:
        """Artist metadata v2.9."""
        return self.artist_head(artist) | {
            "webUrl": f"https://app.example/artist/{quote(artist.slug)}",
            "countryCode": artist.country,
            "genres": _genres(artist.genres),
            "biography": artist.biography,
            "isni": None,
            "ipi": None,
            "gender": None,
            "type": None,
            "birthDate": None,
            "careerStage": ("developing", "developing", "mid_level", "mainstream", "superstar")[artist.tier - 2],
            "growthLevel": None,
            "cityName": None,
        }

    def artist_identifiers(self, artist: Artist) -> list[Json]:
        return [_identifier(platform, name, is_default=True) for platform, name in artist.identifiers.items()]

    def raw_audience(self, track: Track, platform: str, start_on: date, end_on: date) -> Json | None:
        """A whole song audience answer that goes out as it is; a made-up world has none."""
        return None

    def _song_points(self, track_uuid: str, platform: str) -> Points:
        series = self.world.track_series(track_uuid, platform)
        days = next(iter(series.values()))
        return points(
            {
                day: {
                    "date": midnight(day),
                    "plots": [{"identifier": name, "value": values[day]} for name, values in series.items()],
                }
                for day in days
            }
        )

    def _artist_points(self, artist_uuid: str, platform: str) -> Points | None:
        if (artist_uuid, platform) == self.world.silent_audience:
            return None
        series = {kind: self.world.artist_series(artist_uuid, platform, kind) for kind in ARTIST_FIELDS[platform]}
        return points(
            {
                day: {"date": midnight(day)}
                | {name: series[kind][day] if kind in series else None for kind, name in _FIELD_NAMES.items()}
                for day in series["followers"]
            }
        )

    def _listener_points(self, artist_uuid: str, platform: str) -> Points:
        series = self.world.artist_series(artist_uuid, platform, "listeners")
        return points({day: {"date": midnight(day), "value": value} for day, value in series.items()})

    def local_points(self, artist: Artist, platform: str) -> Points:
        """Listeners, on Mondays with their countries; the world knows no cities."""
        series = self.world.artist_series(artist.uuid, platform, "listeners")
        located = self.world.listeners_by_country(artist.uuid, platform)
        return points(
            {
                day: {
                    "date": midnight(day),
                    "value": value,
                    "cityPlots": [],
                    "countryPlots": [
                        {
                            "date": midnight(day),
                            "value": values[day],
                            "countryName": COUNTRY_NAMES[country],
                            "countryCode": country,
                        }
                        for country, values in located.items()
                        if day in values
                    ],
                }
                for day, value in series.items()
            }
        )


def platform_item(code: str) -> Json:
    """A platform in a list."""
    return {"name": PLATFORM_NAMES[code], "code": code}


def _weekly_chart(slug: str, country: str) -> Json:
    return {
        "name": "Top Songs",
        "type": "song",
        "slug": slug,
        "platform": "spotify",
        "frequency": "weekly",
        "countryCode": country,
        "countryName": COUNTRY_NAMES[country],
        "cityName": "",
        "maxResultsCount": POSITIONS,
        "webUrl": f"https://charts.spotify.com/charts/view/regional-{country.lower()}-weekly/latest",
        "metric": {"type": "streamcount", "description": "Streams"},
    }


def _identifier(platform: str, identifier: str, *, is_default: bool) -> Json:
    return {
        "identifier": identifier,
        "platformName": PLATFORM_NAMES[platform],
        "platformCode": platform,
        "url": link(platform, identifier),
        "default": is_default,
    }


def _genres(genres: tuple[Genre, ...]) -> list[Json]:
    return [{"root": root, "sub": list(sub)} for root, sub in genres]
