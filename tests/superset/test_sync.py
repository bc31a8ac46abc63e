"""What the files say is what is there: again with the same end, and gone when it is gone from them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from asset_files import identity
from installation import Installation
from sqlalchemy import create_engine, text

from db.datadir import DataDir
from db.roles import ensure_roles
from db.side_database import ensure_side_database
from flows.services import superset_server

pytestmark = pytest.mark.slow

# Everything of Superset's own database a sync decides on, without the times it was written at.
CONTENT = {
    "roles": "select r.name, p.name, v.name from ab_role r join ab_permission_view_role x on x.role_id = r.id "
    "join ab_permission_view pv on pv.id = x.permission_view_id join ab_permission p on p.id = pv.permission_id "
    "join ab_view_menu v on v.id = pv.view_menu_id",
    "users": "select username, active, password from ab_user",
    "dashboards": "select d.id, d.uuid, d.slug, d.dashboard_title, d.position_json, d.published from dashboards d",
    "audience": "select dashboard_id, role_id from dashboard_roles",
    "charts": "select id, uuid, slice_name, viz_type, params, query_context from slices",
    "placed": "select dashboard_id, slice_id from dashboard_slices",
    "datasets": "select id, uuid, table_name, sql from tables",
    "columns": "select table_id, column_name, type, expression from table_columns",
    "metrics": "select table_id, metric_name, expression from sql_metrics",
    "queries": "select id, uuid, label, sql from saved_query where label <> 'mine'",
}


def metadata_url(installation: Installation) -> str:
    folder = DataDir.open(installation.data_dir)
    urls = ensure_roles(installation.engine, folder)
    return ensure_side_database(installation.engine, folder, "superset", urls["superset"])[0]


def content(installation: Installation) -> dict[str, list[Any]]:
    engine = create_engine(metadata_url(installation))
    try:
        with engine.connect() as connection:
            return {name: sorted(map(repr, connection.execute(text(sql)))) for name, sql in CONTENT.items()}
    finally:
        engine.dispose()


def test_syncing_twice_changes_nothing(installation: Installation) -> None:
    installation.verb("superset", "sync")
    before = content(installation)
    assert all(before.values())
    done = installation.verb("superset", "sync")
    assert content(installation) == before
    assert done["removed"] == done["users_made"] == []


def test_four_roles_and_nothing_of_the_standard_ones_reaches_our_pages(installation: Installation) -> None:
    rows = content(installation)["roles"]
    standard = [row for row in rows if row.startswith(("('Gamma'", "('Alpha'")) and "'Marketing'" in row]
    assert standard == []
    assert not [row for row in rows if row.startswith("('Executive'") and "datasource_access" in row]
    assert not [row for row in rows if row.startswith(("('Executive'", "('Marketing'")) and "database_access" in row]
    assert not [row for row in rows if "all_datasource_access" in row and not row.startswith(("('Admin'", "('Alpha'"))]


@pytest.fixture
def fewer_assets(tmp_path: Path) -> Path:
    """A copy of superset/ that may be changed."""
    project = tmp_path / "superset"
    shutil.copytree(superset_server.PROJECT, project, ignore=shutil.ignore_patterns(".venv", "__pycache__"))
    (project / ".venv").symlink_to(superset_server.ENVIRONMENT)
    return project


def test_what_the_files_no_longer_hold_disappears_and_what_people_made_stays(
    installation: Installation, fewer_assets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = installation.logged_in("analyst")
    [warehouse] = [each["id"] for each in analyst.get("/api/v1/database/").json()["result"]]
    saved = {"label": "kept", "sql": "select 2", "schema": "mart", "db_id": warehouse}
    analyst.ask("/api/v1/saved_query/", saved)
    gone = fewer_assets / "assets/queries/freshness.yaml"
    gone.unlink()
    chart = next(path for path in (fewer_assets / "assets/charts").rglob("*.yaml"))
    name = identity("chart", chart.stem)
    chart.unlink()
    monkeypatch.setattr(superset_server, "PROJECT", fewer_assets)
    monkeypatch.setenv("GROUNDSWELL_DATA_DIR", str(installation.data_dir))
    monkeypatch.setenv("DATABASE_URL", installation.environment["DATABASE_URL"])
    try:
        done = superset_server.sync_superset(DataDir.open(installation.data_dir))
        assert len(done["removed"]) == 2
        there = json.dumps(content(installation))
        assert name not in there
        assert "How far behind each source is" not in there
        assert "'kept'" in there
    finally:
        monkeypatch.undo()
        installation.verb("superset", "sync")
    assert name in json.dumps(content(installation))
