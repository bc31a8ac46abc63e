"""What people paste, read by the warehouse: its functions spotify_id and sound_id serve the pages in browsers too."""

from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection

from db.storable import storable
from tasks.roster.entry_store import call

OTHER_KIND = "GW415"  # SQLSTATE of a good link to something else, or of a short one


@dataclass(frozen=True, slots=True)
class SoundId:
    """TikTok's public id of a sound, kept as text: as a number it loses digits. ``warnings`` are for a person.

    ``is_known``: the vendor named it, or somebody linked it.
    """

    value: str
    warnings: tuple[str, ...] = ()
    is_known: bool = field(default=False, compare=False)

    @property
    def question(self) -> str:
        """What to ask before a sound is linked that nobody knows: a wrong digit makes one, too."""
        return f"Nobody has named the sound {self.value} yet: no delivery of the vendor, and no link."


def spotify_id(connection: Connection, text: str, wanted: Literal["artist", "track"]) -> str:
    """Spotify's id that a link, URI or bare id names. Raises EntryRefused, with OTHER_KIND for another kind of link."""
    [row] = call(connection, "spotify_id", pasted=storable(text), wanted=wanted)
    found: str = row["spotify_id"]
    return found


def sound_id(connection: Connection, text: str) -> SoundId:
    """The sound that an id or the address of its page names. Raises EntryRefused, with OTHER_KIND for a video."""
    [row] = call(connection, "sound_id", pasted=storable(text))
    return SoundId(row["sound_id_tiktok"], tuple(row["warnings"]), row["is_known"])
