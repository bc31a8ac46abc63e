"""The caveats of a week in words: how many, which weigh most, and what each means for the figures."""

from collections.abc import Sequence

from tasks.report.figures import counted, isolated, quoted
from tasks.report.records import CaveatCount, CaveatExample, Health, Unfetched

WORK = {
    "chart_ranking": "chart ranking",
    "track_metadata": "track's metadata",
    "artist_metadata": "artist's metadata",
    "track_audience": "track's audience",
    "artist_audience": "artist's audience",
    "artist_identity": "artist's id at Soundcharts",
    "artist_playlists": "artist's playlists",
    "artist_songs": "artist's songs",
    "spotify_artist": "artist at Spotify",
    "artist_concerts": "artist's concerts",
    "artist_chart_places": "artist's chart places",
    "artist_related": "artist's similar artists",
    "tiktok_sound": "TikTok sound",
    "track_radio": "track's radio play",
}
MANY = {
    "chart_ranking": "chart rankings",
    "track_metadata": "tracks' metadata",
    "artist_metadata": "artists' metadata",
    "track_audience": "tracks' audiences",
    "artist_audience": "artists' audiences",
    "artist_identity": "artists' ids at Soundcharts",
    "artist_playlists": "artists' playlists",
    "artist_songs": "artists' songs",
    "spotify_artist": "artists at Spotify",
    "artist_concerts": "artists' concerts",
    "artist_chart_places": "artists' chart places",
    "artist_related": "artists' similar artists",
    "tiktok_sound": "TikTok sounds",
    "track_radio": "tracks' radio play",
}
UNFETCHED_SHOWN = 3


def caveat_lines(
    counts: Sequence[CaveatCount], examples: Sequence[CaveatExample], health: Health, unfetched: Sequence[Unfetched]
) -> list[dict[str, str]]:
    """Caveats as {name, text}, in the order a reader needs them; one that says all is well when there are none."""
    items = [
        *(_missing(count, examples) for count in counts if count.caveat == "missing days"),
        *_unseen(health),
        *(_corrected(count, examples) for count in counts if count.caveat == "correction"),
        *_given_up(unfetched),
    ]
    return items or [
        {"name": "None", "text": "Every figure of the week is there for all seven days, none was corrected."}
    ]


def _missing(count: CaveatCount, examples: Sequence[CaveatExample]) -> dict[str, str]:
    concerned = counted(count.entities, count.entity_kind)
    meaning = (
        "running totals among them are left out of both weeks of every comparison, daily counts are compared over the "
        "days seen in both"
        if count.entity_kind == "track"
        else "their week is shown, not compared"
    )
    return {
        "name": "Missing days",
        "text": f"{counted(count.figures, 'figure')} of {concerned} ({count.metric_names}); {meaning}."
        + _named("missing days", count.entity_kind, "Largest", examples),
    }


def _corrected(count: CaveatCount, examples: Sequence[CaveatExample]) -> dict[str, str]:
    return {
        "name": "Corrections",
        "text": f"{counted(count.figures, 'figure')} of {counted(count.entities, count.entity_kind)} went down where a "
        "total can only grow: the platform took something back. The week is shown as counted, with the fall in it."
        + _named("correction", count.entity_kind, "Largest", examples),
    }


def _named(caveat: str, entity_kind: str, lead: str, examples: Sequence[CaveatExample]) -> str:
    named = [
        f"{quoted(example.entity_name)}{_credit(example)}, {example.metric_name} ({example.detail})"
        for example in examples
        if example.caveat == caveat and example.entity_kind == entity_kind
    ]
    return f" {lead}: {'; '.join(named)}." if named else ""


def _credit(example: CaveatExample) -> str:
    return f" by {isolated(example.credit_name)}" if example.credit_name else ""


def _unseen(health: Health) -> list[dict[str, str]]:
    unseen = health.expected - health.seen
    if not unseen:
        return []
    return [
        {
            "name": "Nothing arrived",
            "text": f"{counted(unseen, 'figure')} seen the week before had no reading at all this week; "
            "nothing is put in their place.",
        }
    ]


def _given_up(unfetched: Sequence[Unfetched]) -> list[dict[str, str]]:
    if not unfetched:
        return []
    shown = [
        f"{group.items:,} {(WORK if group.items == 1 else MANY).get(group.kind, group.kind)}"
        + (f" on {group.platform}" if group.platform else "")
        for group in unfetched[:UNFETCHED_SHOWN]
    ]
    rest = sum(group.items for group in unfetched[UNFETCHED_SHOWN:])
    if rest:
        shown.append(f"{rest:,} more")
    return [
        {
            "name": "Not to be had",
            "text": f"The fetchers gave up on {', '.join(shown)}; the data team has the reasons in its list of work.",
        }
    ]
