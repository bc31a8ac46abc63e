"""Two data folders on one warehouse: the second never takes the log-ins of the first away."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg2
import pytest
from roles_made import Manned, manned

from db.datadir import DataDir
from db.roles import ROLES, RoleError, ensure_roles
from tests.e2e.command_line import CommandLine

STATE = "database-roles"


@pytest.fixture
def first(new_warehouse: Callable[[], AbstractContextManager[str]], tmp_path: Path) -> Iterator[Manned]:
    with manned(new_warehouse, tmp_path / "first") as made:
        yield made


@pytest.fixture
def second(tmp_path: Path) -> DataDir:
    return DataDir.open(tmp_path / "second", create=True)


def roles_let_in(urls: dict[str, str]) -> list[str]:
    opened = []
    for role, url in urls.items():
        try:
            psycopg2.connect(url.replace("+psycopg2", "")).close()
        except psycopg2.OperationalError:
            continue
        opened.append(role)
    return opened


def test_a_second_folder_is_told_and_the_first_goes_on(first: Manned, second: DataDir) -> None:
    with pytest.raises(RoleError, match=r"second does not have the password of .* Copy database-roles\.json from") as e:
        ensure_roles(first.engine, second)
    assert "--no-superset" in str(e.value)
    assert "\n" not in str(e.value)
    assert second.read_state(STATE) == {}
    assert roles_let_in(dict(first.urls)) == list(ROLES)
    assert ensure_roles(first.engine, first.data_dir) == first.urls


def test_passwords_of_the_first_serve_the_second(first: Manned, second: DataDir) -> None:
    shutil.copy(first.data_dir.run / f"{STATE}.json", second.run)
    assert ensure_roles(first.engine, second) == first.urls
    assert roles_let_in(dict(first.urls)) == list(ROLES)


def test_a_reset_is_asked_for_and_the_first_is_told(first: Manned, second: DataDir) -> None:
    urls = ensure_roles(first.engine, second, is_reset=True)
    assert roles_let_in(dict(urls)) == list(ROLES)
    assert roles_let_in(dict(first.urls)) == []
    with pytest.raises(RoleError, match=r"first has a password that no longer opens the role .* db reset-roles"):
        ensure_roles(first.engine, first.data_dir)
    assert roles_let_in(dict(urls)) == list(ROLES)


def test_a_role_that_a_new_version_adds_is_made_beside_the_others(first: Manned) -> None:
    added = ROLES[0]
    name = first.engine.url.set(username=None).database
    with first.engine.begin() as connection:
        connection.exec_driver_sql(f'drop owned by "{name}_{added}"')
        connection.exec_driver_sql(f'drop role "{name}_{added}"')
    kept = first.data_dir.read_state(STATE)
    del kept[added]
    first.data_dir.write_state(STATE, kept)
    urls = ensure_roles(first.engine, first.data_dir)
    assert roles_let_in(dict(urls)) == list(ROLES)
    assert {role: url for role, url in urls.items() if role != added} == {
        role: url for role, url in first.urls.items() if role != added
    }
    assert set(json.loads((first.data_dir.run / f"{STATE}.json").read_text())) == set(ROLES)


def test_the_verb_resets_for_its_own_folder(first: Manned, second: DataDir) -> None:
    url = first.engine.url.render_as_string(hide_password=False)
    done = CommandLine({"DATABASE_URL": url}).good("db", "reset-roles", "--data-dir", str(second.path))
    assert f"{len(ROLES)} roles have new passwords, kept in {second.path}" in done.err
    assert roles_let_in(dict(ensure_roles(first.engine, second))) == list(ROLES)
    assert roles_let_in(dict(first.urls)) == []
