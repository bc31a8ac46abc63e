"""Superset is started once, found again, and stopped alone."""

import stat

import psutil
import pytest
from installation import Installation

pytestmark = pytest.mark.slow


def service(installation: Installation) -> dict[str, object]:
    services = installation.verb("status")["services"]
    [found] = [row for row in services if row["service"] == "superset"]
    return dict(found)


def test_starting_twice_is_starting_once(installation: Installation) -> None:
    before = service(installation)
    again = installation.verb("superset", "start", "--port", "1")
    assert (again["started"], again["url"], again["pid"]) == (False, installation.url, before["pid"])
    assert before == {"service": "superset", "state": "running", "pid": again["pid"], "address": installation.url}


def test_it_listens_on_this_machine_alone(installation: Installation) -> None:
    process = psutil.Process(int(str(service(installation)["pid"])))
    listening = [each.laddr.ip for each in process.net_connections("inet") if each.status == psutil.CONN_LISTEN]
    assert set(listening) == {"127.0.0.1"}


def test_secrets_are_in_the_data_folder_for_its_owner_alone(installation: Installation) -> None:
    run = installation.data_dir / "run"
    for name in ("superset-secrets", "superset-log-ins", "database-roles"):
        assert stat.S_IMODE((run / f"{name}.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((installation.data_dir / "superset").stat().st_mode) == 0o700
    said = (installation.data_dir / "logs/superset.log").read_text("utf-8")
    for user in ("admin", "marketing", "executive", "analyst", "data"):
        assert installation.password(user) not in said


def test_stopping_it_stops_nothing_else_and_it_comes_back_where_it_was(installation: Installation) -> None:
    pid = int(str(service(installation)["pid"]))
    port = installation.url.rpartition(":")[2]
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    assert installation.verb("superset", "stop") == {"stopped": True}
    assert not any(process.is_running() for process in family)
    assert service(installation)["state"] == "stopped"
    assert installation.verb("superset", "stop") == {"stopped": False}
    again = installation.verb("superset", "start", "--port", port)
    assert (again["started"], again["url"]) == (True, installation.url)
    assert installation.logged_in("marketing").get("/superset/welcome/").status_code == 200
