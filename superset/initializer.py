"""What we add to Superset when it starts: our pages and their menu, a home, a page for "not for you", shared queries,
exports in words, schemas that can be read.

The pages are the list ``VIEWS`` of superset/marketing/views.py: views of Flask-AppBuilder; one with a
``menu_name`` has an entry in the menu.
"""

from pathlib import Path

from flask import Blueprint, Flask, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose
from jinja2 import ChoiceLoader, FileSystemLoader
from sqlalchemy import or_
from sqlalchemy.orm import Query
from superset.initialization import SupersetAppInitializer, SupersetIndexView
from werkzeug.exceptions import Forbidden, HTTPException, NotFound

from addresses import hide_addresses
from answer_turns import TURNS
from asking import note_own_sql
from dashboard_datasets import keep_datasets
from dataset_arguments import answer_by_arguments
from exports import export_words
from garbage import leave_out_what_stays
from log_in import guard_doors
from readable_schemas import offer_readable_schemas
from tabs import close_tabs

BRAND = Path(__file__).parent / "brand"
HOME_DASHBOARD = "label-overview"
# Lists Superset opens to whoever may read one of the things: for those who have them in the menu.
LISTS = {
    "/chart/list": "Charts",
    "/chart/add": "Charts",
    "/csstemplatemodelview/list": "CSS Templates",
    "/tablemodelview/list": "Datasets",
    "/databaseview/list": "Databases",
    "/theme/list": "Themes",
    "/tasks/list": "Tasks",
}
LIBRARIAN = "library"  # owns what is imported from files; an account nobody can log in with


class GroundswellInitializer(SupersetAppInitializer):
    """Superset as it is, and then ours."""

    def init_app(self) -> None:
        super().init_app()
        leave_out_what_stays()

    def init_views(self) -> None:
        from superset.extensions import appbuilder

        hide_addresses()
        super().init_views()
        self.superset_app.register_blueprint(
            Blueprint(
                "groundswell",
                __name__,
                static_folder=str(BRAND / "static"),
                static_url_path="/groundswell/static",
            )
        )
        # ours first: a template of Superset's that ours has the name of is ours
        self.superset_app.jinja_loader = ChoiceLoader(
            [FileSystemLoader(BRAND / "templates"), self.superset_app.jinja_loader]
        )
        self.superset_app.before_request(note_own_sql)
        self.superset_app.before_request(TURNS.begin_request)
        self.superset_app.teardown_request(TURNS.end_request)
        self.superset_app.before_request(close_lists)
        self.superset_app.before_request(close_actions)
        self.superset_app.before_request(close_tabs)
        self.superset_app.before_request(keep_colours)
        refuse_by_page(self.superset_app)
        share_library()
        export_words()
        offer_readable_schemas()
        answer_by_arguments()
        keep_datasets()
        add_pages()
        guard_doors(self.superset_app, appbuilder.sm)
        make_tasks()


def make_tasks() -> None:
    """SQL Lab asks by a task of Celery's, made when it is first used: of two who did at once, one failed."""
    from superset.extensions import celery_app
    from superset.sql_lab import get_sql_results

    celery_app.finalize()
    get_sql_results._get_current_object()


class HomeView(SupersetIndexView):
    """The address without a path: what moved, for whoever may see it."""

    @expose("/")
    def index(self) -> ResponseReturnValue:
        from superset.models.dashboard import Dashboard

        if g.user.is_anonymous:
            return redirect(url_for("AuthDBView.login"))
        home = Dashboard.get(HOME_DASHBOARD)
        return redirect(home.url if home is not None and may_see(home) else url_for("Superset.welcome"))


def may_see(dashboard: object) -> bool:
    """Whether the one who asks may see a dashboard."""
    from superset.exceptions import SupersetSecurityException

    try:
        dashboard.raise_for_access()  # type: ignore[attr-defined]
    except SupersetSecurityException:
        return False
    return True


def close_lists() -> None:
    """Refuse a list that is not in the menu of the one who asks."""
    from superset.extensions import security_manager

    menu = "Datasets" if request.path.startswith("/dataset/") else LISTS.get(request.path.rstrip("/"))
    if menu and g.user.is_authenticated and not security_manager.can_access("menu_access", menu):
        abort(403)


def close_actions() -> None:
    """Refuse what a list of users, roles or groups does with rows, unless it is a right of the one who asks.

    Flask-AppBuilder asks after it has read the rows and the form, and answers with its list.
    """
    from superset.extensions import appbuilder, security_manager

    view, _, method = (request.endpoint or "").rpartition(".")
    if method not in ("action", "action_post") or not g.user.is_authenticated:
        return
    action = (request.view_args or {}).get("name") or request.form.get("action") or ""
    lists = [each.class_permission_name for each in appbuilder.baseviews if each.endpoint == view]
    if not any(security_manager.can_access(action, each) for each in lists):
        abort(403)


def keep_colours() -> ResponseReturnValue | None:
    """A browser that leaves a dashboard sends the colours it gave to names; dashboards from our files keep theirs.

    Superset refuses this to whoever may not edit the dashboard, and the page throws.
    """
    from superset.models.dashboard import Dashboard

    if request.endpoint != "DashboardRestApi.put_colors" or g.user.is_anonymous:
        return None
    dashboard = Dashboard.get(str((request.view_args or {})["pk"]))
    return {"result": {}} if dashboard is not None and dashboard.is_managed_externally else None


def add_pages() -> None:
    """The menu Marketing."""
    from superset.extensions import appbuilder

    from marketing.views import VIEWS

    for view in VIEWS:
        if view.menu_name:
            appbuilder.add_view(view, view.menu_name, category="Marketing", category_label="Marketing")
        else:
            appbuilder.add_view_no_menu(view)


def refuse_by_page(app: Flask) -> None:
    """A browser that asks for what is not for its user gets a page that says so, a program its JSON as before."""
    from superset.exceptions import SupersetSecurityException

    handlers = app.error_handler_spec[None]
    as_json = handlers[None][HTTPException]

    def refused(error: Exception) -> ResponseReturnValue:
        if "text/html" not in request.accept_mimetypes or request.path.startswith("/api/"):
            return security_json(error) if isinstance(error, SupersetSecurityException) else as_json(error)
        return make_response(render_template("groundswell/refused.html", path=request.path), 403)

    def missing(error: NotFound) -> ResponseReturnValue:
        # Superset answers 404 to who may not see a dashboard, which reads like a broken link
        from superset.models.dashboard import Dashboard

        slug = (request.view_args or {}).get("dashboard_id_or_slug")
        if request.endpoint == "Superset.dashboard" and slug and Dashboard.get(slug) is not None:
            return refused(Forbidden())
        return as_json(error)

    from superset.exceptions import SupersetErrorException

    security_json = handlers[None][SupersetErrorException]
    app.register_error_handler(Forbidden, refused)
    app.register_error_handler(SupersetSecurityException, refused)
    app.register_error_handler(NotFound, missing)


def share_library() -> None:
    """Saved queries are private to who made them; those from our files are everybody's."""
    from superset.extensions import security_manager
    from superset.models.sql_lab import SavedQuery
    from superset.queries.saved_queries.filters import SavedQueryFilter

    def apply(self: SavedQueryFilter, query: Query, value: object) -> Query:
        librarian = security_manager.find_user(LIBRARIAN)
        shared = librarian.id if librarian is not None else None
        return query.filter(or_(SavedQuery.created_by == g.user, SavedQuery.created_by_fk == shared))

    SavedQueryFilter.apply = apply
