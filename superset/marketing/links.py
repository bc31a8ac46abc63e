"""Links: tracks that bring no figures, and links by hand, set and taken back after seeing what they change."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.bounds import is_bounded
from marketing.forms import Form
from marketing.listing import Listing
from marketing.page import Page, reads, who, writes
from marketing.warehouse import Rejected, Row, entering, read, read_one

OTHERS = "This track is of no artist of your log-in; check the link, or ask somebody who sees all cards."


class LinksPage(Page):
    """Which unified song a Spotify track is, where the vendor says nothing or is wrong."""

    route_base = "/marketing/links"
    menu_name = "Links"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        return self._listed(Form())

    @expose("/", methods=["POST"])
    @reads
    def find(self) -> ResponseReturnValue:
        """Any track by its link: one that is linked can be linked wrongly."""
        form = Form(request.form)
        number = form.number("track")
        try:
            spotify = None
            if number is None:
                with entering(is_kept=False) as entry:
                    [named] = entry.call("spotify_id", pasted=form.text("track"), wanted="track")
                    spotify = named["spotify_id"]
        except Rejected as refused:
            form.refuse("track", str(refused))
            return self._listed(form)
        found = read("track", number=number, spotify=spotify)
        if len(found) != 1:
            form.refuse("track", OTHERS if not found and is_bounded() else _not_one(found))
            return self._listed(form)
        return redirect(url_for("LinksPage.track", track=found[0]["spotify_track_id"]), 303)

    @expose("/<int(max=999999999999999999):track>/")
    @reads
    def track(self, track: int) -> ResponseReturnValue:
        return self._track(track, Form(request.args), None)

    @expose("/<int(max=999999999999999999):track>/preview", methods=["POST"])
    @writes
    def preview(self, track: int) -> ResponseReturnValue:
        self.found(read_one("track", number=track, spotify=None))
        form = Form(request.form)
        song = _song(form)
        return self._track(track, form, None if form.errors else self._effect(track, song, form))

    @expose("/<int(max=999999999999999999):track>/set", methods=["POST"])
    @writes
    def put(self, track: int) -> ResponseReturnValue:
        self.found(read_one("track", number=track, spotify=None))
        form = Form(request.form)
        song, reason = _song(form), form.needed("reason", "the reason")
        if not form.errors:
            given = {"track": str(track), "song_id_luminate": song, "reason": reason}
            try:
                with entering() as entry:
                    entry.call("override_link", **given, done_by=who())
            except Rejected as refused:
                form.refuse("song" if refused.code == "GW404" else "", str(refused))
        return self._track(track, form, None) if form.errors else self.done("override_link", "track", track=track)

    @expose("/<int(max=999999999999999999):track>/undo", methods=["POST"])
    @writes
    def undo(self, track: int) -> ResponseReturnValue:
        self.found(read_one("track", number=track, spotify=None))
        form = Form(request.form)
        try:
            with entering() as entry:
                entry.call("undo_override", track=str(track), done_by=who())
        except Rejected as refused:
            form.refuse("", str(refused))
            return self._track(track, form, None)
        return self.done("undo_override", "track", track=track)

    @staticmethod
    def _effect(track: int, song: int | None, form: Form) -> list[Row] | None:
        """Streams of the artists concerned, now and then."""
        try:
            with entering(is_kept=False) as entry:
                return entry.call("override_preview", track=str(track), song_id_luminate=song)
        except Rejected as refused:
            form.refuse("song", str(refused))
            return None

    def _track(self, number: int, form: Form, effect: list[Row] | None) -> ResponseReturnValue:
        track = self.found(read_one("track", number=number, spotify=None))
        by_hand = track["linked_how"] == "by hand"
        back = self._effect(number, track["vendor_song_id_luminate"], Form()) if by_hand else None
        words = form.text("words") or track["track_name"] or ""
        return self.show(
            "link",
            form,
            track=track,
            why=read_one("unlinked_why", number=number),
            words=words,
            candidates=read("candidates", words=words, isrc=track["isrc"]),
            effect=effect,
            back=back,
        )

    def _listed(self, form: Form) -> ResponseReturnValue:
        listing = Listing(request.args, ("q", "reason"))
        rows = read("unlinked", words=listing.of["q"], reason=listing.of["reason"] or None, **listing.limits)
        return self.show(
            "links",
            form,
            tracks=listing.page(rows),
            listing=listing,
            reasons=read("unlinked_reasons"),
            overrides=read("overrides"),
        )


def _song(form: Form) -> int | None:
    """The song chosen or typed; None for "no song", which is said as such and never by leaving the field empty."""
    chosen = form.text("choice")
    if chosen == "none":
        return None
    entered = form.text("song") if chosen in ("", "other") else chosen
    if not (entered.isascii() and entered.isdigit() and len(entered) <= 18):
        what = f"“{entered[:40]}” is no number of a unified song" if entered else "No song was chosen"
        form.refuse("song", f"{what}; choose one of the list, give Luminate's number, or choose “no song”.")
        return None
    return int(entered)


def _not_one(found: list[Row]) -> str:
    if not found:
        return "The vendor's catalogue (SPOTIFY_TRACKS) does not hold this track; check it, or load a newer delivery."
    numbers = " and ".join(str(row["spotify_track_id"]) for row in found)
    return f"The vendor holds this track more than once, as {numbers}; give one of these numbers instead."
