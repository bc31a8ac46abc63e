"""Who is told of matters: addresses of the data team, and of Apprise."""

import hashlib
from collections.abc import Mapping

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class CheckSettings(BaseSettings):
    """``mail``: addresses of the data team, comma separated, the same that hear why a report is held.

    ``apprise``: addresses of Apprise (slack://, msteams://, json:// ...), blanks between them; they hold secrets.
    """

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    mail: str = Field(default="", validation_alias="GROUNDSWELL_REPORT_DATA_TEAM")
    apprise: SecretStr = Field(default=SecretStr(""), validation_alias="GROUNDSWELL_CHECKS_APPRISE")

    @property
    def addresses(self) -> list[str]:
        """E-mail addresses in lower case, each once."""
        return list(dict.fromkeys(part.strip().lower() for part in self.mail.split(",") if part.strip()))

    @property
    def channels(self) -> Mapping[str, SecretStr]:
        """Addresses of Apprise by the name the log has them under."""
        return {channel_name(url): SecretStr(url) for url in self.apprise.get_secret_value().split()}


def channel_name(url: str) -> str:
    """A name for an address of Apprise that holds no secret and fits where an e-mail address does."""
    scheme = "".join(letter for letter in url.partition(":")[0].lower() if letter.isalnum()) or "unknown"
    return f"{scheme}-{hashlib.sha256(url.encode()).hexdigest()[:8]}@apprise.invalid"
