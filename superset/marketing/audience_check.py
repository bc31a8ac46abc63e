"""What only the warehouse knows of a question about audiences: whether what it names exists, and which day is today."""

from dataclasses import dataclass, field
from datetime import date

from marketing.audience_question import AudienceQuestion, Errors, Fields, parsed
from marketing.bounds import is_bounded
from marketing.warehouse import Row, read, read_one


@dataclass(frozen=True)
class Offered:
    """What can be chosen. ``today_on``: the last day that can be asked for; ``sentence``: up to when figures are."""

    today_on: date
    sentence: str | None
    metrics: list[Row]
    countries: list[str]

    @property
    def platforms(self) -> dict[str, str]:
        """Names of the platforms there are figures of, by code."""
        return {metric["platform"]: metric["platform_name"] for metric in self.metrics}


@dataclass(frozen=True)
class Checked:
    """``question`` is None where something is wrong; ``artists``: those chosen that exist, in the order chosen."""

    question: AudienceQuestion | None
    errors: Errors
    artists: list[Row] = field(default_factory=list)


def offered() -> Offered:
    """What the warehouse has to choose from. Raises WarehouseUnavailable."""
    clock = read_one("audience_clock") or {}
    countries = [row["country_code"] for row in read("audience_countries")]
    return Offered(clock["today_on"], clock["sentence"], read("audience_metrics"), countries)


def checked(args: Fields, choice: Offered | None = None) -> Checked:
    """The question of an address or form, if who asks can ask all of it. Raises WarehouseUnavailable."""
    choice = choice or offered()
    question, errors = parsed(args)
    numbers = [int(one) for one in args.getlist("artist") if one.isascii() and one.isdigit() and len(one) <= 18][:500]
    artists = read("audience_artists", artists=numbers) if numbers else []
    if "artist" not in errors:
        errors |= _of_artists(numbers, artists)
    errors = {**_of_places(args, choice), **errors}
    if question is not None:
        errors |= _of_days(question, choice.today_on)
    return Checked(None if errors else question, errors, artists)


def _of_artists(numbers: list[int], artists: list[Row]) -> Errors:
    strange = sorted(set(numbers) - {artist["artist_id"] for artist in artists})
    if strange:
        whose = " of your log-in" if is_bounded() else ""
        return {"artist": f"No artist{whose} has the number {strange[0]}; choose artists by their name."}
    return {}


def _of_places(args: Fields, choice: Offered) -> Errors:
    found: Errors = {}
    platforms = [name.strip().lower() for name in args.getlist("platform") if name.strip()]
    strange = [name for name in platforms if name not in choice.platforms]
    if strange:
        names = ", ".join(sorted(choice.platforms.values()))
        found["platform"] = f"No platform is called “{strange[0][:40]}”; there are figures of {names}."
    country = next((code.strip().upper() for code in args.getlist("country") if code.strip()), "")
    if country and country not in choice.countries:
        names = ", ".join(choice.countries) or "none yet"
        found["country"] = f"No charts of “{country[:40]}” are fetched; the countries with charts are: {names}."
    return found


def _of_days(question: AudienceQuestion, today_on: date) -> Errors:
    return {
        name: f"{day} is in the future: there are no figures after {today_on}; choose a day up to then."
        for name, day in (("from", question.from_on), ("to", question.to_on))
        if day > today_on
    }
