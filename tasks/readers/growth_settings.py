"""How growth is told: taxonomies/growth.yaml."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from db.errors import GroundswellError
from tasks.readers.yaml_file import read_yaml

FILE = Path(__file__).parents[2] / "taxonomies" / "growth.yaml"
# ISO 3166-1 alpha-2, as officially assigned.
ASSIGNED = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(ASSIGNED.split())


class GrowthError(GroundswellError):
    """taxonomies/growth.yaml can't be used; says why."""


class GrowthSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``markets`` in the order people see them; ``fresh_days``: how old a level may be to tell of a day."""

    formula_version: Annotated[int, msgspec.Meta(ge=1)]
    markets: list[str]
    fresh_days: Annotated[int, msgspec.Meta(ge=1, le=27)]


@cache
def growth_settings(file: Path = FILE) -> GrowthSettings:
    """The settings as written. Raises GrowthError, which names a market that is none or stands there twice."""
    read: GrowthSettings = read_yaml(file, GrowthSettings, GrowthError)
    if not read.markets:
        raise GrowthError(f"{file.name} can't be used: it lists no markets.")
    for place, code in enumerate(read.markets):
        if code not in COUNTRIES:
            hint = " (the United Kingdom is GB)" if code == "UK" else ""
            raise GrowthError(f"{file.name} can't be used: {code} is no market; write ISO 3166-1 alpha-2 codes{hint}.")
        if code in read.markets[:place]:
            raise GrowthError(f"{file.name} can't be used: the market {code} stands there twice.")
    return read
