"""Whatever goes wrong on the way to any of the five, what a client returns in the end is the truth."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from sandbox.library import Library, LibraryTrack
from sandbox.recordings import Recordings
from sandbox.servers.musicbrainz.server import MusicBrainz as ServedMusicBrainz
from sandbox.servers.theaudiodb.server import TheAudioDb as ServedTheAudioDb
from tasks.providers.caller import ATTEMPTS
from tasks.providers.errors import NotFound, Throttled, Unauthorized, Unavailable, Unreachable
from tests.contract.asking import answered, make_client, make_http, served, settings_of
from tests.sandbox.standin import StandIn
from tests.unit.recording_gate import RecordingGate

PROVIDERS = ("spotify", "musicbrainz", "lastfm", "discogs", "theaudiodb")
FAULTS = {
    "rate_limit": "throttled",
    "unavailable": "unavailable",
    "error": "unavailable",
    "cut": "unavailable",
    "bad_json": "unreadable",
    "slow": None,
}
# what each provider's stand-in is told to expect, given wrong
WRONG = {
    "spotify": {"client_secret": "gu3ss3d"},
    "lastfm": {"api_key": "gu3ss3d"},
    "discogs": {"token": "gu3ss3d"},
    "theaudiodb": {"api_key": "gu3ss3d"},
}

Ask = Callable[[Any], Any]


@pytest.fixture(scope="module")
def questions(library: Library, known_track: LibraryTrack) -> dict[str, tuple[Ask, Any]]:
    """One question for each provider, and its answer by the library."""
    track = known_track
    artist, album = library.artist_by_id[track.artists[0]], library.album_by_id[track.album]
    told = ServedTheAudioDb(library, "k")
    rows = {one.id_musicbrainz: row for one in library.artists if (row := told.artist_row(one)) is not None}
    mbid, row = next(iter(rows.items()))
    return {
        "spotify": (lambda client: client.track(track.id_spotify).isrc, track.isrc),
        "musicbrainz": (
            lambda client: [one.id for one in client.recordings_of_isrc(track.isrc)],
            [one.id for one in Recordings(library).by_isrc[str(track.isrc)]],
        ),
        "lastfm": (lambda client: client.artist_tags(artist.name).artist, artist.name),
        "discogs": (lambda client: client.search_albums(artist.name, album.name)[0].title, album.name),
        "theaudiodb": (lambda client: client.artist(mbid).genre, row["strGenre"]),
    }


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("kind", FAULTS)
def test_the_answer_is_true_in_spite_of(
    evidence: StandIn, questions: dict[str, tuple[Ask, Any]], provider: str, kind: str
) -> None:
    ask, truth = questions[provider]
    evidence.set_faults(provider=provider, shares={kind: 1.0})
    with served(provider, evidence.client.base_url) as client:
        assert ask(client) == truth
        failures = [exchange.failure for exchange in client.log]
    assert failures == ([None] if kind == "slow" else [FAULTS[kind]] * 3 + [None])


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_throttle_is_never_read_as_not_found(
    evidence: StandIn, questions: dict[str, tuple[Ask, Any]], provider: str
) -> None:
    gate = RecordingGate()
    ask, truth = questions[provider]
    evidence.set_faults(provider=provider, shares={"rate_limit": 1.0})
    with served(provider, evidence.client.base_url, gate) as client:
        assert ask(client) == truth
        statuses = [exchange.status for exchange in client.log]
    throttles = {
        "spotify": {429},
        "musicbrainz": {503},
        "lastfm": {429, 200},
        "discogs": {429},
        "theaudiodb": {429},
    }[provider]
    assert set(statuses[:3]) == throttles
    assert len(gate.pushed_back) == 3
    waits = {
        "spotify": [1.0] * 3,
        "musicbrainz": [1.0, 2.0, 4.0],
        "lastfm": [10.0] * 3,
        "discogs": [10.0] * 3,
        "theaudiodb": [60.0] * 3,
    }[provider]
    assert gate.pushed_back == waits


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_throttle_without_end_is_told_as_one(questions: dict[str, tuple[Ask, Any]], provider: str) -> None:
    says = {
        "spotify": httpx.Response(429, json={"error": {"status": 429, "message": "API rate limit exceeded"}}),
        "musicbrainz": httpx.Response(
            503, content=b"<error><text>Your requests are exceeding the allowable rate limit.</text></error>"
        ),
        "lastfm": httpx.Response(200, content=b'<lfm status="failed"><error code="29">Rate Limit</error></lfm>'),
        "discogs": httpx.Response(429, json={"message": "You are making requests too quickly."}),
        "theaudiodb": httpx.Response(429, content=b""),
    }[provider]
    with answered(provider, says) as client:
        with pytest.raises(Throttled):
            questions[provider][0](client)
        assert [exchange.failure for exchange in client.log] == ["throttled"] * ATTEMPTS


@pytest.mark.parametrize("provider", PROVIDERS)
def test_trouble_without_end_is_told_as_such(questions: dict[str, tuple[Ask, Any]], provider: str) -> None:
    with answered(provider, httpx.Response(502, content=b"<html>bad gateway</html>")) as client:
        with pytest.raises(Unavailable, match="502"):
            questions[provider][0](client)
        assert [exchange.failure for exchange in client.log] == ["unavailable"] * ATTEMPTS


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nobody_there_is_told_with_the_address(questions: dict[str, tuple[Ask, Any]], provider: str) -> None:
    with served(provider, "http://127.0.0.1:9") as client, pytest.raises(Unreachable, match=r"127\.0\.0\.1:9"):
        questions[provider][0](client)


@pytest.mark.parametrize("provider", WRONG)
def test_wrong_credentials_stop_the_run_and_are_not_told(
    evidence: StandIn, questions: dict[str, tuple[Ask, Any]], provider: str
) -> None:
    with served(provider, evidence.client.base_url, **WRONG[provider]) as client:
        with pytest.raises(Unauthorized, match=f"{provider.upper()}_") as told:
            questions[provider][0](client)
        assert len(client.log) <= 1
        assert "gu3ss3d" not in repr(client.log)
    assert "gu3ss3d" not in str(told.value)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_log_holds_no_credentials(evidence: StandIn, questions: dict[str, tuple[Ask, Any]], provider: str) -> None:
    with served(provider, evidence.client.base_url) as client:
        questions[provider][0](client)
        (exchange, *_) = client.log
        secrets = client._caller.auth.secrets()
    assert exchange.provider == provider
    assert exchange.body
    assert provider == "musicbrainz" or secrets
    assert [secret for secret in secrets if secret in repr(client.log)] == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_provider_that_repeats_the_credential_gets_it_nowhere(
    questions: dict[str, tuple[Ask, Any]], provider: str
) -> None:
    secret = {"spotify": "t0k3n", "lastfm": "standin-lastfm-key", "discogs": "standin-discogs-token"}.get(
        provider, "standin-audio-key"
    )
    with answered(
        provider, httpx.Response(400, json={"message": f"{secret}?", "error": {"message": secret}})
    ) as client:
        with pytest.raises(Exception) as told:  # noqa: PT011 - which one is not the matter
            questions[provider][0](client)
        if provider != "musicbrainz":
            assert secret not in str(told.value)
            assert secret not in repr(client.log)


@pytest.mark.parametrize(("provider", "unset"), [(name, next(iter(given))) for name, given in WRONG.items()][:3])
def test_missing_credentials_are_named(provider: str, unset: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"{provider.upper()}_{unset.upper()}"
    monkeypatch.delenv(name, raising=False)
    settings = settings_of(provider, "http://127.0.0.1:9", **{unset: None})
    with make_http(provider, settings) as http, pytest.raises(Unauthorized, match=name):
        make_client(provider, settings, http)


def test_musicbrainz_wants_to_know_whom_to_write_to() -> None:
    with pytest.raises(Unauthorized, match="MUSICBRAINZ_CONTACT"):
        make_http("musicbrainz", settings_of("musicbrainz", "http://127.0.0.1:9", contact=None))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_threads_with_clients_of_their_own_do_not_mix(evidence: StandIn, library: Library, provider: str) -> None:
    """Each asks for its own things, several times; each log holds just those."""
    votes = ServedMusicBrainz(library)
    asked: dict[str, Callable[[Any, int], tuple[Any, Any, str]]] = {
        "spotify": lambda client, n: (
            client.track(library.tracks[n].id_spotify).name,
            library.tracks[n].name,
            library.tracks[n].id_spotify,
        ),
        "musicbrainz": lambda client, n: (
            {tag.name: tag.count for tag in client.artist_tags(library.artists[n].id_musicbrainz)},
            {name: count for name, count in votes.tags_of_artist(library.artists[n].id_musicbrainz) if count > 0},
            library.artists[n].id_musicbrainz,
        ),
        "lastfm": lambda client, n: (
            client.artist_tags(library.artists[n].name).artist,
            library.artists[n].name,
            str(httpx.QueryParams({"artist": library.artists[n].name})),
        ),
        "discogs": lambda client, n: (
            client.release(str(library.albums[n].id_discogs + 500_000)).title,
            library.albums[n].name,
            str(library.albums[n].id_discogs + 500_000),
        ),
        "theaudiodb": lambda client, n: (
            _name_or_none(client, library.artists[n].id_musicbrainz) in (None, library.artists[n].name),
            True,
            library.artists[n].id_musicbrainz,
        ),
    }
    evidence.set_faults(provider=provider, shares={"rate_limit": 0.1, "bad_json": 0.1, "error": 0.1})
    settings = settings_of(provider, f"{str(evidence.client.base_url).rstrip('/')}/{provider}")

    with make_http(provider, settings) as http:

        def work(n: int) -> list[str]:
            client = make_client(provider, settings, http)
            for _ in range(6):
                got, truth, _ = asked[provider](client, n)
                assert got == truth
            mark = asked[provider](client, n)[2]
            assert len(client.log) >= 7
            return [exchange.url for exchange in client.log if mark not in exchange.url]

        with ThreadPoolExecutor(8) as pool:
            strangers = list(pool.map(work, range(16)))
    assert strangers == [[]] * 16


def _name_or_none(client: Any, mbid: str) -> str | None:
    try:
        name: str | None = client.artist(mbid).name
    except NotFound:
        return None
    return name
