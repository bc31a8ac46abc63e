"""What the pages share: Superset's frame, who may do what, and what is said once something is saved."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_appbuilder.security.decorators import has_access, permission_name
from superset.views.base import get_spa_template_context

from marketing.forms import Form
from marketing.warehouse import Row, WarehouseUnavailable, read_one

FOLDER = Path(__file__).parent
STYLE = FOLDER.parent / "brand/static/marketing.css"
RESOURCE = "Marketing"
ANALYTICS = "Music Analytics"  # for whoever may read dashboards

Method = TypeVar("Method", bound=Callable[..., ResponseReturnValue])

# What the newest row of the audit says in the words of the page.
MESSAGES = {
    "add_card": "The draft is saved. It counts for nothing until somebody confirms it.",
    "retry_onboarding": "Name and songs are asked for once more.",
    "confirm_card": "The card is confirmed. It counts from the next rollup on.",
    "archive_card": "The card is archived. It no longer counts from the next rollup on.",
    "change_card": "Label and team are saved.",
    "add_sound": "The sound is linked. Its posts count from the next rollup on.",
    "remove_sound": "The sound is taken off the artist. It no longer counts from the next rollup on.",
    "decide_suggestion": "The decision is saved.",
    "set_threshold": "The threshold is saved. The newest weeks are judged by it from the next rollup on.",
    "unset_threshold": "The threshold is taken away. The wider one holds from the next rollup on.",
    "override_link": "The link by hand is saved. It counts from the next rollup on.",
    "start_action": "The action is being done.",
    "finish_action": "The action is done. What it brought is measured four weeks after.",
    "dismiss_action": "The action is dismissed. The same is not found again for a while.",
    "reopen_action": "The action is open again.",
    "add_recipient": "They are on the list, from the next issue on.",
    "add_alert": "The alert is saved.",
    "remove_alert": "The alert is taken away.",
    "remove_recipient": "They are off the list.",
    "link_work": "The work is linked.",
    "decide_work_link": "The decision is saved. This track is not proposed for the work again.",
    "undo_override": "The link by hand is taken back. The vendor's holds from the next rollup on.",
}


def who() -> str:
    """The log-in the audit names."""
    return str(g.user.username)


def reads(method: Method) -> Method:
    """For whoever may read the marketing pages."""
    return has_access(permission_name("read")(_handle_unavailable(method)))


def writes(method: Method) -> Method:
    """For whoever may write on them."""
    return has_access(permission_name("write")(_handle_unavailable(method)))


class Page(BaseView):
    """A page of ours inside Superset's frame."""

    class_permission_name = RESOURCE
    default_view = "index"
    template_folder = str(FOLDER / "templates")
    menu_name = ""

    def show(self, template: str, form: Form | None = None, **given: Any) -> ResponseReturnValue:
        """The page; 422 when the form could not be taken, which then stands there as it was filled in."""
        status = 422 if form is not None and form.errors else 200
        return self.framed(template, status, form=form or Form(), **given)

    def framed(self, template: str, status: int, **given: Any) -> ResponseReturnValue:
        page = render_template(
            f"marketing/{template}.html",
            frame=get_spa_template_context("spa"),
            style_version=int(STYLE.stat().st_mtime),
            menu_name=self.menu_name,
            may_write=self.may_write(),
            saved=self._saved(),
            **given,
        )
        return page, status, {"Cache-Control": "no-store"}

    def may_write(self) -> bool:
        """Whether the one who asks may enter things on Marketing's pages."""
        return bool(self.appbuilder.sm.has_access("can_write", RESOURCE))

    def done(self, action: str, endpoint: str, warnings: list[str] | None = None, **where: Any) -> ResponseReturnValue:
        """After an entry: on to a page that says what the audit has of it."""
        written = read_one("newest_entry", done_by=who(), action=action)
        for warning in warnings or []:
            flash(warning, "doubt")
        saved = written["audit_id"] if written is not None else None
        return redirect(url_for(f"{type(self).__name__}.{endpoint}", saved=saved, **where), 303)

    @staticmethod
    def found(row: Row | None) -> Row:
        """The row; a page that says there is none when there is none."""
        if row is None:
            abort(404)
        return row

    @staticmethod
    def _saved() -> Row | None:
        """What the database has of the entry just made, never what was meant to be entered."""
        number = request.args.get("saved", "")
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            return None
        row = read_one("entry", audit_id=int(number), done_by=who())
        return row and {**row, "sentence": MESSAGES.get(row["action"], "Saved.")}


class AnalyticsPage(Page):
    """One of the pages about audiences. What anybody enters there is their own, so whoever reads may enter."""

    class_permission_name = ANALYTICS
    route_base = "/musicanalytics"


def _handle_unavailable(method: Method) -> Method:
    @wraps(method)
    def answered(self: Page, *parts: Any, **given: Any) -> ResponseReturnValue:
        try:
            return method(self, *parts, **given)
        except WarehouseUnavailable:
            page = render_template(
                "marketing/unavailable.html",
                frame=get_spa_template_context("spa"),
                style_version=int(STYLE.stat().st_mtime),
                menu_name=self.menu_name,
                is_entry=request.method == "POST",
            )
            return page, 503, {"Retry-After": "30"}

    return answered  # type: ignore[return-value]
