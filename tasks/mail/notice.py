"""Notices: short messages to people who run this, of plain sentences."""

from dataclasses import dataclass
from email.message import EmailMessage

from tasks.mail.bodies import html_of, text_of
from tasks.mail.envelope import MailingList, Person, new_message, put_bodies
from tasks.mail.settings import MailSettings

CHECKS = MailingList("checks", "Checks")


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to one address; ``mail`` is its name in the log, by which nobody gets it twice."""

    mail: str
    address: str
    subject: str
    lines: tuple[str, ...]


def notice_message(settings: MailSettings, notice: Notice) -> EmailMessage:
    """The mail of a notice. It is on no list that could be left: who gets it is a setting."""
    message = new_message(
        settings,
        CHECKS,
        Person(notice.address),
        mail=notice.mail,
        subject=f"Groundswell: {notice.subject}",
        sender="Groundswell",
        token=None,
    )
    given = {"subject": notice.subject, "lines": notice.lines}
    put_bodies(message, text_of("notice", given), html_of("notice", given))
    return message
