"""Who may do what in Superset: four roles, written out in full.

Superset's own roles (Gamma, Alpha) grow with every release; these hold what is listed here and nothing else.
"""

from collections.abc import Iterable, Mapping

from superset import db, security_manager
from superset.models.core import Database
from superset.models.dashboard import Dashboard

MARKETING, EXECUTIVE, ANALYST, DATA_TEAM = "Marketing", "Executive", "Analyst", "Data team"
NAMES = "Listener names"  # beside one of the others: sees whose listening it is
EVERYBODY = (EXECUTIVE, MARKETING, ANALYST, DATA_TEAM)  # the least rights first
# Dashboards that are not for everybody, by slug.
AUDIENCE = {"charts-and-cascade": (DATA_TEAM,)}

Grants = Mapping[str, tuple[str, ...]]

# What lies behind a menu or page of Superset, and what may be done with it.
VIEWER: Grants = {
    "Home": ("menu_access",),
    "Dashboards": ("menu_access",),
    "MenuApi": ("can_get",),
    "Superset": ("can_csv", "can_dashboard", "can_dashboard_permalink", "can_language_pack", "can_log"),
    "Dashboard": ("can_read", "can_drill", "can_view_chart_as_table"),
    "DashboardFilterStateRestApi": ("can_read", "can_write"),
    "DashboardPermalinkRestApi": ("can_read", "can_write"),
    "Chart": ("can_read",),
    "Dataset": ("can_read", "can_get_drill_info"),
    "Api": ("can_query", "can_time_range"),
    "Log": ("can_recent_activity",),
    "CssTemplate": ("can_read",),
    "Theme": ("can_read",),
    "AvailableDomains": ("can_read",),
    "CurrentUserRestApi": ("can_read", "can_write"),
    "SecurityRestApi": ("can_read",),
    "UserDBModelView": ("can_userinfo", "resetmypassword"),
    "ResetMyPasswordView": ("can_this_form_get", "can_this_form_post"),
    "Marketing": ("menu_access",),  # the menu, of which each sees what is theirs
    "Music Analytics": ("menu_access", "can_read"),
    "Actions": ("menu_access", "can_read"),
}
PAGES: Grants = {"Marketing": ("menu_access", "can_read", "can_write"), "Actions": ("can_write",)}
SQL_LAB: Grants = {
    "SQL Lab": ("menu_access",),
    "SQL Editor": ("menu_access",),
    "Saved Queries": ("menu_access",),
    "Query Search": ("menu_access",),
    "Superset": ("can_sqllab", "can_sqllab_history"),
    "SQLLab": (
        "can_read",
        "can_execute_sql_query",
        "can_format_sql",
        "can_get_results",
        "can_export_csv",
        "can_export_streaming_csv",
    ),
    "Database": ("can_read",),
    "Query": ("can_read",),
    "SavedQuery": ("can_read", "can_write", "can_list", "can_export"),
    "SqlLabPermalinkRestApi": ("can_read", "can_write"),
    "TabStateView": (
        "can_activate",
        "can_delete",
        "can_delete_query",
        "can_get",
        "can_migrate_query",
        "can_post",
        "can_put",
    ),
    "TableSchemaView": ("can_delete", "can_expanded", "can_post"),
}
EXPLORER: Grants = {
    "Charts": ("menu_access",),
    "Superset": ("can_explore", "can_explore_json", "can_fetch_datasource_metadata", "can_slice"),
    "Api": ("can_query_form_data",),
    "Chart": ("can_write", "can_export"),
    "Dataset": ("can_write",),  # a chart of an answer of SQL Lab stands on a dataset; others' stay as they are
    "Dashboard": ("can_write", "can_export", "can_view_query"),
    "Datasource": ("can_get", "can_get_column_values", "can_samples"),
    "Explore": ("can_read",),
    "ExploreFormDataRestApi": ("can_read", "can_write"),
    "ExplorePermalinkRestApi": ("can_read", "can_write"),
}
ROLES: Mapping[str, tuple[Grants, ...]] = {
    EXECUTIVE: (VIEWER,),
    MARKETING: (VIEWER, PAGES),
    ANALYST: (VIEWER, EXPLORER, SQL_LAB),
    DATA_TEAM: (VIEWER, PAGES, EXPLORER, SQL_LAB),
}


def audience(dashboard: Dashboard) -> tuple[str, ...]:
    """Roles a dashboard is for, the one with the least rights first."""
    return AUDIENCE.get(dashboard.slug, EVERYBODY)


def sync_roles(page_menus: Iterable[str], warehouse: Database, dashboards: Iterable[Dashboard]) -> None:
    """Give the four roles exactly what is listed, and dashboards their audience.

    Executives have no right to a dataset: they see what a dashboard shows and can't ask for more. Marketing may ask
    the datasets of its dashboards, and analysts the whole warehouse, within what the database lets them read.
    """
    page_grants: Grants = dict.fromkeys(page_menus, ("menu_access",))
    for name, blocks in ROLES.items():
        wanted = {(action, view) for block in blocks for view, actions in block.items() for action in actions}
        if PAGES in blocks:
            wanted |= {(action, view) for view, actions in page_grants.items() for action in actions}
        if SQL_LAB in blocks:
            wanted.add(("database_access", warehouse.perm))
        elif PAGES in blocks:
            seen = (dashboard for dashboard in dashboards if name in audience(dashboard))
            wanted |= {("datasource_access", table.perm) for dashboard in seen for table in dashboard.datasources}
        security_manager.add_role(name).permissions = [
            security_manager.add_permission_view_menu(action, view) for action, view in sorted(wanted)
        ]
    security_manager.add_role(NAMES)
    for dashboard in dashboards:
        dashboard.roles = [security_manager.find_role(role) for role in audience(dashboard)]
    _take_from_superset_roles({*PAGES, *page_grants})
    db.session.commit()


def _take_from_superset_roles(views: set[str]) -> None:
    """Superset gives new pages to its own roles by itself."""
    for name in ("Gamma", "Alpha"):
        role = security_manager.find_role(name)
        role.permissions = [grant for grant in role.permissions if grant.view_menu.name not in views]
