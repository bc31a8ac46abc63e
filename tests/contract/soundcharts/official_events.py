"""Playlists, radio, charts, concerts, popularity, similar artists and current figures as both clients read them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from soundcharts.client import SoundchartsClient

from sandbox.happenings import PlantedEvent
from sandbox.world import World
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.event_records import CurrentFigure, CurrentStats

Compared = Callable[[SoundchartsClient, Soundcharts, World], tuple[Any, Any]]


def moment(words: str | None) -> datetime | None:
    return None if words is None else datetime.fromisoformat(words)


def happened(world: World, kind: str) -> list[PlantedEvent]:
    return [event for event in world.events if event.kind == kind][:6]


def artist_by_platform(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    told, found = [], []
    for artist in world.artists[:3]:
        told.append(theirs.artist.get_artist_by_platform_id("spotify", artist.identifiers["spotify"])["object"]["uuid"])
        found.append(str(ours.artist_on_platform(artist.identifiers["spotify"]).uuid))
    return told, found


def artist_songs(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    uuid = world.artists[0].uuid
    listed = theirs.artist.get_songs(uuid, limit=None, sort_by="releaseDate", sort_order="desc")["items"]
    found = ours.artist_songs(UUID(uuid))
    return (
        [(song["uuid"], song["name"], moment(song["releaseDate"])) for song in listed],
        [(str(song.uuid), song.name, song.release_date) for song in found],
    )


def artist_related(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    uuid = world.artists[0].uuid
    listed = theirs.artist.get_similar_artists(uuid)["items"]
    return (
        [(artist["uuid"], artist["name"]) for artist in listed],
        [(str(artist.uuid), artist.name) for artist, _ in ours.related_artists(UUID(uuid))],
    )


def popularity(of: str) -> Compared:
    def compare(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
        uuid = (world.artists if of == "artist" else world.tracks)[0].uuid
        first, last = world.end_on.replace(day=1), world.end_on
        listed = getattr(theirs, of).get_popularity(uuid, start_date=str(first), end_date=str(last), limit=None)[
            "items"
        ]
        ask = ours.artist_popularity if of == "artist" else ours.song_popularity
        return (
            sorted((item["date"][:10], item["value"]) for item in listed),
            sorted((str(day.observed_on), day.value) for day in ask(UUID(uuid), "spotify", first, last)),
        )

    return compare


def playlists(of: str) -> Compared:
    def compare(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
        told, found = [], []
        for uuid in {str(event.artist if of == "artist" else event.track) for event in happened(world, "playlist")}:
            listed = getattr(theirs, of).get_playlist_entries(uuid, limit=None, sort_by="subscriberCount")["items"]
            told += [
                (
                    uuid,
                    item["playlist"]["uuid"],
                    item["playlist"]["latestSubscriberCount"],
                    moment(item["entryDate"]),
                    moment(item["exitDate"]),
                    item.get("song", {}).get("uuid"),
                )
                for item in listed
            ]
            ask = ours.artist_playlists if of == "artist" else ours.song_playlists
            found += [
                (
                    uuid,
                    str(stay.playlist.uuid),
                    stay.playlist.latest_subscriber_count,
                    stay.entry_date,
                    stay.exit_date,
                    None if stay.song is None else str(stay.song.uuid),
                )
                for stay, _ in ask(UUID(uuid))
            ]
        return told, found

    return compare


def radio(of: str) -> Compared:
    def compare(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
        told, found = [], []
        for event in happened(world, "radio"):
            uuid, span = (
                str(event.artist if of == "artist" else event.track),
                (event.on, min(event.until, world.end_on)),
            )
            days = {"start_date": str(span[0]), "end_date": str(span[1])}
            listed = getattr(theirs, of).get_radio_spin_count(uuid, **days, limit=None)["items"]
            told += [(item["radio"]["slug"], item["radio"]["countryCode"], item["playCount"]) for item in listed]
            ask = ours.artist_radio if of == "artist" else ours.song_radio
            found += [(one.radio.slug, one.radio.country_code, one.play_count) for one, _ in ask(UUID(uuid), *span)]
        return told, found

    return compare


def chart_places(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    uuid = world.artists[0].uuid
    listed = theirs.artist.get_chart_song_entries(uuid, current_only="0", limit=None)["items"]
    return (
        sorted((item["chart"]["slug"], item["song"]["uuid"], item["position"]) for item in listed),
        sorted(
            (one.chart.slug, str(one.song.uuid), one.position)
            for one, _ in ours.artist_chart_places(UUID(uuid))
            if one.song is not None
        ),
    )


def concerts(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    told, found = [], []
    for event in happened(world, "concert"):
        span = {"start_date": str(world.start_on), "end_date": str(world.end_on)}
        listed = theirs.artist.get_events(event.artist, **span, limit=None)["items"]
        told += [(item["uuid"], moment(item["date"]), item["venue"]["capacity"]) for item in listed]
        found += [
            (str(one.uuid), one.date, one.venue.capacity)
            for one, _ in ours.artist_concerts(UUID(event.artist), world.start_on, world.end_on)
            if one.venue is not None
        ]
    return told, found


def stats(of: str) -> Compared:
    groups = ("social", "audience", "streaming", "popularity")

    def compare(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
        uuid = (world.artists if of == "artist" else world.tracks)[0].uuid
        answer = getattr(theirs, of).get_current_stats(uuid, period=28)
        told = [
            (group, item["platform"], item["value"], item["evolution"])
            for group in groups
            for item in answer.get(group, [])
        ]
        asked: CurrentStats = (ours.artist_stats if of == "artist" else ours.song_stats)(UUID(uuid), 28)
        figures: list[tuple[str, CurrentFigure]] = [(group, one) for group in groups for one in getattr(asked, group)]
        return told, [(group, one.platform, one.value, one.evolution) for group, one in figures]

    return compare


ASKED: dict[str, Compared] = {
    "artist_by_platform": artist_by_platform,
    "artist_songs": artist_songs,
    "artist_related": artist_related,
    "artist_popularity": popularity("artist"),
    "song_popularity": popularity("song"),
    "artist_playlists": playlists("artist"),
    "song_playlists": playlists("song"),
    "artist_radio": radio("artist"),
    "song_radio": radio("song"),
    "artist_chart_places": chart_places,
    "artist_concerts": concerts,
    "artist_stats": stats("artist"),
    "song_stats": stats("song"),
}
