"""Where mail is handed over and whom it is from, by the environment."""

import ipaddress
import re
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.mail.errors import MailError

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
PREFIX = "GROUNDSWELL_MAIL_"
Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


class MailSettings(BaseSettings):
    """GROUNDSWELL_MAIL_* settings. ``pages_url`` is the address of Superset, for links in mails."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True)

    host: str | None = None
    port: int | None = Field(default=None, ge=1, le=65_535)
    security: Security = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    ca_file: str | None = None
    sender: str | None = None
    reply_to: str | None = None
    pages_url: str | None = Field(default=None, pattern=r"^https?://[^\s/]+")

    @property
    def server(self) -> str:
        """Host and port, as a message names them."""
        return f"{self.host}:{self.port or PORTS[self.security]}"

    @property
    def sender_domain(self) -> str:
        return (self.sender or "").rpartition("@")[2] or "localhost"


def read_mail_settings(**given: object) -> MailSettings:
    """The settings of the environment, or ``given`` before them. Raises MailError where one is not as it should be."""
    try:
        settings = MailSettings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        # what was set stays out of the message: it may be the password
        names = sorted({f"{PREFIX}{part['loc'][0]}".upper() for part in error.errors()})
        raise MailError(
            f"The setting {names[0]} is not as it should be; correct it as .env.example has it. No mail was sent."
        ) from None
    for name, address in (("SENDER", settings.sender), ("REPLY_TO", settings.reply_to)):
        if address is not None and not ADDRESS.fullmatch(address):
            raise MailError(f"{PREFIX}{name} is no e-mail address; write it like reports@example.org.")
    return settings


def check_complete(settings: MailSettings) -> None:
    """Raises MailError when mail can't be sent by these settings."""
    missing = [f"{PREFIX}{name.upper()}" for name in ("host", "sender") if not getattr(settings, name)]
    if missing:
        raise MailError(
            f"No mail can be sent: {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set. Set the "
            "mail server and the address mails are from in the environment or in .env."
        )
    if settings.user and settings.security == "none" and not _is_loopback(str(settings.host)):
        raise MailError(
            f"{PREFIX}SECURITY=none would send the password of {PREFIX}USER to {settings.server} for all to read; set "
            "it to starttls or tls."
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
