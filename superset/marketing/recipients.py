"""Report recipients: who gets the weekly report by mail, and of whose artists; one at a time or many pasted at once."""

from collections.abc import Sequence

from flask import request
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.forms import Form
from marketing.page import Page, reads, who, writes
from marketing.pasted_lines import MOST, Answer, answered, pasted_lines
from marketing.warehouse import Rejected, Row, entering, read


class RecipientsPage(Page):
    """Everybody of a limited log-in sees and enters people of their own label or team alone; the database decides."""

    route_base = "/marketing/recipients"
    menu_name = "Report recipients"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        return self._listed(Form())

    @expose("/", methods=["POST"])
    @writes
    def add(self) -> ResponseReturnValue:
        form = Form(request.form)
        given = {name: form.text(name) for name in ("address", "name", "label", "team")}
        try:
            with entering() as entry:
                entry.call("add_recipient", **given, done_by=who(), is_sure=form.is_sure)
        except Rejected as refused:
            _say(form, refused)
            return self._listed(form)
        return self.done("add_recipient", "index")

    @expose("/many", methods=["POST"])
    @writes
    def add_many(self) -> ResponseReturnValue:
        """Up to fifty people of one label and team; a name before an address in angle brackets is theirs."""
        form = Form(request.form)
        scope = {"label": form.text("many_label"), "team": form.text("many_team")}
        lines = pasted_lines(form, "addresses", "the addresses")

        def enter(line: str) -> tuple[str, str]:
            name = line.partition("<")[0].strip(' "') if "<" in line else ""
            with entering() as entry:
                entry.call("add_recipient", address=line, name=name, **scope, done_by=who(), is_sure=form.is_sure)
            return "On the list.", ""

        return self._listed(form, answered(lines, enter))

    @expose("/remove", methods=["POST"])
    @writes
    def remove(self) -> ResponseReturnValue:
        form = Form(request.form)
        try:
            with entering() as entry:
                entry.call("remove_recipient", address=form.text("address"), done_by=who())
        except Rejected as refused:
            # away from the fields of the form for a new one, which was not filled in
            return self._listed(Form(errors={"": str(refused)}))
        return self.done("remove_recipient", "index")

    def _listed(self, form: Form, answers: Sequence[Answer] = ()) -> ResponseReturnValue:
        with entering(is_kept=False) as entry:
            people = entry.call("report_recipients")
        return self.show("recipients", form, people=people, answers=answers, most=MOST, **scopes())


def scopes() -> dict[str, list[str]]:
    """Labels and teams there are, to be chosen instead of typed."""
    entered: list[Row] = read("labels_and_teams")
    return {
        "labels": sorted({row["label"] for row in entered}),
        "teams": sorted({row["team"] for row in entered if row["team"]}),
    }


def _say(form: Form, refused: Rejected) -> None:
    """Say beside the field what was refused; who unsubscribed is asked about."""
    if refused.code == "GW422":
        form.ask_back("address", str(refused))
        return
    message = str(refused)
    of_team = "the team" in message and refused.code != "GW409"
    of_label = "the label" in message and refused.code != "GW409"
    form.refuse("label" if of_label else "team" if of_team else "address", message)
