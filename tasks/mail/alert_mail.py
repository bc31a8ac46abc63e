"""Alerts: new badges mailed to whoever asked for them, each badge once, nothing where nothing is new."""

from email.message import EmailMessage

from sqlalchemy import Engine

from tasks.mail.alert_store import AlertMail, plan_alerts, waiting_alerts
from tasks.mail.bodies import html_of, text_of
from tasks.mail.delivery import Letter, Patience, deliver
from tasks.mail.delivery_store import read_deliveries
from tasks.mail.envelope import MailingList, Person, new_message, put_bodies, unsubscribe_url
from tasks.mail.issue_message import week_words
from tasks.mail.outcome import MailOutcome
from tasks.mail.settings import MailSettings

ALERTS = MailingList("alerts", "Alerts")
# The next run comes within the hour.
PATIENCE = Patience(whole_s=600)
MOST_NAMED = 2


def send_alerts(engine: Engine, settings: MailSettings, time_zone: str, patience: Patience = PATIENCE) -> MailOutcome:
    """Mail what is new to whoever it is due for. Raises MailError when no mail can be sent; it then waits."""
    plan_alerts(engine, time_zone)
    mails = waiting_alerts(engine)
    if not mails:
        return MailOutcome()
    sent = deliver(engine, settings, [_letter(settings, mail) for mail in mails], patience)
    return MailOutcome(sent, tuple(each for mail in mails for each in read_deliveries(engine, mail.mail)))


def alert_message(settings: MailSettings, alert: AlertMail, token: str | None) -> EmailMessage:
    """The mail of an alert."""
    subject = alert_subject(alert)
    message = new_message(
        settings, ALERTS, Person(alert.address), mail=alert.mail, subject=subject, sender="Groundswell", token=token
    )
    given = {
        "subject": subject,
        "alert": alert,
        "weeks": " and ".join(week_words(week) for week in sorted({badge.week_on for badge in alert.badges})),
        "pages": settings.pages_url.rstrip("/") if settings.pages_url else "",
        "unsubscribe_url": unsubscribe_url(settings, token) if token is not None else None,
    }
    put_bodies(message, text_of("alert", given), html_of("alert", given))
    return message


def alert_subject(alert: AlertMail) -> str:
    """Whom it is about, the weightiest first; of one badge also which."""
    if len(alert.badges) == 1:
        return f"{alert.badges[0].artist}: {alert.badges[0].badge}"
    names = list(dict.fromkeys(badge.artist for badge in alert.badges))
    rest = len(names) - MOST_NAMED
    return f"{len(alert.badges)} badges: {', '.join(names[:MOST_NAMED])}" + (f" and {rest} more" if rest > 0 else "")


def _letter(settings: MailSettings, alert: AlertMail) -> Letter:
    return Letter(
        mail=alert.mail,
        address=alert.address,
        write=lambda token: alert_message(settings, alert, token),
        rule_id=alert.rule_id,
    )
