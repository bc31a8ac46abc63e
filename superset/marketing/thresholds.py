"""Thresholds: when a jump is a badge, for all, a team or an artist, and what a change would have meant."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.bounds import bounds, is_bounded
from marketing.forms import Form
from marketing.page import Page, reads, who, writes
from marketing.warehouse import Entry, Rejected, Row, entering, read

BEYOND = "Your log-in is for some artists alone; set a threshold for one of them."


class ThresholdsPage(Page):
    """The narrower rule wins: an artist's, else the team's, else the one for all."""

    route_base = "/marketing/thresholds"
    menu_name = "Thresholds"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        return self._shown(Form(request.args), None)

    @expose("/preview", methods=["POST"])
    @writes
    def preview(self) -> ResponseReturnValue:
        form = Form(request.form)
        return self._shown(form, self._entered(form, is_kept=False))

    @expose("/set", methods=["POST"])
    @writes
    def put(self) -> ResponseReturnValue:
        form = Form(request.form)
        self._entered(form, is_kept=True)
        return self._shown(form, None) if form.errors else self.done("set_threshold", "index")

    @expose("/unset", methods=["POST"])
    @writes
    def unset(self) -> ResponseReturnValue:
        form = Form(request.form)
        rule = {"metric": form.text("metric"), "team": form.text("team") or None, "artist_id": form.number("artist_id")}
        shown = {(row["metric"], row["team"], row["artist_id"]) for row in read("rules")}
        if is_bounded() and (rule["metric"], rule["team"], rule["artist_id"]) not in shown:
            return self._shown(Form(errors={"": BEYOND}), None)
        try:
            with entering() as entry:
                entry.call("unset_threshold", **rule, done_by=who())
        except Rejected as refused:
            # away from the fields of the form for a new one, which was not filled in
            return self._shown(Form(errors={"": str(refused)}), None)
        return self.done("unset_threshold", "index")

    def _entered(self, form: Form, *, is_kept: bool) -> Row | None:
        """Set the threshold of the form, for good or for as long as it takes to see what it would mean."""
        times = form.decimal("times", "the threshold", "2.5")
        floor = form.whole("floor", "the floor", "1,000")
        whose = self._whose(form)
        if form.errors:
            return None
        given = {"metric": form.text("metric"), "threshold": times, "floor": floor, **whose}
        try:
            with entering(is_kept=is_kept) as entry:
                entry.call("set_threshold", **given, done_by=who())
                return None if is_kept else self._effect(entry, given["metric"], whose)
        except Rejected as refused:
            form.refuse(_field(str(refused), whose, refused.code), str(refused))
            return None

    @staticmethod
    def _effect(entry: Entry, metric: str, whose: Row) -> Row:
        """What the rules as they stand in this transaction would have made of the last weeks."""
        weeks = entry.call("badges_by_rule", metric=metric, **whose)
        counts = ("raw_told", "raw_then", "confirmed_told", "confirmed_then")
        return {
            "weeks": weeks,
            "most": max([1, *(week[name] for week in weeks for name in counts)]),
            **{name: sum(week[name] for week in weeks) for name in counts},
        }

    @staticmethod
    def _whose(form: Form) -> Row:
        """Team or artist the rule is for."""
        scope = form.text("scope") or "all"
        if scope == "team":
            team = form.needed("team", "the team")
            if is_bounded() and team not in (bounds()["teams"] or []):
                form.refuse("team", BEYOND)
            return {"team": team or None, "artist_id": None}
        if scope != "artist":
            if is_bounded():
                form.refuse("", BEYOND)
            return {"team": None, "artist_id": None}
        entered = form.needed("artist", "the artist")
        found = read("artist_named", entered=entered) if entered else []
        if entered and not found:
            form.refuse("artist", f"No artist with a card is called “{entered[:80]}”; choose one of the list.")
        elif len(found) > 1:
            form.refuse(
                "artist", f"Two artists are called “{entered[:80]}”; give the Spotify id from the card instead."
            )
        return {"team": None, "artist_id": found[0]["artist_id"] if len(found) == 1 else None}

    def _shown(self, form: Form, effect: Row | None) -> ResponseReturnValue:
        rules = read("rules")
        return self.show(
            "thresholds",
            form,
            rules=rules,
            for_all=[rule for rule in rules if rule["scope"] == "all"],
            effect=effect,
            names=[row["artist_name"] for row in read("artist_names")],
            teams=sorted({row["team"] for row in read("labels_and_teams") if row["team"]}),
        )


def _field(message: str, whose: Row, code: str) -> str:
    """The field a refusal is about: what is not there was named, what is given wrongly is one of the figures."""
    if code == "GW400":
        return "floor" if message.startswith("A floor") else "times"
    return "team" if whose["team"] else "artist" if whose["artist_id"] else "metric"
