"""An issue of the report as a mail to one person: text and HTML of the same lines, and the PDF."""

from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

from tasks.mail.bodies import html_of, text_of
from tasks.mail.envelope import MailingList, Person, attach, new_message, put_bodies, unsubscribe_url
from tasks.mail.mailed_issue import MailedIssue
from tasks.mail.settings import MailSettings

REPORT = MailingList("weekly-report", "Weekly report")
OVERVIEW_PATH = "/superset/dashboard/label-overview/"


def issue_message(settings: MailSettings, issue: MailedIssue, to: Person, token: str | None) -> EmailMessage:
    """The mail. ``token``: of its link to unsubscribe; None for people who are on no list."""
    message = new_message(
        settings,
        REPORT,
        to,
        mail=issue.issue_id,
        subject=issue.subject,
        sender=issue.sender or issue.label,
        token=token,
    )
    given = _given(settings, issue, token)
    put_bodies(message, text_of("issue", given), html_of("issue", given))
    attach(message, issue.files)
    return message


def week_words(week: date) -> str:
    """Friday to Thursday as people write it."""
    last = week + timedelta(days=6)
    first = f"{week.day} {week:%B}" if week.month != last.month else str(week.day)
    if week.year != last.year:
        first += f" {week.year}"
    return f"{first} – {last.day} {last:%B} {last.year}"


def _given(settings: MailSettings, issue: MailedIssue, token: str | None) -> dict[str, Any]:
    pages = settings.pages_url.rstrip("/") if settings.pages_url else None
    return {
        "issue": issue,
        "week_words": week_words(issue.week),
        "files": [path.name for path in issue.files],
        "overview_url": f"{pages}{OVERVIEW_PATH}" if pages else None,
        "unsubscribe_url": unsubscribe_url(settings, token) if token is not None else None,
        "is_on_list": token is not None,
    }
