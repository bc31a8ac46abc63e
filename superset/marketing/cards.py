"""Artist cards: paste a link, read what is known and what is doubtful, confirm; list, change, archive."""

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.bounds import is_sure, refuse_beyond
from marketing.forms import Form
from marketing.listing import Listing
from marketing.onboarding import onboarding
from marketing.page import Page, reads, who, writes
from marketing.pasted_lines import MOST, Answer, answered, pasted_lines
from marketing.warehouse import Rejected, entering, read, read_one

STATUSES = ("confirmed", "draft", "archived")


class CardsPage(Page):
    """Which artists the label follows. Only confirmed cards count."""

    route_base = "/marketing/cards"
    menu_name = "Artist cards"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        return self._listed(Form())

    @expose("/", methods=["POST"])
    @writes
    def add(self) -> ResponseReturnValue:
        form = Form(request.form)
        link, label, team = form.text("link"), form.needed("label", "the label"), form.text("team")
        refuse_beyond(form, label, team)
        try:
            with entering(is_kept=not form.errors) as entry:
                [named] = entry.call("spotify_id", pasted=link, wanted="artist")
                if not form.errors:
                    given = {"artist_id_spotify": named["spotify_id"], "label": label, "team": team or None}
                    [made] = entry.call("onboard_card", **given, done_by=who(), is_new_name=is_sure(form))
        except Rejected as refused:
            _say(form, refused, "link", team)
            if refused.code == "GW409":
                form.given = {**request.form, "there": self._there(link)}
        if form.errors:
            return self._listed(form)
        return self.done("add_card", "card", card_id=made["card_id"])

    @expose("/many", methods=["POST"])
    @writes
    def add_many(self) -> ResponseReturnValue:
        """Drafts for up to fifty links of one label and team."""
        form = Form(request.form)
        label, team = form.needed("many_label", "the label"), form.text("many_team")
        refuse_beyond(form, label, team, "many_label", "many_team")
        lines = pasted_lines(form, "links", "the links")

        def enter(link: str) -> tuple[str, str]:
            with entering() as entry:
                [named] = entry.call("spotify_id", pasted=link, wanted="artist")
                given = {"artist_id_spotify": named["spotify_id"], "label": label, "team": team or None}
                [made] = entry.call("onboard_card", **given, done_by=who(), is_new_name=is_sure(form))
            card = read_one("card", card_id=made["card_id"])
            address = url_for("CardsPage.card", card_id=made["card_id"])
            if made["is_new_artist"]:
                return "Draft. No vendor data yet; name and songs are fetched.", address
            return f"Draft of {card['artist_name'] if card is not None else 'the artist'}.", address

        return self._listed(form, answered(lines, enter))

    @expose("/<int(max=999999999999):card_id>/")
    @reads
    def card(self, card_id: int) -> ResponseReturnValue:
        return self._card(card_id, Form())

    @expose("/<int(max=999999999999):card_id>/confirm", methods=["POST"])
    @writes
    def confirm(self, card_id: int) -> ResponseReturnValue:
        return self._changed(card_id, "confirm_card", Form(), "")

    @expose("/<int(max=999999999999):card_id>/change", methods=["POST"])
    @writes
    def change(self, card_id: int) -> ResponseReturnValue:
        form = Form(request.form)
        entered = {"label": form.needed("label", "the label"), "team": form.text("team")}
        refuse_beyond(form, entered["label"], entered["team"])
        card = self.found(read_one("card", card_id=card_id))
        if not form.errors and entered == {"label": card["label"], "team": card["team"] or ""}:
            form.refuse("label", "Nothing is different from before, so nothing was saved.")
        return self._changed(card_id, "change_card", form, "label", **entered, is_new_name=is_sure(form))

    @expose("/<int(max=999999999999):card_id>/archive", methods=["POST"])
    @writes
    def archive(self, card_id: int) -> ResponseReturnValue:
        form = Form(request.form)
        return self._changed(card_id, "archive_card", form, "reason", reason=form.text("reason"))

    @expose("/<int(max=999999999999):card_id>/onboarding")
    @reads
    def onboarding_part(self, card_id: int) -> ResponseReturnValue:
        """How far fetching a new artist is; the card's page puts it in place of the one before."""
        card = self.found(read_one("card", card_id=card_id))
        page = render_template(
            "marketing/onboarding_part.html", card=card, new=onboarding(card), may_write=self.may_write()
        )
        return page, 200, {"Cache-Control": "no-store"}

    @expose("/<int(max=999999999999):card_id>/onboarding", methods=["POST"])
    @writes
    def retry(self, card_id: int) -> ResponseReturnValue:
        return self._changed(card_id, "retry_onboarding", Form(), "")

    def _changed(self, card_id: int, function: str, form: Form, field: str, **given: str | bool) -> ResponseReturnValue:
        self.found(read_one("card", card_id=card_id))
        if not form.errors:
            try:
                with entering() as entry:
                    entry.call(function, card_id=card_id, **given, done_by=who())
            except Rejected as refused:
                # who came second is told above the card, which shows how it stands now
                _say(form, refused, field if refused.code == "GW400" else "", form.text("team"))
        return self._card(card_id, form) if form.errors else self.done(function, "card", card_id=card_id)

    def _card(self, card_id: int, form: Form) -> ResponseReturnValue:
        card = self.found(read_one("card", card_id=card_id))
        with entering(is_kept=False) as entry:
            [known] = entry.call("card_preview", artist_id=card["artist_id"])
        history = read("history", subject=f"card {card_id}")
        new = onboarding(card) if not known["account_count"] and card["status"] != "archived" else None
        return self.show("card", form, card=card, known=known, new=new, history=history, **_choices())

    def _listed(self, form: Form, answers: Sequence[Answer] = ()) -> ResponseReturnValue:
        listing = Listing(request.args, ("q", "status", "label"))
        status = listing.of["status"] if listing.of["status"] in STATUSES else None
        rows = read("cards", words=listing.of["q"], status=status, label=listing.of["label"] or None, **listing.limits)
        return self.show(
            "cards",
            form,
            cards=listing.page(rows),
            answers=answers,
            most=MOST,
            listing=listing,
            drafts=read("drafts"),
            counts={row["status"]: row["cards"] for row in read("card_counts")},
            **_choices(),
        )

    @staticmethod
    def _there(link: str) -> str:
        """Address of the card that stands against a new one."""
        with entering(is_kept=False) as entry:
            [named] = entry.call("spotify_id", pasted=link, wanted="artist")
        card = read_one("open_card_of", artist_id_spotify=named["spotify_id"])
        return url_for("CardsPage.card", card_id=card["card_id"]) if card is not None else ""


def _say(form: Form, refused: Rejected, field: str, team: str) -> None:
    """Say beside the field what was refused, or ask back beside the name that looks like a slip."""
    if refused.code == "GW422":
        form.ask_back("team" if team and f"“{team}”" in str(refused) else "label", str(refused))
    else:
        form.refuse(field, str(refused))


def _choices() -> dict[str, list[str]]:
    """Labels and teams there are, to be chosen instead of typed."""
    entered = read("labels_and_teams")
    return {
        "labels": sorted({row["label"] for row in entered}),
        "teams": sorted({row["team"] for row in entered if row["team"]}),
    }
