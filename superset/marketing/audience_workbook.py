"""The answer of the page Music Analytics as an Excel file, under the address of the question."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.audience_check import checked
from marketing.audience_question import AudienceQuestion
from marketing.page import AnalyticsPage, reads, who
from marketing.warehouse import asking
from workbooks.audience import Question, answer, file_name
from workbooks.audience_sheets import write_audience

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AudienceWorkbookPage(AnalyticsPage):
    """The same rights and the same question as the page: /musicanalytics/workbook?artist=7&from=…&to=…"""

    @expose("/workbook")
    @reads
    def workbook(self) -> ResponseReturnValue:
        question = checked(request.args).question
        if question is None:  # the page says beside each field what is wrong
            return redirect(url_for("AudiencePage.answer", **request.args.to_dict(flat=False)), 303)
        with TemporaryDirectory(prefix="groundswell-workbook-") as folder:
            path = Path(folder) / "audience.xlsx"
            asked = _asked(question)
            with asking() as ask:
                found = answer(asked, ask)
                write_audience(path, asked, found)
            whole = path.open("rb")  # read on after its name is gone
        name = file_name(found.artist_names, question.from_on, question.to_on)
        sent = send_file(whole, EXCEL, as_attachment=True, download_name=name)
        sent.headers["Cache-Control"] = "no-store"
        return sent


def _asked(question: AudienceQuestion) -> Question:
    given = question.given()
    return Question(
        artists=given["artists"],
        platforms=given["platforms"],
        from_on=question.from_on,
        to_on=question.to_on,
        country=question.country,
        is_daily=question.is_daily,
        asked_by=who(),
        made_at=datetime.now(UTC),
    )
