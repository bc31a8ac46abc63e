"""Things of Spotify read fifty at a time where the key may do so, one at a time where it may not."""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from tasks.providers.errors import NotFound
from tasks.providers.rejected import RejectedItem
from tasks.providers.spotify.client import BATCH, Spotify

T = TypeVar("T")


class Batch(Generic[T]):
    """Reads what is asked for together with what will be asked for next, and keeps that until then.

    ``ids``: all that will be asked for, in order. ``ask_many`` is None where the key may not ask for several.
    """

    def __init__(
        self,
        ids: Sequence[str],
        ask_one: Callable[[Spotify, str], T],
        ask_many: Callable[[Spotify, Sequence[str]], Sequence[T | RejectedItem | None]] | None,
    ) -> None:
        self._waiting = dict.fromkeys(ids)
        self._ask_one, self._ask_many = ask_one, ask_many
        self._kept: dict[str, T | None] = {}
        self._lock = threading.Lock()

    def one(self, client: Spotify, id_: str) -> T | None:
        """The thing; None where Spotify does not know it."""
        with self._lock:  # while one batch is under way, whoever asks may be served by it
            if id_ not in self._kept and self._ask_many is not None:
                self._read(client, id_, self._ask_many)
            self._waiting.pop(id_, None)
            if id_ in self._kept:
                return self._kept[id_]  # artists share tracks, so it is kept on
        try:
            return self._ask_one(client, id_)
        except NotFound:
            return None

    def _read(
        self,
        client: Spotify,
        id_: str,
        ask_many: Callable[[Spotify, Sequence[str]], Sequence[T | RejectedItem | None]],
    ) -> None:
        others = [other for other in self._waiting if other != id_ and other not in self._kept]
        ids = [id_, *others[: BATCH - 1]]
        told = ask_many(client, ids)
        for one, thing in zip(ids, told, strict=True):
            self._waiting.pop(one, None)
            if not isinstance(thing, RejectedItem):  # an unreadable one is asked for once more by itself
                self._kept[one] = thing
