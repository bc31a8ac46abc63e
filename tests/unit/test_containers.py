"""Dockerfile and compose.yaml agree with each other, with the project and with the command line. No engine is asked."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.services.names import POOL
from tests.unit.documents import DOOR, refusal
from tests.unit.house import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def lines() -> list[list[str]]:
    """Every command of both files, in words; those of a shell line by line."""
    found = [
        shlex.split(line) for service in SERVICES.values() for line in service.get("command", [""])[-1].splitlines()
    ]
    found += [[str(word) for word in service["command"]] for service in SERVICES.values() if "command" in service]
    return found + [yaml.safe_load(line) for line in re.findall(r"(?m)^CMD (\[.*\])$", DOCKERFILE)]


def test_verbs_and_programs_are_there() -> None:
    ours = [words[1:] for words in lines() if words[:1] == [DOOR]]
    assert len(ours) >= 4
    assert [why for words in ours if (why := refusal(words))] == []
    modules = {words[words.index("-m") + 1] for words in lines() if "-m" in words}
    assert modules == {"flows.services.prefect_entries", "flows.services.prefect_worker"}
    assert [name for name in modules if not (ROOT / Path(*name.split("."))).with_suffix(".py").is_file()] == []
    assert ["prefect", "work-pool", "create", POOL, "--type", "process", "--overwrite"] in lines()


def test_stages_volumes_and_services_that_are_named_are_there() -> None:
    stages = set(re.findall(r"(?m)^FROM \S+ AS (\S+)$", DOCKERFILE))
    assert {service["build"]["target"] for service in SERVICES.values() if "build" in service} == stages
    volumes = {volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]}
    assert volumes == set(COMPOSE["volumes"])
    assert {name for service in SERVICES.values() for name in service.get("depends_on", ())} < set(SERVICES)


def test_what_flows_need_reaches_every_service_that_runs_them() -> None:
    password, prefect = "${POSTGRES_PASSWORD:?set it in .env}", "${PREFECT_PASSWORD:?set it in .env}"
    assert SERVICES["postgres"]["environment"]["POSTGRES_PASSWORD"] == password
    log_in = SERVICES["prefect"]["environment"]["PREFECT_SERVER_API_AUTH_STRING"]
    assert log_in.endswith(prefect)
    for name in ("setup", "worker", "superset"):
        assert SERVICES[name]["environment"] == {
            "DATABASE_URL": f"postgresql://groundswell:{password}@postgres:5432/groundswell",
            "PREFECT_API_URL": "http://prefect:4200/api",
            "PREFECT_API_AUTH_STRING": log_in,
        }
        assert SERVICES[name]["volumes"] == ["data:/data"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_ports_are_open_on_the_machine_itself_alone(name: str) -> None:
    assert [port for port in SERVICES[name].get("ports", ()) if not port.startswith("127.0.0.1:")] == []


def test_no_secret_gets_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".git", "**/.env", "**/.venv"} <= set(ignored)
    assert not re.search(r"(?i)^(ENV|ARG).*(password|secret|token)", DOCKERFILE, re.M)
