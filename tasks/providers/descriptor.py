"""What a provider says of itself: everything other parts need to know to call it, queue work for it and show it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Generic, Literal, TypeVar

import httpx
from pydantic import ValidationError
from pydantic_settings import BaseSettings

from db.errors import GroundswellError
from tasks.providers.gate import Gate

C = TypeVar("C")
# What the number in ops.work.entity_id names.
Entity = Literal["chart", "track", "artist", "heard_item", "catalog_album", "tag_target", "work", "sound"]


@dataclass(frozen=True, slots=True)
class WorkKind:
    """A kind of items of the queue.

    ``label`` is what is fetched, for people; ``stage`` the name of its step in a run. What is older than
    ``stale_after`` is fetched again; audiences ask for ``history_days`` at first and ``overlap_days`` again each time,
    ``window_days`` of them in a call.
    """

    code: str
    label: str
    stage: str
    entity: Entity
    stale_after: timedelta | None = None
    history_days: int | None = None
    overlap_days: int | None = None
    window_days: int | None = None


@dataclass(frozen=True, slots=True)
class Provider(Generic[C]):
    """A provider of data.

    ``make_client`` takes settings, connections and the gate of its rate limit; it raises Unauthorized when credentials
    are missing. ``utilisation`` is the share used of the ``allowed_per_s`` calls a second; ``parallel`` threads keep
    the rate up where answers take seconds. What ``fed_by`` finds leads to more ``kinds`` of work here.
    ``standin_settings`` are what a stand-in needs beside address and credentials; {base_url} stands for the address.
    """

    code: str
    name: str
    settings: type[BaseSettings]
    make_http: Callable[[Any], httpx.Client]
    make_client: Callable[[Any, httpx.Client, Gate], C]
    allowed_per_s: float
    parallel: int
    kinds: tuple[WorkKind, ...]
    utilisation: float = 0.94
    daily_budget: int | None = None
    fed_by: tuple[str, ...] = ()
    standin_settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> list[str]:
        """Names of its settings in the environment."""
        prefix = str(self.settings.model_config["env_prefix"])
        return [f"{prefix}{name}".upper() for name in self.settings.model_fields]

    def read_settings(self, **given: Any) -> BaseSettings:
        """Its settings as given, the rest by environment. Raises GroundswellError that names a wrong one."""
        try:
            return self.settings(**given)
        except ValidationError as wrong:
            prefix = str(self.settings.model_config["env_prefix"])
            said = "; ".join(f"{prefix}{each['loc'][0]}".upper() + f": {each['msg']}" for each in wrong.errors())
            raise GroundswellError(
                f"A setting of {self.name} is not as it should be ({said}). Correct it in the environment or in .env."
            ) from None


def tags_of(code: str, name: str) -> WorkKind:
    """The kind of work that fetches what a source of tags says of its targets."""
    return WorkKind(f"tags_{code}", f"Tags from {name}", f"{code} tags", "tag_target", timedelta(days=180))
