"""Flow alerts: new badges mailed to the people who asked for them."""

from prefect import flow

from flows.run_context import RunContext, mail_settings, open_run_context
from tasks.mail.outcome import MailOutcome
from tasks.mail.steps import mail_alerts
from tasks.runs.prefect_run import note, run_task
from tasks.runs.recorded import recorded
from tasks.runs.run_name import run_name

TIME_ZONE = "Europe/London"  # that of the schedules in prefect.yaml: when a day or week of an alert begins


@flow(name="alerts", flow_run_name=run_name("Alerts"))
def alerts() -> None:
    """Mail what is new to each alert that is due; nothing where nothing is new."""
    with open_run_context() as context:
        run_alerts(context)


def run_alerts(context: RunContext) -> MailOutcome:
    """The body of the flow; what became of the mails."""
    done: list[MailOutcome] = []
    with recorded(context.engine, "alerts", {}, lambda: _summary(done)):
        done.append(run_task(mail_alerts, context.engine, mail_settings(context.data_dir), TIME_ZONE))
        note(done[0].sentence)
    return done[0]


def _summary(done: list[MailOutcome]) -> dict[str, int]:
    return {"mails": len(done[0].deliveries), "sent": done[0].sent_now} if done else {}
