"""Encrypted connections and log-ins; what is wrong with them is a sentence without the password."""

import ssl
from pathlib import Path

import pytest
from post_office import NO_PATIENCE, PASSWORD, USER, PostOffice, login, opened
from sqlalchemy import Engine

from tasks.mail.errors import MailError
from tasks.mail.issue_mail import send_issue
from tasks.mail.mailed_issue import MailedIssue
from tasks.mail.settings import read_mail_settings
from tests.mail.certificates import made_certificate
from tests.mail.listed import states

ACCOUNT = {"user": USER, "password": PASSWORD}


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[ssl.SSLContext, str]:
    return made_certificate(tmp_path)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # aiosmtpd means STARTTLS
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_log_in_over_an_encrypted_connection(
    listed: Engine, issue: MailedIssue, certificate: tuple[ssl.SSLContext, str], security: str
) -> None:
    context, trusted = certificate
    secret = {"tls": context} if security == "tls" else {"tls_context": context, "require_starttls": True}
    options = {"authenticator": login, "auth_required": True, "auth_require_tls": security == "starttls"}
    with opened(PostOffice(), **secret, **options) as office:  # type: ignore[arg-type]
        settings = office.settings(security=security, ca_file=trusted, **ACCOUNT)
        assert send_issue(listed, settings, issue).is_whole
    assert len(office.mails) == 2


def test_a_wrong_password_is_said_and_not_shown(
    listed: Engine, issue: MailedIssue, certificate: tuple[ssl.SSLContext, str]
) -> None:
    context, trusted = certificate
    with opened(PostOffice(), tls_context=context, authenticator=login, auth_required=True) as office:
        settings = office.settings(security="starttls", ca_file=trusted, user=USER, password="wr0ng")
        with pytest.raises(MailError, match=r"does not accept GROUNDSWELL_MAIL_USER .* \(535 ") as refused:
            send_issue(listed, settings, issue)
    assert "wr0ng" not in str(refused.value) + repr(settings)
    assert refused.value.__cause__ is None
    assert set(states(listed).values()) == {"waiting"}


def test_a_certificate_nobody_vouches_for_is_not_taken(
    listed: Engine, issue: MailedIssue, certificate: tuple[ssl.SSLContext, str]
) -> None:
    with (
        opened(PostOffice(), tls_context=certificate[0]) as office,
        pytest.raises(MailError, match=r"certificate of the mail server .* can't be trusted \(self.signed"),
    ):
        send_issue(listed, office.settings(security="starttls"), issue, patience=NO_PATIENCE)
    assert office.mails == []


def test_nothing_goes_in_clear_where_starttls_is_asked_for(listed: Engine, issue: MailedIssue) -> None:
    with (
        opened(PostOffice()) as office,
        pytest.raises(MailError, match="offers no STARTTLS"),
    ):
        send_issue(listed, office.settings(security="starttls"), issue)
    assert office.mails == []


def test_no_password_goes_in_clear_to_another_machine(listed: Engine, issue: MailedIssue) -> None:
    settings = PostOffice().settings(host="mail.label.example", **ACCOUNT)
    with pytest.raises(MailError, match="would send the password"):
        send_issue(listed, settings, issue)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "many"), ("SECURITY", "ssl"), ("PAGES_URL", "superset"), ("SENDER", "Ana <ana@x.example>\nBcc: b")],
)
def test_a_wrong_setting_is_named_without_its_value(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"GROUNDSWELL_MAIL_{name}", value)
    with pytest.raises(MailError, match=f"GROUNDSWELL_MAIL_{name} is") as refused:
        read_mail_settings()
    assert value not in str(refused.value)
