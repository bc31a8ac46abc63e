"""How much of an answer is taken in, and for how long: the same for every provider."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class AnswerBounds(BaseSettings):
    """GROUNDSWELL_ANSWER_* settings: an answer's size in MB (10^6 bytes) once unpacked, and its seconds in all."""

    model_config = SettingsConfigDict(env_prefix="GROUNDSWELL_ANSWER_", extra="ignore")

    mb: float = Field(default=32, gt=0, le=1000)
    seconds: float = Field(default=60, gt=0, le=3600)
