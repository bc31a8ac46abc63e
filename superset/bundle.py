"""Dashboards, charts, datasets, saved queries and the database connection, from the files of superset/assets."""

from pathlib import Path
from typing import Any

import yaml
from flask_appbuilder.security.sqla.models import User
from sqlalchemy.engine import make_url
from superset import db
from superset.commands.importers.v1.assets import ImportAssetsCommand
from superset.connectors.sqla.models import SqlaTable
from superset.models.core import Database
from superset.models.dashboard import Dashboard
from superset.models.slice import Slice
from superset.models.sql_lab import SavedQuery
from superset.utils.core import override_user

FOLDER = Path(__file__).parent / "assets"
WAREHOUSE = "databases/warehouse.yaml"
LOOK = Path(__file__).parent / "brand/dashboard.css"  # of every dashboard
# What stands on something else goes first.
KINDS: tuple[tuple[str, Any], ...] = (
    ("dashboards", Dashboard),
    ("charts", Slice),
    ("queries", SavedQuery),
    ("datasets", SqlaTable),
)


def import_assets(folder: Path, warehouse_url: str, librarian: User) -> int:
    """Put what the files say over what is there; gives how many files. What people made themselves is left alone."""
    contents = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}
    connection = yaml.safe_load(contents[WAREHOUSE])
    connection["sqlalchemy_uri"] = warehouse_url
    contents[WAREHOUSE] = yaml.safe_dump(connection)
    for name in contents:
        if name.startswith("dashboards/"):
            contents[name] = yaml.safe_dump(yaml.safe_load(contents[name]) | {"css": LOOK.read_text("utf-8")})
    # given apart as well: of a database that is there already the stored password would be kept
    passwords = {WAREHOUSE: make_url(warehouse_url).password}
    with override_user(librarian):
        ImportAssetsCommand(contents, passwords=passwords).run()
    return len(contents)


def remove_gone(folder: Path, librarian: User) -> list[str]:
    """Delete what the librarian once imported and the files no longer hold; gives what, as ``kind: name``.

    A dataset people built charts of their own on stays for them.
    """
    removed = []
    for kind, model in KINDS:
        kept = {str(yaml.safe_load(path.read_text("utf-8"))["uuid"]) for path in (folder / kind).rglob("*.yaml")}
        for item in db.session.query(model).filter(model.created_by_fk == librarian.id).all():
            if str(item.uuid) in kept or (isinstance(item, SqlaTable) and _is_used(item)):
                continue
            removed.append(f"{kind}: {item}")
            db.session.delete(item)
        db.session.flush()
    db.session.commit()
    return removed


def warehouse(folder: Path) -> Database:
    """The connection all assets use."""
    uuid = yaml.safe_load((folder / WAREHOUSE).read_text("utf-8"))["uuid"]
    found: Database = db.session.query(Database).filter_by(uuid=uuid).one()
    return found


def dashboards(librarian: User) -> list[Dashboard]:
    """Those from files."""
    found: list[Dashboard] = db.session.query(Dashboard).filter_by(created_by_fk=librarian.id).all()
    return found


def datasets(librarian: User) -> list[SqlaTable]:
    """Those from files."""
    found: list[SqlaTable] = db.session.query(SqlaTable).filter_by(created_by_fk=librarian.id).all()
    return found


def _is_used(table: SqlaTable) -> bool:
    charts = db.session.query(Slice).filter_by(datasource_id=table.id, datasource_type="table")
    return charts.first() is not None
