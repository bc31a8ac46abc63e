"""When the report is sent at the latest, and who hears of it when it is not: GROUNDSWELL_REPORT_* settings."""

from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.report.errors import ReportError

PREFIX = "GROUNDSWELL_REPORT_"


class ReportSettings(BaseSettings):
    """``latest``: hour of the label's day until which what is late is waited for; after it the report is held.

    ``data_team``: addresses, comma separated, that get the reason; ``delay_notice``: executives hear that it is late.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True)

    latest: time = time(12)
    timezone: str = "Europe/London"
    data_team: str = ""
    delay_notice: bool = True

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def addresses(self) -> list[str]:
        return [part.strip() for part in self.data_team.split(",") if part.strip()]


def report_settings() -> ReportSettings:
    """The settings of the environment. Raises ReportError where one is not as it should be."""
    try:
        found = ReportSettings()
        _ = found.zone
    except ValidationError as error:
        name = f"{PREFIX}{error.errors()[0]['loc'][0]}".upper()
        raise ReportError(f"The setting {name} is not as it should be; write it as .env.example has it.") from None
    except (ZoneInfoNotFoundError, ValueError):
        raise ReportError(f"{PREFIX}TIMEZONE is no time zone; write it like Europe/London.") from None
    return found
