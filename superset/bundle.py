"""Dashboards, charts, datasets, saved queries and the database connection, from the files of superset/assets."""

from collections.abc import Mapping
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

from asset_files import DATABASE, Document, charts, dashboards, datasets, queries

WAREHOUSE = "databases/warehouse.yaml"
# What stands on something else goes first.
KINDS: tuple[tuple[str, Any], ...] = (
    ("dashboards", Dashboard),
    ("charts", Slice),
    ("queries", SavedQuery),
    ("datasets", SqlaTable),
)


def documents(folder: Path, catalogue: Mapping[str, Document]) -> dict[str, Document]:
    """All Superset is to hold, by the path its import knows it under; ``catalogue``: the warehouse's views."""
    found = {f"datasets/warehouse/{name}.yaml": each for name, each in datasets(folder, catalogue).items()}
    for kind, read in (("charts", charts), ("dashboards", dashboards), ("queries", queries)):
        found |= {f"{kind}/{name}.yaml": each for name, each in read(folder).items()}
    return found


def import_assets(folder: Path, wanted: Mapping[str, Document], warehouse_url: str, librarian: User) -> None:
    """Put what is wanted over what is there. What people made themselves is left alone."""
    connection = yaml.safe_load((folder / WAREHOUSE).read_text("utf-8")) | {"sqlalchemy_uri": warehouse_url}
    metadata = yaml.safe_load((folder / "metadata.yaml").read_text("utf-8"))
    contents = {"metadata.yaml": metadata, WAREHOUSE: connection, **wanted}
    # given apart as well: of a database that is there already the stored password would be kept
    passwords = {WAREHOUSE: make_url(warehouse_url).password}
    with override_user(librarian):
        ImportAssetsCommand({name: yaml.safe_dump(each) for name, each in contents.items()}, passwords=passwords).run()


def remove_gone(wanted: Mapping[str, Document], librarian: User) -> list[str]:
    """Delete what the librarian once imported and is no longer wanted; gives what, as ``kind: name``.

    A dataset people built charts of their own on stays for them.
    """
    removed = []
    for kind, model in KINDS:
        kept = {each["uuid"] for name, each in wanted.items() if name.startswith(f"{kind}/")}
        for item in db.session.query(model).filter(model.created_by_fk == librarian.id).all():
            if str(item.uuid) in kept or (isinstance(item, SqlaTable) and _is_used(item)):
                continue
            removed.append(f"{kind}: {item}")
            db.session.delete(item)
        db.session.flush()
    db.session.commit()
    return removed


def warehouse() -> Database:
    """The connection all assets use."""
    found: Database = db.session.query(Database).filter_by(uuid=DATABASE).one()
    return found


def imported_dashboards(librarian: User) -> list[Dashboard]:
    """Those from files."""
    found: list[Dashboard] = db.session.query(Dashboard).filter_by(created_by_fk=librarian.id).all()
    return found


def _is_used(table: SqlaTable) -> bool:
    charts = db.session.query(Slice).filter_by(datasource_id=table.id, datasource_type="table")
    return charts.first() is not None
