"""Flow checks: what is wrong is looked for, kept as matters, and told to the data team, each once."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from prefect import State, flow
from prefect.states import Completed
from pydantic import SecretStr

from db import embedded
from db.datadir import DataDir
from db.errors import GroundswellError
from db.locks import Lock, locked_session
from flows.run_context import MAIL_STATE, SANDBOX_STATE, RunContext, mail_settings, open_run_context
from tasks.checks.finding import Finding, Look
from tasks.checks.matter_store import read_log, record_looks
from tasks.checks.matters import Matter
from tasks.checks.messages import Message, messages_due
from tasks.checks.prefect_api import PrefectServer
from tasks.checks.settings import CheckSettings
from tasks.checks.steps import Place, look
from tasks.mail.delivery_store import enter_waiting, give_up, settle_abandoned
from tasks.mail.notice import Notice
from tasks.mail.notice_delivery import mail_notices, outcomes, push_notices
from tasks.mail.outcome import Delivery
from tasks.runs.prefect_run import note, publish_table, run_task
from tasks.runs.run_name import run_name

NOT_SENT = "Not all were told"
TOLD_LATER = "Who was not told is told by the next run."


@dataclass(frozen=True, slots=True)
class Checked:
    """``wrong``: what was found. ``sent``: messages that went out now. ``failures``: why others did not."""

    wrong: tuple[Finding, ...]
    unjudged: Mapping[str, str]
    matters: tuple[Matter, ...] = ()
    sent: tuple[Delivery, ...] = ()
    failures: tuple[str, ...] = field(default=())


@flow(name="checks", flow_run_name=run_name("Checks"))
def checks() -> State[None]:
    """Look at runs, sources, the queue, budgets, disks and data; tell the data team of what is new and what is over.

    Ends well whatever it finds, and with the state's name *Not all were told* where somebody could not be reached: they
    are told by the next run. It leaves no row in ops.run, four an hour would hide the runs that are looked at.
    """
    with open_run_context() as context:
        done = run_checks(context)
    publish_table("checks", [row_of(finding) for finding in done.wrong], "What is wrong, and what to do about it")
    note(f"{len(done.wrong)} found wrong, {len(done.sent)} messages sent.")
    if done.failures:
        return Completed(name=NOT_SENT, message="\n".join((*done.failures, TOLD_LATER)))
    return Completed()


def run_checks(context: RunContext, *, is_all: bool = False) -> Checked:
    """The body of the flow: one at a time, whoever runs it; what was found, and who was reached."""
    with locked_session(context.engine, Lock.CHECKS):
        settle_abandoned(context.engine)  # what a killed run left is looked at, too
        now = datetime.now(UTC)
        looks = run_task(look, place_of(context), now, is_all=is_all)
        matters = record_looks(context.engine, looks, now)
        sent, failures = _send_due(context, matters)
    return Checked(_wrong(looks), _unjudged(looks), tuple(matters), tuple(sent), tuple(failures))


def look_only(context: RunContext) -> Checked:
    """What is wrong now, with all checks of data made; nobody is sent a message and no matter begins or ends."""
    looks = look.fn(place_of(context), datetime.now(UTC), is_all=True)
    return Checked(_wrong(looks), _unjudged(looks))


def send_test(context: RunContext) -> tuple[list[Delivery], list[str]]:
    """A message to everybody who is told of matters: what became of each, and why some failed.

    A test that fails has failed: no later run sends it.
    """
    mail = f"matter-test-{datetime.now(UTC):%Y%m%d-%H%M%S%f}"
    lines = ("This is a test.", "Whoever reads it is told of what goes wrong here.")
    notices = [Notice(mail, address, "Test message", lines) for address in _addresses(context.data_dir)]
    failures = _send(context, notices)
    give_up(context.engine, [mail], " ".join(failures) or "Nobody took it.")
    return outcomes(context.engine, notices), failures


def row_of(finding: Finding) -> dict[str, str]:
    """A finding as a row of a table."""
    return {"severity": finding.severity, "what": finding.what, "next_step": finding.next_step}


def place_of(context: RunContext) -> Place:
    """What is looked at, of a data folder."""
    cluster = embedded.status(context.data_dir).folder
    folders = (context.data_dir.path, *((cluster,) if cluster is not None else ()))
    return Place(context.engine, context.as_of, folders, prefect_server(context.data_dir))


def prefect_server(data_dir: DataDir) -> PrefectServer | None:
    """The server flows run under: the environment's, else the data folder's; None where none should run."""
    if address := os.environ.get("PREFECT_API_URL"):
        return PrefectServer(address, os.environ.get("PREFECT_API_AUTH_STRING", ""))
    port = data_dir.read_state("service-prefect-server").get("port")
    if port is None:
        return None
    return PrefectServer(f"http://127.0.0.1:{port}/api", str(data_dir.read_state("prefect-log-in").get("log_in", "")))


def _wrong(looks: Sequence[Look]) -> tuple[Finding, ...]:
    """What fails before what is a warning."""
    found = {finding.key: finding for each in looks for finding in each.findings}
    return tuple(sorted(found.values(), key=lambda finding: finding.severity))


def _unjudged(looks: Sequence[Look]) -> dict[str, str]:
    return {each.kind: each.unjudged for each in looks if each.unjudged is not None}


def _addresses(data_dir: DataDir) -> list[str]:
    return [*CheckSettings().addresses, *_channels(data_dir)]


def _channels(data_dir: DataDir) -> Mapping[str, SecretStr]:
    """Addresses of Apprise; none in a sandbox's folder, whose messages stay in its mailbox."""
    is_sandbox = data_dir.read_state(SANDBOX_STATE) or data_dir.read_state(MAIL_STATE)
    return {} if is_sandbox else CheckSettings().channels


def _send_due(context: RunContext, matters: Sequence[Matter]) -> tuple[list[Delivery], list[str]]:
    """Messages that are due, and why some could not be sent."""
    log = read_log(context.engine, matters)
    notices = [_notice(message) for message in messages_due(matters, log, _addresses(context.data_dir))]
    failures = _send(context, notices)
    return [one for one in outcomes(context.engine, notices) if one.state == "sent"], failures


def _send(context: RunContext, notices: Sequence[Notice]) -> list[str]:
    """Mails first, then Apprise; one that fails keeps nobody from being told by the other."""
    channels = _channels(context.data_dir)
    enter_waiting(context.engine, [(notice.mail, notice.address) for notice in notices])
    failures = []
    try:
        if mails := [notice for notice in notices if notice.address not in channels]:
            mail_notices(context.engine, mail_settings(context.data_dir), mails)
    except GroundswellError as error:
        failures.append(str(error))
    return failures + push_notices(context.engine, channels, notices)


def _notice(message: Message) -> Notice:
    return Notice(message.mail, message.address, message.subject, message.lines)
