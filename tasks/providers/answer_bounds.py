"""How much of an answer is taken in, and for how long: the same for every provider."""

from typing import Self

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from db.errors import GroundswellError


class AnswerBounds(BaseSettings):
    """GROUNDSWELL_ANSWER_* settings: an answer's size in MB (10^6 bytes) once unpacked, and its seconds in all."""

    model_config = SettingsConfigDict(env_prefix="GROUNDSWELL_ANSWER_", extra="ignore")

    mb: float = Field(default=32, gt=0, le=1000)
    seconds: float = Field(default=60, gt=0, le=3600)

    @classmethod
    def read(cls) -> Self:
        """The settings as the environment has them. Raises GroundswellError for what is no number, or not in bounds."""
        try:
            return cls()
        except ValidationError as wrong:
            raise GroundswellError(
                "Answers of providers can't be bounded as set. GROUNDSWELL_ANSWER_MB is a number above 0, at most "
                "1000, GROUNDSWELL_ANSWER_SECONDS one up to 3600. Correct them in the environment or in .env."
            ) from wrong
