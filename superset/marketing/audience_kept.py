"""Questions about audiences that are kept: what somebody asked last, and what they saved under a name."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.audience_question import AudienceQuestion
from marketing.forms import Form
from marketing.page import AnalyticsPage, reads, who
from marketing.warehouse import Rejected, Row, entering, read


def keep(question: AudienceQuestion) -> int:
    """Keep that it was asked; its number. Raises WarehouseUnavailable."""
    given = {name: value for name, value in question.given().items() if name != "artists"}
    with entering() as entry:
        made = entry.call(
            "keep_audience_question",
            **{**given, "artist_ids": list(question.artists), "is_daily": question.is_daily},
            asked_by=who(),
        )
    return int(made[0]["keep_audience_question"])


def kept() -> list[Row]:
    """Own questions about artists one may see, saved ones first: number, name, when, artists and the address."""
    with entering(is_kept=False) as entry:
        rows = entry.call("audience_questions", asked_by=who())
    numbers = sorted({number for row in rows for number in row["artist_ids"]})
    names = {row["artist_id"]: row["artist_name"] for row in read("audience_artists", artists=numbers)} if rows else {}
    return [
        {**row, "artists": [names[number] for number in row["artist_ids"]], "address": _question(row).query_string()}
        for row in rows
        if all(number in names for number in row["artist_ids"])
    ]


def _question(row: Row) -> AudienceQuestion:
    platforms = None if row["platforms"] is None else tuple(row["platforms"])
    days = (row["from_on"], row["to_on"])
    return AudienceQuestion(
        tuple(row["artist_ids"]), platforms, *days, row["country"], row["group_by"], row["is_daily"]
    )


class KeptQuestionsPage(AnalyticsPage):
    """Save a question of one's own, or take it off the saved ones."""

    @expose("/questions/<int(max=999999999999):question_id>/name", methods=["POST"])
    @reads
    def name(self, question_id: int) -> ResponseReturnValue:
        form = Form(request.form)
        self.found(next((row for row in kept() if row["question_id"] == question_id), None))
        try:
            with entering() as entry:
                entry.call("name_audience_question", question_id=question_id, name=form.text("name"), done_by=who())
        except Rejected as refused:
            flash(str(refused), "doubt")
        address = next((row["address"] for row in kept() if row["question_id"] == question_id), None)
        if form.text("back") == "form" or address is None:
            return redirect(url_for("AudiencePage.index"), 303)
        return redirect(f"{url_for('AudiencePage.answer')}?{address}", 303)
