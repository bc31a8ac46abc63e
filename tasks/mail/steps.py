"""Mail as Prefect tasks. They are not tried again by Prefect: what waits is sent by the next run."""

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy import Engine

from tasks.mail.alert_mail import send_alerts
from tasks.mail.outcome import MailOutcome
from tasks.mail.settings import MailSettings


@task(name="mail-alerts", cache_policy=NO_CACHE, persist_result=False)
def mail_alerts(engine: Engine, settings: MailSettings, time_zone: str) -> MailOutcome:
    """See send_alerts."""
    return send_alerts(engine, settings, time_zone)
