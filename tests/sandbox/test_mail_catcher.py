"""The sandbox's mailbox as a service of a data folder: every mail becomes a file there, none goes anywhere."""

import email
from email.policy import default
from pathlib import Path

import pytest

from db.datadir import DataDir
from db.errors import GroundswellError
from flows.run_context import SANDBOX_STATE, mail_settings
from flows.services.mail_catcher import mailbox, start_mail_catcher, stop_mail_catcher
from tasks.mail.envelope import MailingList, Person, new_message
from tasks.mail.server import MailServer

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def test_mails_of_a_sandbox_are_files_of_its_mailbox(tmp_path: Path) -> None:
    folder = DataDir.open(tmp_path / "data", create=True)
    folder.write_state(SANDBOX_STATE, {"end_on": "2026-11-19"})
    with pytest.raises(GroundswellError, match=r"its mailbox is not open\. Open it with: groundswell sandbox start"):
        mail_settings(folder)
    start_mail_catcher(folder)
    try:
        settings = mail_settings(folder)
        message = new_message(
            settings,
            MailingList("weekly-report", "Weekly report"),
            Person("ana@demo.example"),
            mail="weekly-2026-11-13",
            subject="Hören & sehen: 宇多田",
            sender="North",
            token=None,
        )
        message.set_content("five lines")
        with MailServer(settings) as server:
            assert server.send(message, "ana@demo.example", lambda: None).state == "sent"
    finally:
        assert stop_mail_catcher(folder)
    [caught] = mailbox(folder).glob("*-ana@demo.example-Hören-sehen-宇多田.eml")
    assert email.message_from_bytes(caught.read_bytes(), policy=default)["Subject"] == "Hören & sehen: 宇多田"
    with pytest.raises(GroundswellError, match="its mailbox is not open"):
        mail_settings(folder)


def test_outside_a_sandbox_the_environment_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDSWELL_MAIL_HOST", "smtp.label.example")
    assert mail_settings(DataDir.open(tmp_path / "data", create=True)).server == "smtp.label.example:587"
