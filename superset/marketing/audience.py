"""Music Analytics: what artists totalled on platforms in a month or any days, asked by a form."""

from datetime import date, timedelta
from typing import Any

from babel import Locale
from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import expose

from marketing.audience_answer import answer
from marketing.audience_check import Checked, Offered, checked, offered
from marketing.audience_dashboard import dashboard_address
from marketing.audience_kept import keep, kept
from marketing.audience_question import AudienceQuestion, month_days, months
from marketing.forms import Form
from marketing.page import AnalyticsPage, reads
from marketing.warehouse import read

MONTHS_OFFERED = 24
MOST_FOUND = 12  # artists a search lists


class AudiencePage(AnalyticsPage):
    """The question is the address: what is shown can be sent on, bookmarked and asked again."""

    menu_name = "Music Analytics"

    @expose("/")
    @reads
    def index(self) -> ResponseReturnValue:
        choice = offered()
        return self._shown(choice, Checked(None, {}), {**_entered(), "month": _last_full_month(choice.today_on)}, 200)

    @expose("/answer")
    @reads
    def answer(self) -> ResponseReturnValue:
        choice = offered()
        found = checked(request.args, choice)
        given = {**_entered(), **(_fields(found.question) if found.question is not None else {})}
        return self._shown(choice, found, given, 200 if found.question is not None else 422)

    @expose("/artists")
    @reads
    def artists(self) -> ResponseReturnValue:
        """Artists whose name holds what is typed, for the search field."""
        words = Form(request.args).text("q")[:80]
        rows = read("audience_search", words=words, most=MOST_FOUND) if words else []
        return jsonify({"artists": rows}), 200, {"Cache-Control": "no-store"}

    def _shown(self, choice: Offered, found: Checked, given: dict[str, Any], status: int) -> ResponseReturnValue:
        question = found.question
        number = keep(question) if question is not None else None
        mine = kept()
        return self.framed(
            "audience",
            status,
            errors=found.errors,
            given=given,
            artists=found.artists,
            platforms=sorted(choice.platforms.items(), key=lambda each: each[1].lower()),
            countries=[(code, country_name(code)) for code in choice.countries],
            months=_months(choice.today_on, given["month"]),
            clock=choice.sentence,
            today_on=choice.today_on,
            question=question,
            question_id=number,
            saved_name=next((row["name"] for row in mine if row["question_id"] == number), None),
            kept=mine,
            result=answer(question, found.artists, choice) if question is not None else None,
            dashboard=dashboard_address(question, found.artists, choice) if question is not None else None,
            country=country_name(question.country) if question is not None and question.country else None,
        )


def country_name(code: str) -> str:
    """A country as people write it, its code where nobody does."""
    return str(Locale("en").territories.get(code, code))


def _entered() -> dict[str, Any]:
    """The form as it came, to be shown again."""
    form = Form(request.args)
    return {
        "platforms": [name.strip().lower() for name in request.args.getlist("platform") if name.strip()],
        "is_daily": form.text("daily") not in ("", "0"),
        **{name: form.text(name)[:40] for name in ("month", "from", "to", "country", "group", "q")},
    }


def _fields(question: AudienceQuestion) -> dict[str, Any]:
    """The form of a question: a whole month is shown as one."""
    month = question.from_on.strftime("%Y-%m")
    is_month = month_days(month) == (question.from_on, question.to_on)
    return {
        "month": month if is_month else "",
        "from": "" if is_month else str(question.from_on),
        "to": "" if is_month else str(question.to_on),
        "country": question.country or "",
        "group": question.group_by,
    }


def _last_full_month(today_on: date) -> str:
    tomorrow = today_on + timedelta(days=1)
    return (tomorrow.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")


def _months(today_on: date, chosen: str) -> list[tuple[str, str]]:
    """Months to choose from, the newest first, and the one that is chosen."""
    first = (today_on.replace(day=1) - timedelta(days=30 * (MONTHS_OFFERED - 1))).replace(day=1)
    found = {month: month_days(month)[0].strftime("%B %Y") for month in months(first, today_on)}
    if chosen and chosen not in found:
        try:
            found[chosen] = month_days(chosen)[0].strftime("%B %Y")
        except ValueError:
            found[chosen] = chosen  # refused in words beside the field
    return sorted(found.items(), reverse=True)
