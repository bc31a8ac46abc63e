"""A real mail server (aiosmtpd) on loopback, with what servers do to mails on a bad day."""

import email
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tasks.mail.delivery import Patience
from tasks.mail.settings import MailSettings

QUICK = Patience(whole_s=20, first_s=0.2, longest_s=0.4)
NO_PATIENCE = Patience(whole_s=0, first_s=300, longest_s=300)
USER, PASSWORD = "ana", "s3cret-word"


@dataclass
class PostOffice:
    """What came in, and answers to give: by recipient, or at a recipient's nth mail."""

    port: int = 9  # nobody
    envelopes: list[Envelope] = field(default_factory=list)
    connections: int = 0
    refusals: dict[str, list[str]] = field(default_factory=dict)
    # called with the transport before a content's answer is given
    at_content: Callable[[Any], None] | None = None
    # contents of which so many are cut before they end
    cuts: int = 0

    @property
    def mails(self) -> list[EmailMessage]:
        return [email.message_from_bytes(one.content, policy=default) for one in self.envelopes]  # type: ignore[misc,arg-type]

    @property
    def addresses(self) -> list[str]:
        return sorted(address for one in self.envelopes for address in one.rcpt_tos)

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if answers := self.refusals.get(address):
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        if self.at_content is not None:
            self.at_content(server.transport)
        return "250 2.0.0 taken as number 7"

    def settings(self, **more: Any) -> MailSettings:
        given = {"host": "127.0.0.1", "port": self.port, "security": "none", "sender": "reports@label.example"}
        return MailSettings(**{**given, "pages_url": "https://pages.example", **more})


class _Smtp(SMTP):
    def connection_made(self, transport: Any) -> None:
        self.event_handler.connections += 1
        super().connection_made(transport)

    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.cuts:
            self.event_handler.cuts -= 1
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Smtp(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]  # any that was free
        super()._trigger_server()


def login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth: LoginPassword) -> AuthResult:
    """Lets in one user."""
    return AuthResult(success=(auth.login, auth.password) == (USER.encode(), PASSWORD.encode()), handled=False)


@contextmanager
def opened(office: PostOffice, tls: ssl.SSLContext | None = None, **options: Any) -> Iterator[PostOffice]:
    """The server for the time of a `with`; ``tls``: encrypted from the first byte."""
    controller = _Controller(office, hostname="127.0.0.1", port=0, ssl_context=tls, **options)
    controller.start()
    try:
        office.port, office.connections = controller.port, 0  # it looked whether it answers
        yield office
    finally:
        controller.stop()
