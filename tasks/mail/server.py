"""A mail server: one connection for many mails, and what each of its answers means for the person a mail is for."""

import re
import select
import smtplib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from types import TracebackType

from tasks.mail.connection import connected, server_sentence
from tasks.mail.settings import MailSettings

BROKEN_OFF = "The connection to the mail server broke off before the mail was handed over."
UNANSWERED = "The mail was handed over and the connection broke off before the mail server answered."


class _Interrupted(Exception):
    """The connection broke off before a mail's last line was sent: the server has not got it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``state`` as the log has it: sent, deferred, refused or uncertain; ``text`` the server's own sentence."""

    state: str
    text: str


class MailServer:
    """Opened at the first mail, closed by ``with``; opened again when the server has ended it."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def send(self, message: EmailMessage, address: str, hand_over: Callable[[], None]) -> Answer:
        """Offer a mail. ``hand_over`` is called right before its last line, after which it may have been delivered.

        Raises MailError when the server can't be reached or does not let us in: nothing was handed over then.
        """
        content = message.as_bytes(policy=message.policy.clone(cte_type="7bit", linesep="\r\n"))
        for is_last in (False, True):
            try:
                return self._offer(self._open(), content, address, hand_over)
            except _Interrupted:
                self._break_off()
                if is_last:
                    return Answer("deferred", BROKEN_OFF)
        raise AssertionError

    def _offer(self, smtp: smtplib.SMTP, content: bytes, address: str, hand_over: Callable[[], None]) -> Answer:
        """One try on an open connection. Raises _Interrupted while nothing was handed over."""
        size = [f"size={len(content)}"] if smtp.has_extn("size") else []
        try:
            for code, text in _before_content(smtp, str(self._settings.sender), address, size):
                if code not in (250, 251, 354):
                    return self._not_taken(smtp, code, text)
            smtp.send(re.sub(rb"(?m)^\.", b"..", content))
            if _has_ended(smtp):
                raise smtplib.SMTPServerDisconnected
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            raise _Interrupted from error
        try:
            hand_over()
        except BaseException:
            self._break_off()  # without its last line the mail is none
            raise
        try:
            smtp.send(b".\r\n")
            code, text = smtp.getreply()
        except (smtplib.SMTPServerDisconnected, OSError):
            self._break_off()
            return Answer("uncertain", UNANSWERED)
        return Answer("sent", server_sentence(code, text)) if code == 250 else self._not_taken(smtp, code, text)

    def _not_taken(self, smtp: smtplib.SMTP, code: int, text: bytes) -> Answer:
        """A server that says 421 ends the connection; others wait for the next mail."""
        if code == 421:
            self._close()
        else:
            try:
                smtp.rset()
            except (smtplib.SMTPServerDisconnected, OSError):
                self._break_off()
        return Answer("refused" if 500 <= code < 600 else "deferred", server_sentence(code, text))

    def _open(self) -> smtplib.SMTP:
        """The connection, logged in. Raises MailError."""
        if self._smtp is None:
            self._smtp = connected(self._settings)
        return self._smtp

    def _close(self) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._break_off()

    def _break_off(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None


def _before_content(smtp: smtplib.SMTP, sender: str, address: str, size: list[str]) -> Iterator[tuple[int, bytes]]:
    """Answers to everything that is said before the content, one after the other."""
    yield smtp.mail(sender, size)
    yield smtp.rcpt(address)
    yield smtp.docmd("data")


def _has_ended(smtp: smtplib.SMTP) -> bool:
    """Whether the server has broken off, or spoken, while a content is still unfinished."""
    assert smtp.sock is not None
    readable, _, _ = select.select([smtp.sock], [], [], 0)
    return bool(readable)
