"""An issue of the report to the people of its scope who have not got it. The door for whoever makes issues:

for scope in waiting_scopes(engine, issue_id):
    send_issue(engine, settings, issue_of(scope))
"""

import re
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine

from tasks.mail.delivery import Letter, Patience, deliver
from tasks.mail.delivery_store import read_deliveries
from tasks.mail.envelope import Person
from tasks.mail.errors import MailError
from tasks.mail.issue_message import issue_message
from tasks.mail.mailed_issue import MailedIssue
from tasks.mail.outcome import MailOutcome
from tasks.mail.recipient_store import Recipient, recipients_of, waiting_scopes
from tasks.mail.settings import MailSettings

__all__ = ["dry_run", "send_issue", "waiting_scopes"]
NO_SENDER = "groundswell@localhost"
DRY_TOKEN = "written-by-a-dry-run"  # noqa: S105 - opens nothing


def send_issue(
    engine: Engine,
    settings: MailSettings,
    issue: MailedIssue,
    *,
    addresses: Sequence[str] | None = None,
    patience: Patience = Patience(),
) -> MailOutcome:
    """Mail an issue to everybody of its scope who has not got it; nobody gets it twice, whoever else sends it too.

    ``addresses``: these people instead of those on the list, for a notice to the data team.
    Raises MailError when no mail can be sent at all; run again it goes on where it was.
    """
    people = _people(engine, issue, addresses)
    letters = [_letter(settings, issue, person) for person in people]
    sent = deliver(engine, settings, letters, patience) if letters else 0
    mailed = {person.address for person in people}
    log = read_deliveries(engine, issue.issue_id)
    return MailOutcome(sent, tuple(each for each in log if each.address in mailed))


def dry_run(
    engine: Engine,
    settings: MailSettings,
    issue: MailedIssue,
    folder: Path,
    *,
    addresses: Sequence[str] | None = None,
) -> MailOutcome:
    """Write the mails as .eml files instead: nothing is sent and nothing is logged. No mail server need be set."""
    settings = settings.model_copy(update={"sender": settings.sender or NO_SENDER})
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for person in _people(engine, issue, addresses):
        token = DRY_TOKEN if person.recipient_id else None
        message = issue_message(settings, issue, Person(person.address, person.name), token)
        path = folder / (re.sub(r"[^A-Za-z0-9@._-]+", "_", f"{issue.issue_id}-{person.address}") + ".eml")
        path.write_bytes(message.as_bytes())
        files.append(path)
    return MailOutcome(files=tuple(files))


def _people(engine: Engine, issue: MailedIssue, addresses: Sequence[str] | None) -> list[Recipient]:
    """Recipients; number 0 for those who are on no list. Raises MailError where a file of the issue is missing."""
    for path in issue.files:
        if not path.is_file():
            raise MailError(f"{path} is to be mailed and is not there; no mail was sent. Make the report again.")
    if addresses is not None:
        return [Recipient(0, address.strip().lower(), None) for address in addresses]
    return recipients_of(engine, issue.scope)


def _letter(settings: MailSettings, issue: MailedIssue, person: Recipient) -> Letter:
    return Letter(
        mail=issue.issue_id,
        address=person.address,
        write=lambda token: issue_message(settings, issue, Person(person.address, person.name), token),
        recipient_id=person.recipient_id or None,
    )
