"""Alerts: somebody chooses whose badges they are mailed of and how often, told before how many that would have been."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.forms import Form
from marketing.page import Page, reads, who, writes
from marketing.recipients import scopes
from marketing.warehouse import Rejected, Row, entering, read

TIERS = {
    "confirmed": "confirmed: beyond chance and above the floor",
    "rising": "rising or falling: beyond chance, smaller",
    "new release": "new releases",
    "check data": "figures to be checked",
}
RHYTHMS = {"at once": "at once", "daily": "one mail a day", "weekly": "one mail a week, on Monday"}
MOST_ARTISTS = 50


class AlertsPage(Page):
    """One's own alerts alone; the database keeps a limited log-in to its own artists."""

    route_base = "/marketing/alerts"
    menu_name = "Alerts"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        return self._shown(Form(), None)

    @expose("/preview", methods=["POST"])
    @writes
    def preview(self) -> ResponseReturnValue:
        form = Form(request.form)
        return self._shown(form, self._entered(form, is_kept=False))

    @expose("/", methods=["POST"])
    @writes
    def add(self) -> ResponseReturnValue:
        form = Form(request.form)
        foretold = self._entered(form, is_kept=True)
        return self._shown(form, None) if foretold is None else self.done("add_alert", "index")

    @expose("/remove", methods=["POST"])
    @writes
    def remove(self) -> ResponseReturnValue:
        number = Form(request.form).number("rule_id") or 0
        try:
            with entering() as entry:
                entry.call("remove_alert", rule_id=number, made_by=who(), done_by=who())
        except Rejected as refused:
            return self._shown(Form(errors={"": str(refused)}), None)
        return self.done("remove_alert", "index")

    @staticmethod
    def _entered(form: Form, *, is_kept: bool) -> Row | None:
        """Make the alert of the form, for good or to see that it can be; how many badges it would have told of."""
        chosen = {"artist_ids": _artists(form), "label": form.text("label"), "team": form.text("team")}
        chosen["tiers"] = [tier for tier in TIERS if tier in request.form.getlist("tier")]
        if form.errors:
            return None
        given = {"address": form.text("address"), **chosen, "rhythm": form.text("rhythm"), "done_by": who()}
        try:
            with entering(is_kept=is_kept) as entry:
                entry.call("add_alert", **given)
                return entry.call("alert_preview", **chosen)[0]
        except Rejected as refused:
            form.refuse(_field(str(refused)), str(refused))
            return None

    def _shown(self, form: Form, foretold: Row | None) -> ResponseReturnValue:
        with entering(is_kept=False) as entry:
            rules = entry.call("alerts", made_by=who())
        return self.show(
            "alerts",
            form,
            rules=rules,
            foretold=foretold,
            tiers=TIERS,
            rhythms=RHYTHMS,
            chosen=request.form.getlist("tier") or ["confirmed"],
            **scopes(),
        )


def _artists(form: Form) -> list[int] | None:
    """Artists by their names, one on each line; None for none."""
    names = [line.strip() for line in form.given.get("artists", "").splitlines() if line.strip()]
    if len(names) > MOST_ARTISTS:
        form.refuse("artists", f"{len(names)} artists were given; {MOST_ARTISTS} are the most of one alert.")
        return None
    numbers = []
    for name in (Form({"name": name}).text("name") for name in names):
        found = read("artist_named", entered=name)
        if len(found) != 1:
            why = "Two artists are" if found else "No artist with a card is"
            form.refuse("artists", f"{why} called “{name[:80]}”; write the name or Spotify id as the card has it.")
        else:
            numbers.append(found[0]["artist_id"])
    return numbers or None


def _field(message: str) -> str:
    """The field a refusal is about."""
    for word, field in (("e-mail", "address"), ("address", "address"), ("Choose one or more", "tier"),
                        ("rhythm", "rhythm"), ("the team", "team"), ("the label", "label")):  # fmt: skip
        if word in message:
            return field
    return ""
