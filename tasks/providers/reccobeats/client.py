"""The client: audio features of Spotify tracks, typed records out."""

from collections.abc import Sequence
from typing import Annotated

import httpx
import msgspec

from tasks.providers.caller import Caller
from tasks.providers.errors import BadRequest, ProviderError
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.json_answer import decode, decode_item
from tasks.providers.key import Key
from tasks.providers.reccobeats.records import AudioFeatures
from tasks.providers.reccobeats.settings import ReccoBeatsSettings
from tasks.providers.reccobeats.status import classify
from tasks.providers.rejected import RejectedItem, read_items
from tasks.providers.wire_types import Word

CODE, NAME = "reccobeats", "ReccoBeats"
BATCH = 40

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class WireFeatures(msgspec.Struct):
    """A row of `content`; ``href`` is the track's Spotify link, ``id`` a number of its own."""

    href: Word
    danceability: Share | None = None
    energy: Share | None = None
    valence: Share | None = None
    tempo: Annotated[float, msgspec.Meta(ge=0, le=1000)] | None = None
    acousticness: Share | None = None
    speechiness: Share | None = None
    instrumentalness: Share | None = None
    liveness: Share | None = None
    loudness: Annotated[float, msgspec.Meta(ge=-200, le=50)] | None = None
    key: Annotated[int, msgspec.Meta(ge=-1, le=11)] | None = None
    mode: Annotated[int, msgspec.Meta(ge=0, le=1)] | None = None


class WireContent(msgspec.Struct):
    content: list[msgspec.Raw]


class ReccoBeats:
    """Asks ReccoBeats. Cheap to make: one for each piece of work, so that ``log`` holds just its exchanges.

    Every method raises the errors of tasks.providers.errors.
    """

    def __init__(self, http: httpx.Client, settings: ReccoBeatsSettings, gate: Gate) -> None:
        self._throttle_wait_s = settings.throttle_wait_s
        self._caller = Caller(CODE, http, Key(), gate, self._classify)
        self.rejects: list[RejectedItem] = []

    @property
    def log(self) -> list[Exchange]:
        """What was asked and answered, in order."""
        return self._caller.log

    def audio_features(self, ids: Sequence[str]) -> list[AudioFeatures]:
        """Audio features of Spotify tracks, at most 40, of those it knows alone and in no order.

        A row belongs to the track its ``href`` links to; one of a track that was not asked for is left out.
        """
        if len(ids) > BATCH:
            raise BadRequest(f"ReccoBeats is asked for at most {BATCH} tracks a call; {len(ids)} were given.")
        wanted = set(ids)
        query = {"ids": ",".join(ids)}
        wire = self._caller.get(
            "audio_features", "/v1/audio-features", query, lambda body: decode(NAME, body, WireContent)
        )
        found, bad = read_items("rows of ReccoBeats", "audio_features", wire.content, _features, len(self.log) - 1)
        self.rejects += bad
        by_id = {one.track_id_spotify: one for one in found if one.track_id_spotify in wanted}
        return list(by_id.values())

    def _classify(self, response: httpx.Response) -> ProviderError | None:
        return classify(response, self._throttle_wait_s)


def make_reccobeats(settings: ReccoBeatsSettings, http: httpx.Client, gate: Gate) -> ReccoBeats:
    """A client with a log of its own."""
    return ReccoBeats(http, settings, gate)


def _features(raw: msgspec.Raw) -> AudioFeatures:
    wire = decode_item(raw, WireFeatures)
    _, _, id_ = wire.href.partition("?")[0].rstrip("/").rpartition("/track/")
    if not id_:
        raise ValueError(f"{wire.href} links to no track")
    return AudioFeatures(
        id_,
        wire.danceability,
        wire.energy,
        wire.valence,
        wire.tempo,
        wire.acousticness,
        wire.speechiness,
        wire.instrumentalness,
        wire.liveness,
        wire.loudness,
        None if wire.key == -1 else wire.key,
        wire.mode,
    )
