"""Credentials, rate and quota are strict."""

import subprocess
import sys
import time
from pathlib import Path

import httpx

from sandbox.servers.limits import RateWindow
from sandbox.servers.soundcharts.access import Credentials
from tests.sandbox.standin import ROOT, StandIn, running

ANY = "/api/v2/referential/platforms"
TOKEN_FORM = {"grant_type": "client_credentials", "team_id": "standin-team"}


def bare(server: StandIn) -> httpx.Client:
    return httpx.Client(base_url=server.client.base_url, trust_env=False, verify=False)


def test_wrong_or_no_credentials(standin: StandIn) -> None:
    with bare(standin) as client:
        for headers in ({}, {"x-app-id": "soundcharts"}, {"x-app-id": "soundcharts", "x-api-key": "guess"}):
            response = client.get(ANY, headers=headers)
            assert response.status_code == 401
            assert response.json()["errors"][0]["code"] == 401
            assert int(response.headers["x-quota-remaining"]) > 0
        assert client.get(ANY, headers={"authorization": "Bearer guess"}).status_code == 401


def test_bearer_token_works_until_it_ends(spare: StandIn) -> None:
    with bare(spare) as client:
        answer = client.post("/oauth/token", data=TOKEN_FORM, auth=("standin-client", "standin-secret"))
        assert answer.status_code == 200
        assert answer.json().keys() == {"access_token", "token_type", "expires_in"}
        assert answer.json()["expires_in"] == 1
        bearer = {"authorization": f"Bearer {answer.json()['access_token']}"}
        assert client.get(ANY, headers=bearer).status_code == 200
        time.sleep(1.05)
        assert client.get(ANY, headers=bearer).status_code == 401


def test_token_is_refused(standin: StandIn) -> None:
    with bare(standin) as client:
        assert client.post("/oauth/token", data=TOKEN_FORM).status_code == 401
        assert client.post("/oauth/token", data=TOKEN_FORM, auth=("standin-client", "guess")).status_code == 401
        known = ("standin-client", "standin-secret")
        assert client.post("/oauth/token", data=TOKEN_FORM | {"team_id": "x"}, auth=known).status_code == 400
        assert client.post("/oauth/token", data=TOKEN_FORM | {"grant_type": "x"}, auth=known).status_code == 400


def test_credentials_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "credentials.json"
    file.write_text('{"app_id": "ours", "api_key": "quiet"}', "utf-8")
    assert Credentials.from_environment(file).app_id == "ours"
    with running(tmp_path, "--credentials-file", str(file), "--artists", "3", "--tracks", "6") as server:
        assert server.get(ANY).status_code == 401
        assert server.client.get(ANY, headers={"x-app-id": "ours", "x-api-key": "quiet"}).status_code == 200


def test_the_sliding_second() -> None:
    window = RateWindow(3)
    assert [window.admits(at) for at in (0.0, 0.5, 0.9)] == [True, True, True]
    assert not window.admits(0.95)
    assert not window.admits(1.1)  # 0.5, 0.9, 0.95 and this one: the refused one counts
    assert window.admits(2.0)
    assert window.worst == 4
    assert window.reset_s(2.0) == 1


def test_over_the_rate_and_staying_there(spare: StandIn) -> None:
    answers = [spare.get(ANY) for _ in range(30)]
    statuses = [answer.status_code for answer in answers]
    assert statuses[:10] == [200] * 10
    assert set(statuses[10:]) == {429}
    assert int(answers[-1].headers["x-ratelimit-reset"]) >= 1
    assert "maximum request count" in answers[-1].json()["errors"][0]["message"]
    until = time.monotonic() + 1.2
    while time.monotonic() < until:
        assert spare.get(ANY).status_code == 429
        time.sleep(0.05)
    stats = spare.stats()
    assert stats["throttled_earned"] == stats["answered"]["429"]
    assert stats["worst_second"] > 10
    assert stats["quota_remaining"] == 100_000 - 10
    time.sleep(1.01)
    assert spare.get(ANY).status_code == 200


def test_the_quota_ends(spare: StandIn) -> None:
    spare.set_quota(2)
    assert [spare.get(ANY).headers["x-quota-remaining"] for _ in range(2)] == ["1", "0"]
    empty = spare.get(ANY)
    assert empty.status_code == 429
    assert "x-ratelimit-reset" not in empty.headers
    assert "maximum request count" not in empty.text
    assert "quota" in empty.text
    usage = spare.get("/api/v2/team/usage")
    assert usage.status_code == 200
    assert usage.json()["object"]["quota"]["remaining"] == 0
    assert spare.stats()["throttled_earned"] == 0


def test_answers_are_charged_also_when_nothing_is_found(spare: StandIn) -> None:
    before = spare.stats()["quota_remaining"]
    assert spare.get("/api/v2.25/song/none").status_code == 404
    assert spare.get("/api/v2/team/usage").status_code == 200
    assert spare.stats()["quota_remaining"] == before - 1


def test_a_port_in_use_ends_with_a_sentence(standin: StandIn, tmp_path: Path) -> None:
    port = str(standin.client.base_url.port)
    arguments = [sys.executable, "-m", "sandbox.servers.soundcharts", "--port", port, "--artists", "3", "--tracks", "6"]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=30, cwd=ROOT)
    assert done.returncode == 1
    assert "cannot start" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_last_day(tmp_path: Path) -> None:
    arguments = ("--artists", "3", "--tracks", "6", "--end-on", "2026-06-18")
    with running(tmp_path, *arguments) as server:
        dates = server.json("/api/v2/chart/song/spotify-weekly-us/available-rankings")["items"]
    assert dates[0] == "2026-06-18T12:00:00+00:00"
