"""TikTok sounds as people paste them. Pure: nothing is looked up, so a wrong digit can only be suspected."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from tasks.cards.pasted import Address, NeedsResolving, PastedError, address, bare, shown

FEWEST, USUAL, MOST = 15, 19, 20
HOSTS = ("tiktok.com", "m.tiktok.com")
SHORT_HOSTS = ("vm.tiktok.com", "vt.tiktok.com")
FIRST_YEAR = 2014  # musical.ly, whose sounds TikTok took over

_DIGITS = re.compile("[0-9]+")  # not \d, which takes digits of every script
_ROUNDED = re.compile(r"[0-9]+[.,]?[0-9]*[eE]\+?[0-9]+")


class NotASound(PastedError):
    """Nothing that TikTok calls a sound."""


@dataclass(frozen=True, slots=True)
class SoundId:
    """TikTok's public id of a sound, kept as text: as a number it loses digits. ``warnings`` are for a person."""

    value: str
    warnings: tuple[str, ...] = ()


def parse_sound(text: str) -> SoundId | NeedsResolving:
    """The sound an id or the address of its page names; NeedsResolving for a short link.

    Raises NotASound for a video's address and for anything else.
    """
    given = bare(text)
    if _DIGITS.fullmatch(given):
        return _checked(given, given)
    if _ROUNDED.fullmatch(given):
        raise NotASound(
            f"{given} is a number that a spreadsheet has rounded, its last digits are gone; make the column text, and "
            "copy the id from TikTok again."
        )
    where = address(given)
    if where is None or where.host not in (*HOSTS, *SHORT_HOSTS):
        raise NotASound(_not_a_sound(given))
    if where.host in SHORT_HOSTS or where.segments[:1] == ("t",):
        return NeedsResolving(
            given,
            f"{shown(given)} is a short link, which only TikTok can resolve: open it in a browser, and paste the long "
            "address that holds /music/.",
        )
    return _checked(_of_address(where, given), given)


def created_at(sound_id: str) -> datetime:
    """When an ordinary sound was made: the top 32 of its 64 bits are seconds since 1970 (UTC).

    Catalogue sounds do not follow it, so this is good for a warning only.
    """
    return datetime.fromtimestamp((int(sound_id) >> 32) & 0xFFFFFFFF, UTC)


def _of_address(where: Address, given: str) -> str:
    """The digits of …/music/{slug}-{id}, …/music/{id} and …/h5/share/music/{id}.html."""
    segments = [segment.lower() for segment in where.segments]
    if "video" in segments or "photo" in segments or segments[:1] == ["v"]:
        raise NotASound(
            f"{shown(given)} is the address of a video; open it, choose the name of its sound at the bottom, and paste "
            "the address of that page, which holds /music/."
        )
    if "music" not in segments[:-1]:
        raise NotASound(_not_a_sound(given))
    last = segments[segments.index("music") + 1].removesuffix(".html")
    found = last.rpartition("-")[2]
    if not _DIGITS.fullmatch(found):
        raise NotASound(_not_a_sound(given))
    return found


def _checked(digits: str, given: str) -> SoundId:
    if not FEWEST <= len(digits) <= MOST or digits.startswith("0"):
        raise NotASound(
            f"“{shown(given)}” has an id of {len(digits)} digits; a sound's id has {USUAL}, now and then {FEWEST} to "
            f"{MOST}, and does not begin with 0. Copy it from the sound's page again."
        )
    warnings = []
    if len(digits) != USUAL:
        warnings.append(f"{digits} has {len(digits)} digits; nearly all sounds have {USUAL}.")
    if digits.endswith("000"):
        warnings.append(f"{digits} ends with 000: a spreadsheet may have rounded it.")
    if len(digits) == USUAL and (made := created_at(digits)).year < FIRST_YEAR:
        warnings.append(
            f"{digits} would have been made in {made:%Y}, before TikTok: right for some catalogue sounds, else a digit "
            "is wrong."
        )
    return SoundId(digits, tuple(warnings))


def _not_a_sound(given: str) -> str:
    what = f"“{shown(given)}” names no sound on TikTok" if given else "Nothing was given"
    return (
        f"{what}; give the address of the sound's page, such as "
        f"https://www.tiktok.com/music/original-sound-6956990112127585029, or the id alone ({USUAL} digits)."
    )
