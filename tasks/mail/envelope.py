"""The headers of a mail of ours, and the parts it is made of: text, HTML, files."""

import hashlib
import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from tasks.mail.settings import MailSettings

# Ends of lines would begin a header; marks of direction are for running text. Both are nothing in a header.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]+")
UNSUBSCRIBE_PATH = "/marketing/unsubscribe/"
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Person:
    """Who gets a mail."""

    address: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class MailingList:
    """What people get mails of: ``code`` in its id, ``name`` for a reader."""

    code: str
    name: str


def in_header(text: str) -> str:
    """Text as a header may have it: one line, whatever it holds."""
    return " ".join(UNSEEN.sub(" ", text).split())


def unsubscribe_url(settings: MailSettings, token: str) -> str | None:
    """The page that ends mails by the token of one; None without the address of the pages."""
    return f"{settings.pages_url.rstrip('/')}{UNSUBSCRIBE_PATH}{token}" if settings.pages_url else None


def message_id(mail: str, address: str, domain: str) -> str:
    """The same for the same mail to the same person, however often it is tried."""
    readable = re.sub(r"[^A-Za-z0-9-]+", "-", mail).strip("-")[:60]
    return f"<{readable}.{hashlib.sha256(f'{mail} {address}'.encode()).hexdigest()[:24]}@{domain}>"


def new_message(
    settings: MailSettings, of: MailingList, to: Person, *, mail: str, subject: str, sender: str, token: str | None
) -> EmailMessage:
    """A message with its headers and no body. ``token``: of its link to unsubscribe; None for people on no list."""
    assert settings.sender is not None
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(in_header(sender)[:LONGEST_NAME], addr_spec=settings.sender)
    message["To"] = Address(in_header(to.name or "")[:LONGEST_NAME], addr_spec=to.address)
    if settings.reply_to:
        message["Reply-To"] = Address(addr_spec=settings.reply_to)
    message["Subject"] = in_header(subject)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = message_id(mail, to.address, settings.sender_domain)
    message["List-Id"] = f"{of.name} <{of.code}.groundswell.{settings.sender_domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if token is not None:
        _add_unsubscribe(message, settings, token)
    return message


def _add_unsubscribe(message: EmailMessage, settings: MailSettings, token: str) -> None:
    """One click by RFC 8058 where the pages have an address, else a mail to a person."""
    if url := unsubscribe_url(settings, token):
        message["List-Unsubscribe"] = f"<{url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    else:
        message["List-Unsubscribe"] = f"<mailto:{settings.reply_to or settings.sender}?subject=unsubscribe>"


def put_bodies(message: EmailMessage, text: str, html: str) -> None:
    """The text, and the HTML of the same words; quoted so that every server carries it."""
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")


def attach(message: EmailMessage, files: Sequence[Path]) -> None:
    """Files under their own names."""
    for path in files:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        maintype, _, subtype = kind.partition("/")
        message.add_attachment(path.read_bytes(), maintype=maintype, subtype=subtype, filename=path.name)
