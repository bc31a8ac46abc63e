"""Actions: what could be done for artists, taken, done, dismissed with a reason. Whoever reads dashboards reads it."""

from datetime import date

from flask import request
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.forms import Form
from marketing.listing import Listing
from marketing.page import Page, reads, who, writes
from marketing.warehouse import Rejected, entering, read, read_one

ACTIONS = "Actions"  # for whoever may read dashboards; marketing alone writes
STATES = {
    "": "open or being done",
    "doing": "being done",
    "done": "done",
    "dismissed": "dismissed",
    "gone": "went away by itself",
}


class ActionsPage(Page):
    """The list that is worked through, and one action with its figures and what it brought."""

    class_permission_name = ACTIONS
    route_base = "/marketing/actions"
    menu_name = "Actions"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        return self._listed(Form())

    @expose("/<int(max=999999999999):action_id>/")
    @reads
    def item(self, action_id: int) -> ResponseReturnValue:  # routes of methods called action are closed
        return self._action(action_id, Form())

    @expose("/<int(max=999999999999):action_id>/take", methods=["POST"])
    @writes
    def take(self, action_id: int) -> ResponseReturnValue:
        form = Form(request.form)
        return self._entered(action_id, form, "start_action", "owner", owner=form.text("owner") or None)

    @expose("/<int(max=999999999999):action_id>/done", methods=["POST"])
    @writes
    def finish(self, action_id: int) -> ResponseReturnValue:
        form = Form(request.form)
        on = _day(form)
        if form.errors:
            return self._action(action_id, form)
        return self._entered(action_id, form, "finish_action", "done_on", done_on=on)

    @expose("/<int(max=999999999999):action_id>/dismiss", methods=["POST"])
    @writes
    def dismiss(self, action_id: int) -> ResponseReturnValue:
        form = Form(request.form)
        reason = form.needed("reason", "the reason")
        if form.errors:
            return self._action(action_id, form)
        return self._entered(action_id, form, "dismiss_action", "reason", reason=reason)

    @expose("/<int(max=999999999999):action_id>/reopen", methods=["POST"])
    @writes
    def reopen(self, action_id: int) -> ResponseReturnValue:
        return self._entered(action_id, Form(request.form), "reopen_action", "")

    def _entered(self, action_id: int, form: Form, function: str, field: str, **given: object) -> ResponseReturnValue:
        """Call the function; what it refuses stands beside the field it is about."""
        self.found(read_one("action", action_id=action_id))
        try:
            with entering() as entry:
                entry.call(function, action_id=action_id, **given, done_by=who())
        except Rejected as refused:
            form.refuse(field if refused.code == "GW400" else "", str(refused))
            return self._action(action_id, form)
        return self.done(function, "item", action_id=action_id)

    def _listed(self, form: Form) -> ResponseReturnValue:
        listing = Listing(request.args, ("q", "state", "kind"), size=30)
        state = listing.of["state"] if listing.of["state"] in STATES else ""
        rows = read("actions", words=listing.of["q"], state=state, kind=listing.of["kind"], **listing.limits)
        return self.show(
            "actions",
            form,
            actions=listing.page(rows),
            listing=listing,
            counts={row["state"]: row["actions"] for row in read("action_counts")},
            states=STATES,
            kinds=[row["kind"] for row in read("action_kinds")],
        )

    def _action(self, action_id: int, form: Form) -> ResponseReturnValue:
        return self.show("action", form, action=self.found(read_one("action", action_id=action_id)))


def _day(form: Form) -> date | None:
    """The day it was done; None for today."""
    entered = form.text("done_on")
    if not entered:
        return None
    try:
        return date.fromisoformat(entered)
    except ValueError:
        form.refuse("done_on", f"“{entered[:40]}” is no day; write one such as 2026-11-20.")
        return None
