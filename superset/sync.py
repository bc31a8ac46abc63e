"""Bring Superset's own database to what the files here say: tables, permissions, assets, roles, rules, first log-ins.

Run in Superset's environment with its settings in the environment; reads a JSON object from stdin, ``passwords`` of
the first log-ins by user name, ``catalogue`` of the warehouse's views and ``is_new_version``, and prints one, what it
did. Running it again changes nothing.
"""

import json
import secrets
import sys
from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_appbuilder.security.sqla.models import User
from flask_migrate import upgrade
from superset.app import create_app

# User name of the first log-ins: role and name shown.
FIRST_LOG_INS = {
    "admin": ("Admin", "Administrator"),
    "marketing": ("Marketing", "Marketing"),
    "executive": ("Executive", "Executive"),
    "analyst": ("Analyst", "Analyst"),
    "data": ("Data team", "Data team"),
}


def prepare_database() -> None:
    """Tables and permissions as this version of Superset wants them."""
    from superset.extensions import appbuilder, security_manager

    upgrade()
    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()


def sync(passwords: Mapping[str, str], catalogue: Mapping[str, Any]) -> dict[str, Any]:
    """Assets, roles, rules and log-ins; what was done, as figures and names."""
    from superset.extensions import security_manager

    import bundle
    from asset_files import FOLDER
    from marketing.views import VIEWS
    from roles import sync_roles
    from scope_roles import sync_scope_roles

    warehouse_url = current_app.config["WAREHOUSE_READ_URL"]
    librarian = ensure_librarian()
    wanted = bundle.documents(FOLDER, catalogue)
    bundle.import_assets(FOLDER, wanted, warehouse_url, librarian)
    removed = bundle.remove_gone(wanted, librarian)
    boards = bundle.imported_dashboards(librarian)
    sync_roles([view.menu_name for view in VIEWS if view.menu_name], bundle.warehouse(), boards)
    scopes = sync_scope_roles(warehouse_url)
    made = [name for name in FIRST_LOG_INS if name in passwords and security_manager.find_user(name) is None]
    for name in made:
        role, shown = FIRST_LOG_INS[name]
        _add_user(name, shown, role, passwords[name])
    return {
        "files": len(wanted),
        "dashboards": sorted(board.slug for board in boards),
        "removed": removed,
        "scopes": scopes,
        "users_made": made,
    }


def ensure_librarian() -> User:
    """The account that owns what comes from files. It is not active: nobody can log in with it."""
    from superset import db
    from superset.extensions import security_manager

    from initializer import LIBRARIAN

    found = security_manager.find_user(LIBRARIAN) or _add_user(LIBRARIAN, "Library", "Admin", secrets.token_hex(32))
    if found.active:
        found.active = False
        db.session.commit()
    return found


def _add_user(name: str, shown: str, role: str, password: str) -> User:
    from superset.extensions import security_manager

    email = f"{name}@groundswell.invalid"  # one is demanded; no mail is ever sent there
    made = security_manager.add_user(name, shown, "", email, security_manager.find_role(role), password)
    if not made:
        raise RuntimeError(f"Superset did not make the user {name}; its log above says why.")
    return made


def main() -> None:
    given = json.load(sys.stdin)
    with create_app().app_context():
        if given["is_new_version"]:
            prepare_database()
        done = sync(given["passwords"], given["catalogue"])
    sys.stdout.write(json.dumps(done) + "\n")


if __name__ == "__main__":
    main()
