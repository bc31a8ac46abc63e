"""TikTok sounds of followed artists: add, remove, and suggestions to accept or decline."""

from collections.abc import Sequence

from flask import request
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.forms import Form
from marketing.listing import Listing
from marketing.page import Page, reads, who, writes
from marketing.pasted_lines import MOST, Answer, answered, pasted_lines
from marketing.warehouse import Rejected, Row, entering, read, read_one


class SoundsPage(Page):
    """Which sounds are an artist's: only linked ones count."""

    route_base = "/marketing/sounds"
    menu_name = "TikTok sounds"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        listing = Listing(request.args, ("q",), size=30)
        rows = read("sound_artists", words=listing.of["q"], **listing.limits)
        return self.show("sounds", artists=listing.page(rows), listing=listing)

    @expose("/<int(max=999999999999):artist_id>/")
    @reads
    def artist(self, artist_id: int) -> ResponseReturnValue:
        return self._artist(artist_id, Form())

    @expose("/<int(max=999999999999):artist_id>/add", methods=["POST"])
    @writes
    def add(self, artist_id: int) -> ResponseReturnValue:
        self.found(read_one("followed_artist", artist_id=artist_id))
        form = Form(request.form)
        try:
            with entering() as entry:
                [sound] = entry.call("sound_id", pasted=form.text("sound"))
                _check_known(sound, form)
                given = {"sound_id_tiktok": sound["sound_id_tiktok"], "track_id": form.number("track")}
                [made] = entry.call("add_sound", artist_id=artist_id, **given, done_by=who())
        except Rejected as refused:
            form.refuse("sound", str(refused))
            form.is_asked_back = refused.code == "GW422"
            return self._artist(artist_id, form)
        warnings = [*sound["warnings"], *filter(None, [made["warning"]])]
        return self.done("add_sound", "artist", warnings, artist_id=artist_id)

    @expose("/<int(max=999999999999):artist_id>/many", methods=["POST"])
    @writes
    def add_many(self, artist_id: int) -> ResponseReturnValue:
        """Up to fifty sounds of one artist."""
        self.found(read_one("followed_artist", artist_id=artist_id))
        form = Form(request.form)

        def enter(line: str) -> tuple[str, str]:
            with entering() as entry:
                [sound] = entry.call("sound_id", pasted=line)
                _check_known(sound, form)
                given = {"sound_id_tiktok": sound["sound_id_tiktok"], "track_id": None}
                [made] = entry.call("add_sound", artist_id=artist_id, **given, done_by=who())
            doubts = [*sound["warnings"], *filter(None, [made["warning"]])]
            return " ".join([f"Sound {sound['sound_id_tiktok']} is linked.", *doubts]), ""

        return self._artist(artist_id, form, answered(pasted_lines(form, "sounds", "the sounds"), enter))

    @expose("/<int(max=999999999999):artist_id>/remove", methods=["POST"])
    @writes
    def remove(self, artist_id: int) -> ResponseReturnValue:
        self.found(read_one("followed_artist", artist_id=artist_id))
        form = Form(request.form)
        try:
            with entering() as entry:
                entry.call("remove_sound", artist_id=artist_id, sound_id_tiktok=form.text("sound_id"), done_by=who())
        except Rejected as refused:
            form.refuse("", str(refused))
            return self._artist(artist_id, form)
        return self.done("remove_sound", "artist", artist_id=artist_id)

    @expose("/<int(max=999999999999):artist_id>/decide", methods=["POST"])
    @writes
    def decide(self, artist_id: int) -> ResponseReturnValue:
        self.found(read_one("followed_artist", artist_id=artist_id))
        form = Form(request.form)
        decisions = {"accept": True, "decline": False}
        self.found(read_one("suggestion", suggestion_id=form.number("suggestion"), artist_id=artist_id))
        try:
            with entering() as entry:
                given = {"suggestion_id": form.number("suggestion"), "accept": decisions.get(form.text("decision"))}
                made = entry.call("decide_suggestion", **given, done_by=who())
        except Rejected as refused:
            form.refuse("", str(refused))
            return self._artist(artist_id, form)
        warnings = [row["warning"] for row in made if row["warning"]]
        return self.done("decide_suggestion", "artist", warnings, artist_id=artist_id)

    def _artist(self, artist_id: int, form: Form, answers: Sequence[Answer] = ()) -> ResponseReturnValue:
        return self.show(
            "sound",
            form,
            artist=self.found(read_one("followed_artist", artist_id=artist_id)),
            answers=answers,
            most=MOST,
            sounds=read("sounds", artist_id=artist_id),
            songs=read("songs", artist_id=artist_id),
            suggestions=read("suggestions", artist_id=artist_id),
        )


def _check_known(sound: Row, form: Form) -> None:
    """Ask back before a sound is linked that nobody knows: a wrong digit makes one, too. Raises Rejected."""
    if not (sound["is_known"] or form.is_sure):
        raise Rejected(
            f"Nobody has named the sound {sound['sound_id_tiktok']} yet: no delivery of the vendor, and no link. "
            "Check it; when it is right, say so and link it again.",
            "GW422",
        )
