"""The vendor's own client reads the same from our stand-in as ours: whoever wrote neither agrees with both.

Its answers are what it was sent, as dictionaries. It keeps its settings in globals, so nothing else here uses it.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from soundcharts.client import SoundchartsClient

from sandbox.places import ARTIST_FIELDS, STREAMING_PLATFORMS, TRACK_PLATFORMS
from sandbox.world import World
from tasks.providers.soundcharts import Soundcharts
from tasks.providers.soundcharts.endpoints import ENDPOINTS
from tests.contract.soundcharts.official_events import ASKED as EVENTS_ASKED
from tests.sandbox.standin import StandIn

SLUG = "spotify-weekly-us"
SILENT = {"console_log_level": logging.CRITICAL, "file_log_level": logging.CRITICAL + 1}
FIELDS = {"followerCount": "follower_count", "likeCount": "like_count", "viewCount": "view_count"}
Compared = Callable[[SoundchartsClient, Soundcharts, World], tuple[Any, Any]]


def official(provider: StandIn, **access: str) -> SoundchartsClient:
    url = str(provider.client.base_url)
    return SoundchartsClient(
        base_url=url, auth_url=url, max_retries=0, exception_log_level=logging.WARNING, **access, **SILENT
    )


@pytest.fixture
def theirs(provider: StandIn) -> SoundchartsClient:
    return official(provider, app_id="soundcharts", api_key="soundcharts")


def moment(words: str | None) -> datetime | None:
    return None if words is None else datetime.fromisoformat(words)


def platforms(method: str, endpoint: str) -> Compared:
    def compare(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
        listed = getattr(theirs.referential, method)(limit=None)["items"]
        return [(p["code"], p["name"]) for p in listed], [(p.code, p.name) for p in ours.platforms(endpoint)]

    return compare


def charts(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    names = ("slug", "name", "platform", "frequency")
    listed = theirs.charts.get_song_chart_list_by_platform("spotify", limit=None)["items"]
    found = ours.charts("spotify")
    return (
        [(*(chart[name] for name in names), chart["countryCode"]) for chart in listed],
        [(*(getattr(chart, name) for name in names), chart.country_code) for chart in found],
    )


def ranking_dates(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    listed = theirs.charts.get_song_ranking_dates(SLUG, limit=None)["items"]
    return sorted(map(moment, listed)), ours.ranking_dates(SLUG)


def ranking(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    """The latest one and one of a date, all their pages."""
    at = ours.ranking_dates(SLUG)[0]
    answers = [
        theirs.charts.get_song_ranking_latest(SLUG, limit=None),
        theirs.charts.get_song_ranking_for_a_date(SLUG, at.isoformat(), limit=None),
    ]
    return (
        [
            (
                moment(answer["related"]["date"]),
                [
                    (e["position"], e["song"]["uuid"], e["metric"], moment(e["entryDate"]), e["oldPosition"])
                    for e in answer["items"]
                ],
            )
            for answer in answers
        ],
        [
            (
                found.ranked_at,
                [(e.position, str(e.song.uuid), e.metric, e.entry_date, e.old_position) for e, _ in found.entries],
            )
            for found in (ours.ranking(SLUG), ours.ranking(SLUG, at))
        ],
    )


def song(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    told, found = [], []
    for track in world.tracks[:5]:
        raw = theirs.song.get_song_metadata(track.uuid)["object"]
        told.append((raw["uuid"], raw["name"], raw["creditName"], moment(raw["releaseDate"]), raw["duration"]))
        read = ours.song(UUID(track.uuid))
        found.append((str(read.uuid), read.name, read.credit_name, read.release_date, read.duration))
    return told, found


def artist(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    told, found = [], []
    for each in world.artists[:5]:
        raw = theirs.artist.get_artist_metadata(each.uuid)["object"]
        told.append((raw["uuid"], raw["name"], raw["countryCode"], raw["careerStage"]))
        read = ours.artist(UUID(each.uuid))
        found.append((str(read.uuid), read.name, read.country_code, read.career_stage))
    return told, found


def quarters(world: World) -> list[tuple[date, date]]:
    """Windows that touch, none longer than the provider allows."""
    starts = [
        world.start_on + timedelta(days=90 * number) for number in range((world.end_on - world.start_on).days // 90 + 1)
    ]
    return [(start, min(start + timedelta(days=89), world.end_on)) for start in starts]


def days_of(world: World, ask: Callable[..., Any]) -> list[Any]:
    """Items of the whole history."""
    spans = ({"start_date": str(first), "end_date": str(last), "limit": None} for first, last in quarters(world))
    return [item for span in spans for item in ask(**span)["items"]]


def song_audience(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    told, found = [], []
    for track in world.tracks[:3]:
        for platform in TRACK_PLATFORMS:
            items = days_of(world, lambda **span: theirs.song.get_audience(track.uuid, platform, **span))  # noqa: B023
            told += [
                (track.uuid, platform, plot["identifier"], item["date"][:10], plot["value"])
                for item in items
                for plot in item["plots"]
                if plot["value"] is not None
            ]
            found += [
                (track.uuid, platform, each.identifier, str(each.observed_on), each.value)
                for each in ours.song_audience(UUID(track.uuid), platform, world.start_on, world.end_on)
            ]
    return sorted(told), sorted(found)


def artist_audience(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    uuid, told, found = world.artists[0].uuid, [], []
    for platform in ARTIST_FIELDS:
        items = days_of(world, lambda **span: theirs.artist.get_audience(uuid, platform, **span))  # noqa: B023
        told += [
            (platform, FIELDS[name], item["date"][:10], item[name])
            for item in items
            for name in FIELDS
            if item.get(name) is not None
        ]
        readings = ours.artist_audience(UUID(uuid), platform, world.start_on, world.end_on)
        found += [
            (platform, each.field, str(each.observed_on), each.value) for each in readings if each.field != "post_count"
        ]
    return sorted(told), sorted(found)


def artist_listening(theirs: SoundchartsClient, ours: Soundcharts, world: World) -> tuple[Any, Any]:
    uuid, told, found = world.artists[0].uuid, [], []
    for platform in STREAMING_PLATFORMS:
        items = days_of(world, lambda **span: theirs.artist.get_streaming_audience(uuid, platform, **span))  # noqa: B023
        told += [(platform, "", item["date"][:10], item["value"]) for item in items]
        items = days_of(world, lambda **span: theirs.artist.get_local_streaming_audience(uuid, platform, **span))  # noqa: B023
        plots = [plot for item in items for plot in item["countryPlots"]]
        told += [(platform, plot["countryCode"], plot["date"][:10], plot["value"]) for plot in plots]
        readings = ours.artist_listening(UUID(uuid), platform, world.start_on, world.end_on)
        found += [(platform, each.country or "", str(each.observed_on), each.value) for each in readings]
    return sorted(told), sorted(found)


ASKED: dict[str, Compared] = {
    "platforms": platforms("get_platforms", "platforms"),
    "platforms_social": platforms("get_platforms_for_audience_data", "platforms_social"),
    "platforms_streaming": platforms("get_platforms_for_streaming_data", "platforms_streaming"),
    "platforms_song_chart": platforms("get_platforms_for_song_charts", "platforms_song_chart"),
    "charts": charts,
    "ranking_dates": ranking_dates,
    "ranking": ranking,
    "song": song,
    "artist": artist,
    "song_audience": song_audience,
    "artist_audience": artist_audience,
    "artist_listening": artist_listening,
    **EVENTS_ASKED,
}


@pytest.mark.parametrize("endpoint", ASKED)
def test_both_clients_read_the_same(
    theirs: SoundchartsClient, client: Soundcharts, small_world: World, endpoint: str
) -> None:
    told, found = ASKED[endpoint](theirs, client, small_world)
    assert told
    assert found == told


def test_the_usage_is_read_and_costs_nothing(theirs: SoundchartsClient, provider: StandIn) -> None:
    """We read what is left from the heads of answers; the stand-in answers this address to whoever asks."""
    before = provider.stats()["quota_remaining"]
    assert theirs.usage_quotas.monitor_api_quota_and_rate_limits()["quota_remaining"] == before
    assert provider.stats()["quota_remaining"] == before


def test_every_endpoint_is_asked_by_both() -> None:
    # listeners without countries are asked for where the plan has none; theirs come from there above; a TikTok
    # sound by its id is in the reference and not in their client
    assert {*ASKED, "usage", "artist_listening_total", "tiktok_sound"} == set(ENDPOINTS)


@pytest.mark.parametrize("of", ["song", "artist"])
def test_several_are_read_in_one_call_as_theirs_reads_them(
    theirs: SoundchartsClient, client: Soundcharts, small_world: World, of: str
) -> None:
    uuids = [each.uuid for each in (small_world.tracks if of == "song" else small_world.artists)[:4]]
    ask = theirs.song.get_song_metadata_batch if of == "song" else theirs.artist.get_artist_metadata_batch
    found = (client.songs if of == "song" else client.artists)([UUID(uuid) for uuid in uuids])
    assert [(item["uuid"], item["name"]) for item in ask(uuids)["items"]] == [
        (str(one.uuid), one.name) for one in found
    ]
    assert len(client.log) == 1


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:aiohttp", "ignore::DeprecationWarning:soundcharts"
)  # its own way of asking for a token
def test_the_official_client_opens_the_door_with_a_token(provider: StandIn, small_world: World) -> None:
    issued = provider.stats()["tokens_issued"]
    access = {"client_id": "standin-client", "client_secret": "standin-secret", "team_id": "standin-team"}
    theirs = official(provider, **access)
    assert (
        theirs.artist.get_artist_metadata(small_world.artists[0].uuid)["object"]["name"] == small_world.artists[0].name
    )
    assert provider.stats()["tokens_issued"] == issued + 1


@pytest.mark.parametrize(
    ("uuid", "access", "status"),
    [
        ("00000000-0000-4000-8000-000000000000", {"app_id": "soundcharts", "api_key": "soundcharts"}, "404"),
        ("00000000-0000-4000-8000-000000000000", {"app_id": "soundcharts", "api_key": "wrong"}, "401"),
    ],
)
def test_the_official_client_understands_a_refusal(
    provider: StandIn, uuid: str, access: dict[str, str], status: str
) -> None:
    with pytest.raises(RuntimeError, match=status):
        official(provider, **access).artist.get_artist_metadata(uuid)
