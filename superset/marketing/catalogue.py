"""Catalogue: the label's works, brought in from a file, and the Spotify tracks proposed for them, to be decided on."""

import json
from collections import Counter
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.forms import Form
from marketing.listing import Listing
from marketing.page import Page, reads, who, writes
from marketing.pasted_lines import Answer
from marketing.warehouse import Rejected, entering, read
from workbooks.list_file import LARGEST, UnreadableList, list_lines
from workbooks.work_columns import COLUMNS, NEEDED, NEEDED_WITHOUT_ARTIST

MOST_LINES = 5_000  # what is entered within the time a page may take
MOST_TOLD = 200


@dataclass(frozen=True)
class Imported:
    """What became of a file: how many works by outcome, and the lines kept aside."""

    file: str
    counts: Counter[str]
    aside: list[Answer]


class CataloguePage(Page):
    """A limited log-in sees and enters works of its own artists alone; the database decides."""

    route_base = "/marketing/catalogue"
    menu_name = "Catalogue"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        return self._listed(Form())

    @expose("/import", methods=["POST"])
    @writes
    def bring_in(self) -> ResponseReturnValue:
        """Enter a CSV or Excel file; lines that are wrong are kept aside and named."""
        form = Form(request.form)
        artist_id = form.number("artist")
        lines, name = _uploaded(form, has_artist=artist_id is not None)
        if form.errors:
            return self._listed(form)
        given = json.dumps([{"line": number, **fields} for number, fields in lines])
        try:
            with entering() as entry:
                put = entry.call("import_works", artist_id=artist_id, lines=given, file_name=name, done_by=who())
        except Rejected as refused:
            form.refuse("file", str(refused))
            return self._listed(form)
        titles = {number: fields["title"] for number, fields in lines}
        aside = [Answer(row["line"], titles[row["line"]], row["reason"]) for row in put if row["reason"]]
        return self._listed(form, Imported(name, Counter(row["outcome"] for row in put), aside))

    @expose("/decide", methods=["POST"])
    @writes
    def decide(self) -> ResponseReturnValue:
        form = Form(request.form)
        decision = {"accept": True, "reject": False}.get(form.text("decision"))
        number = form.number("suggestion") or 0
        try:
            with entering() as entry:
                entry.call("decide_work_link", suggestion_id=number, accept=decision, done_by=who())
        except Rejected as refused:
            return self._listed(Form(errors={"": str(refused)}))
        return self.done("link_work" if decision else "decide_work_link", "index")

    @expose("/link", methods=["POST"])
    @writes
    def put(self) -> ResponseReturnValue:
        """Link a work by hand."""
        form = Form(request.form)
        number = form.number("work") or 0
        try:
            with entering() as entry:
                entry.call("link_work", work_id=number, track=form.text(f"track-{number}"), done_by=who())
        except Rejected as refused:
            form.refuse(f"track-{number}", str(refused))
            return self._listed(form)
        return self.done("link_work", "index")

    def _listed(self, form: Form, imported: Imported | None = None) -> ResponseReturnValue:
        listing = Listing(request.args, ("q",))
        missing = read("works_missing", words=listing.of["q"], **listing.limits)
        return self.show(
            "catalogue",
            form,
            imported=imported,
            most_told=MOST_TOLD,
            columns=COLUMNS,
            artists=read("followed_artists"),
            coverage=read("work_coverage"),
            suggestions=read("work_suggestions"),
            works=listing.page(missing),
            listing=listing,
        )


def _uploaded(form: Form, *, has_artist: bool) -> tuple[list[tuple[int, dict[str, str]]], str]:
    """The lines of the file sent along and its name; what is wrong with it is said beside the field."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        form.refuse("file", "No file was chosen; choose a CSV or Excel file and try again.")
        return [], ""
    name = Form({"name": sent.filename}).text("name")
    try:
        lines = list_lines(name, sent.read(LARGEST + 1), COLUMNS, NEEDED if has_artist else NEEDED_WITHOUT_ARTIST)
    except UnreadableList as wrong:
        form.refuse("file", str(wrong))
        return [], name
    if len(lines) > MOST_LINES:
        form.refuse(
            "file",
            f"{name} has {len(lines):,} lines; {MOST_LINES:,} at once are the most here, so nothing was entered. Split "
            "it, or have the data team bring it in.",
        )
    return lines, name
