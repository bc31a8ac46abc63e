"""The stand-ins themselves: strict about rate, credentials and User-Agent, and the same for the same seed."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.library import Library, make_library
from sandbox.servers.standin import standins
from sandbox.servers.tag_providers import main
from sandbox.world import make_world
from tests.sandbox.standin import StandIn, running

AGENT = {"User-Agent": "tests/1 ( tests@groundswell.example )"}
LASTFM = {"api_key": "standin-lastfm-key", "method": "artist.gettoptags", "format": "json"}
DISCOGS = {"Authorization": "Discogs token=standin-discogs-token"}
AUDIO = "/theaudiodb/api/v1/json/standin-audio-key"


@pytest.fixture(scope="module")
def library() -> Library:
    return make_library(make_world())


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    with running(tmp_path_factory.mktemp("fast"), "--speed", "100000", module="tag_providers") as server:
        yield server


@pytest.fixture
def real(tmp_path: Path) -> Iterator[StandIn]:
    """At the providers' own rates."""
    with running(tmp_path, module="tag_providers") as server:
        yield server


def bearer(server: StandIn) -> dict[str, str]:
    pair = ("standin-client", "standin-secret")
    told = server.client.post("/spotify/api/token", auth=pair, data={"grant_type": "client_credentials"})
    return {"Authorization": f"Bearer {told.json()['access_token']}"}


def several(library: Library) -> list[tuple[str, dict[str, str]]]:
    """Questions to all five, with the headers they need."""
    track = library.tracks[0]
    album, artist = library.albums[0], library.artists[0]
    return [
        (f"/spotify/v1/tracks/{track.id_spotify}", {}),
        (f"/spotify/v1/albums/{album.id_spotify}", {}),
        ("/spotify/v1/search?type=track&q=track:Love", {}),
        (f"/musicbrainz/ws/2/isrc/{library.tracks[1].isrc}?fmt=json&inc=artists+releases+isrcs", AGENT),
        (f"/musicbrainz/ws/2/artist/{artist.id_musicbrainz}?fmt=json&inc=tags", AGENT),
        (f"/musicbrainz/ws/2/release-group/{album.id_release_group}?fmt=json&inc=tags", AGENT),
        ("/musicbrainz/ws/2/recording?fmt=json&query=recording:(light)", AGENT),
        (f"/lastfm/2.0/?{httpx.QueryParams({**LASTFM, 'artist': artist.name})}", {}),
        (f"/discogs/masters/{library.albums[1].id_discogs}", DISCOGS),
        ("/discogs/database/search?release_title=more&artist=Paper+Cassette&type=release", DISCOGS),
        (f"{AUDIO}/artist-mb.php?i={artist.id_musicbrainz}", {}),
    ]


def test_the_same_seed_says_the_same_in_every_process(fast: StandIn, library: Library, tmp_path: Path) -> None:
    def told(server: StandIn) -> list[tuple[int, str]]:
        pass_ = bearer(server)
        answers = [server.client.get(path, headers=headers or pass_) for path, headers in several(library)]
        address = str(server.client.base_url).rstrip("/")
        return [(one.status_code, one.text.replace(address, "")) for one in answers]

    with running(tmp_path, "--speed", "100000", module="tag_providers") as other:
        assert told(other) == told(fast)


def test_every_question_has_an_answer(fast: StandIn, library: Library) -> None:
    pass_ = bearer(fast)
    for path, headers in several(library):
        answer = fast.client.get(path, headers=headers or pass_)
        assert answer.status_code == 200, path
        assert len(answer.content) > 60, path


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/spotify/v1/tracks/x", {}, 401),
        ("/spotify/v1/tracks/x", {"Authorization": "Bearer made-up"}, 401),
        ("/musicbrainz/ws/2/artist/x", {"User-Agent": "python-requests/2.32"}, 403),
        ("/musicbrainz/ws/2/artist/x", {"User-Agent": "groundswell/0.1"}, 403),
        ("/lastfm/2.0/?method=artist.gettoptags&artist=a&api_key=wrong", {}, 403),
        ("/discogs/database/search", {}, 401),
        ("/discogs/database/search", {"Authorization": "Discogs token=wrong"}, 401),
        ("/discogs/database/search", {"User-Agent": ""}, 403),
        ("/theaudiodb/api/v1/json/wrong/track-mb.php?i=1", {}, 404),
        ("/elsewhere", {}, 404),
    ],
)
def test_strangers_are_kept_out(fast: StandIn, path: str, headers: dict[str, str], status: int) -> None:
    assert fast.client.get(path, headers=headers).status_code == status


def test_musicbrainz_lets_one_a_second_in(real: StandIn, library: Library) -> None:
    path = f"/musicbrainz/ws/2/artist/{library.artists[0].id_musicbrainz}?fmt=json"
    first, second = (real.client.get(path, headers=AGENT) for _ in range(2))
    time.sleep(1.05)
    third = real.client.get(path, headers=AGENT)
    assert [one.status_code for one in (first, second, third)] == [200, 503, 200]
    assert "exceeding the allowable rate limit" in second.text
    assert real.stats()["musicbrainz"]["throttled_earned"] == 1


def test_the_others_let_bursts_in_up_to_their_window(real: StandIn) -> None:
    discogs = [real.client.get("/discogs/releases/1", headers=DISCOGS) for _ in range(61)]
    audio = [real.client.get(f"{AUDIO}/track-mb.php?i=1") for _ in range(31)]
    lastfm = [real.client.get("/lastfm/2.0/", params={**LASTFM, "artist": "Zzyzx"}) for _ in range(26)]
    pass_ = bearer(real)
    spotify = [real.client.get("/spotify/v1/tracks/x", headers=pass_) for _ in range(31)]
    assert [one.status_code for one in discogs] == [404] * 60 + [429]
    assert [one.status_code for one in audio] == [200] * 30 + [429]
    assert [one.json().get("error") for one in lastfm[:25]] == [6] * 25
    assert 'code="29"' in lastfm[25].text
    assert [one.status_code for one in spotify] == [404] * 30 + [429]
    assert int(spotify[30].headers["retry-after"]) >= 1
    remaining = [int(one.headers["x-discogs-ratelimit-remaining"]) for one in discogs]
    assert remaining == [*range(59, -1, -1), 0]
    stats = real.stats()
    assert {name: one["throttled_earned"] for name, one in stats.items() if one["requests"]} == {
        "spotify": 1,
        "lastfm": 1,
        "discogs": 1,
        "theaudiodb": 1,
    }


def test_speed_multiplies_the_rates(tmp_path: Path) -> None:
    with running(tmp_path, "--speed", "3", module="tag_providers") as server:
        stats = server.stats()
    assert {name: (one["allowed"], one["window_s"]) for name, one in stats.items()} == {
        name: (3 * standin.allowed, standin.window_s) for name, standin in standins().items()
    }
    assert (stats["lastfm"]["allowed"], stats["lastfm"]["window_s"]) == (75, 5.0)


def test_development_mode_lacks_what_was_taken_away(fast: StandIn, library: Library) -> None:
    pass_ = bearer(fast)
    track = fast.client.get(f"/spotify/v1/tracks/{library.tracks[0].id_spotify}", headers=pass_).json()
    assert {"popularity", "available_markets", "linked_from"} & set(track) == set()
    album = fast.client.get(f"/spotify/v1/albums/{library.albums[0].id_spotify}", headers=pass_).json()
    assert {"label", "popularity", "available_markets"} & set(album) == set()
    for closed in ("tracks?ids=x", "albums?ids=x", "artists/x/top-tracks", "browse/new-releases", "markets"):
        assert fast.client.get(f"/spotify/v1/{closed}", headers=pass_).status_code == 403


def test_spotify_lists_by_the_page(fast: StandIn, library: Library) -> None:
    pass_, album = bearer(fast), library.albums[0]
    path: str | None = f"/spotify/v1/albums/{album.id_spotify}/tracks?limit=3"
    seen: list[str] = []
    while path:
        page = fast.client.get(path, headers=pass_).json()
        seen += [item["id"] for item in page["items"]]
        path = page["next"]
    assert tuple(seen) == album.tracks


def test_faults_are_done_to_one_or_to_all(fast: StandIn) -> None:
    def failing() -> list[int]:
        return [fast.client.get(f"{AUDIO}/track-mb.php?i=1").status_code, discogs()]

    def discogs() -> int:
        return fast.client.get("/discogs/releases/1", headers=DISCOGS).status_code

    fast.set_faults(provider="theaudiodb", shares={"error": 1.0})
    assert failing() == [500, 404]
    fast.set_faults(shares={"rate_limit": 1.0})
    assert failing() == [429, 429]
    fast.set_faults(level="none")
    assert failing() == [200, 404]
    injected = fast.stats()["theaudiodb"]["injected"]
    assert (injected["error"], injected["rate_limit"]) == (1, 1)


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("faults", {"level": "wild"}),
        ("faults", {"provider": "nobody", "level": "none"}),
        ("faults", {}),
        ("spotify", {"state": "asleep"}),
    ],
)
def test_orders_that_can_not_be_are_refused(fast: StandIn, path: str, order: dict[str, Any]) -> None:
    assert fast.client.post(f"/_standin/{path}", json=order).status_code == 400


def test_a_start_that_can_not_be_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--speed", "0"]) == 1
    assert "cannot start" in capsys.readouterr().err


def test_credentials_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "credentials.json"
    file.write_text('{"discogs_token": "mine"}')
    with running(tmp_path, "--credentials-file", str(file), module="tag_providers") as server:
        statuses = [
            server.client.get(
                "/discogs/releases/900001", headers={"Authorization": f"Discogs token={token}"}
            ).status_code
            for token in ("mine", "standin-discogs-token")
        ]
    assert statuses == [200, 401]
