"""Whatever is wrong ends in one sentence that names cause and next step, and nothing is half written."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg2
import pytest
from command_line import CommandLine
from standin import StandIn

Standin = Callable[..., AbstractContextManager[StandIn]]
Settings = Callable[[StandIn], dict[str, str]]
CHART = "spotify-weekly-us"


def count(url: str, table: str) -> int:
    connection = psycopg2.connect(url.replace("+psycopg2", "", 1))
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {table}")
            found: int = cursor.fetchone()[0]
            return found
    finally:
        connection.close()


@pytest.fixture
def scheduled(command_line: CommandLine) -> CommandLine:
    command_line.good("schedule", "add", CHART)
    return command_line


def test_missing_credentials_name_the_settings(scheduled: CommandLine, fresh_warehouse: str) -> None:
    said = scheduled.refused("sync", "charts")
    assert "SOUNDCHARTS_APP_ID" in said
    assert "SOUNDCHARTS_CLIENT_ID" in said
    assert count(fresh_warehouse, "core.chart") == 0


def test_wrong_credentials_are_told_and_stay_secret(
    scheduled: CommandLine, fresh_warehouse: str, standin: Standin, provider_settings: Settings
) -> None:
    with standin() as server:
        wrong = {**provider_settings(server), "SOUNDCHARTS_API_KEY": "not-the-key-4711"}
        said = scheduled.refused("sync", "charts", **wrong)
    assert "refused the credentials" in said
    assert "SOUNDCHARTS_API_KEY" in said
    assert "4711" not in said
    assert count(fresh_warehouse, "core.track") == 0
    assert count(fresh_warehouse, "ops.call where status = 401") >= 1


def test_an_unknown_chart_is_named_and_the_others_are_fetched(
    scheduled: CommandLine, fresh_warehouse: str, standin: Standin, provider_settings: Settings
) -> None:
    scheduled.good("schedule", "add", "no-such-chart")
    with standin() as server:
        said = scheduled.refused("sync", "charts", "--no-cascade", "--as-of", "2026-11-19", **provider_settings(server))
    assert "no chart 'no-such-chart'" in said
    assert "groundswell schedule remove" in said
    assert count(fresh_warehouse, "core.chart") == 1
    assert count(fresh_warehouse, "core.chart_entry") > 0
    assert count(fresh_warehouse, "ops.run where state = 'failed' and reason like '%no-such-chart%'") == 1


def test_a_chart_without_schedule_names_the_verb(command_line: CommandLine) -> None:
    assert "groundswell schedule add" in command_line.refused("sync", "charts")


def test_an_unreachable_provider_is_told_with_its_address(scheduled: CommandLine, fresh_warehouse: str) -> None:
    nowhere = {"SOUNDCHARTS_BASE_URL": "http://127.0.0.1:9", "SOUNDCHARTS_APP_ID": "a", "SOUNDCHARTS_API_KEY": "b"}
    said = scheduled.refused("sync", "charts", **nowhere)
    assert "http://127.0.0.1:9" in said
    assert "can't be reached" in said
    assert count(fresh_warehouse, "core.platform") == 0


def test_an_unreachable_database_is_told_without_its_password(tmp_path: Path) -> None:
    line = CommandLine({"GROUNDSWELL_DATA_DIR": str(tmp_path / "data")})
    said = line.refused("sync", "charts", DATABASE_URL="postgresql://me:hush-hush@127.0.0.1:9/none")
    assert "No PostgreSQL can be reached at 127.0.0.1:9" in said
    assert "hush" not in said


def test_a_foreign_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"sea")
    said = CommandLine().refused("demo", "--once", "--data-dir", str(tmp_path))
    assert "not a Groundswell data folder" in said
    assert "--data-dir" in said
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_port_in_use_is_named(command_line: CommandLine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = command_line.refused("sandbox", "start", "--port", str(port))
    assert f"Port {port} is in use" in said
    assert "--port" in said


def test_a_full_quota_stops_the_run_and_keeps_the_queue(
    scheduled: CommandLine, fresh_warehouse: str, standin: Standin, provider_settings: Settings
) -> None:
    with standin("--quota", "30", "--rate", "100000") as server:
        said = scheduled.refused("sync", "charts", "--as-of", "2026-11-19", **provider_settings(server))
        assert "quota" in said
        again = scheduled.refused("sync", "charts", "--as-of", "2026-11-19", **provider_settings(server))
        assert "No calls to soundcharts" in again
        assert "groundswell limits set soundcharts" in again
        fetched = count(fresh_warehouse, "ops.work where state = 'done'")
        assert 0 < fetched < 53
        assert count(fresh_warehouse, "ops.work where state in ('dead', 'leased', 'retry')") == 0
        server.set_quota(100_000)
        scheduled.good("limits", "set", "soundcharts", "--rate", "1000")
        scheduled.good("schedule", "set", CHART, "--audience-delay", "0")
        scheduled.good("sync", "charts", "--as-of", "2026-11-19", **provider_settings(server))
    assert count(fresh_warehouse, "ops.work where state <> 'done'") == 0


def test_a_spent_budget_names_the_verb_that_raises_it(
    scheduled: CommandLine, fresh_warehouse: str, standin: Standin, provider_settings: Settings
) -> None:
    scheduled.good("limits", "set", "soundcharts", "--budget", "20")
    with standin() as server:
        said = scheduled.refused("sync", "charts", "--as-of", "2026-11-19", **provider_settings(server))
    assert "budget of 20 calls" in said
    assert "groundswell limits set soundcharts --budget" in said
    assert count(fresh_warehouse, "ops.call where status is not null") == 20


def test_a_report_of_a_day_that_is_no_friday_names_the_friday(command_line: CommandLine) -> None:
    assert "2026-11-13" in command_line.refused("report", "--week", "2026-11-16")


def test_a_forced_refresh_asks_for_a_reason(command_line: CommandLine) -> None:
    assert "--reason" in command_line.refused("cascade", "--force", "--yes")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("limits", "set", "nobody", "--rate", "5"), "no provider 'nobody'"),
        (("limits", "set", "soundcharts", "--rate", "0"), "above 0"),
        (("limits", "set", "soundcharts", "--budget", "-1"), "less than none"),
        (("schedule", "set", "nothing", "--priority", "1"), "has no schedule"),
        (("work", "revive"), "--all"),
    ],
)
def test_impossible_settings_are_refused(command_line: CommandLine, words: tuple[str, ...], expected: str) -> None:
    assert expected in command_line.refused(*words)
