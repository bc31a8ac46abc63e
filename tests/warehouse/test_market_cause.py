"""A week whose listeners came from one country: named with its share, and not where all countries moved alike."""

from datetime import date, timedelta

from tests.warehouse.linked import NEXT, Linked
from tests.warehouse.test_artist_causes import happened, named, reason, song

BEFORE, WITHIN, AFTER = (NEXT + timedelta(days=days) for days in (-4, 3, 10))


def listeners(linked: Linked, day: date, **of: int) -> None:
    """Ann's monthly listeners by country on a day."""
    linked.run(
        "insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule, "
        "membership) select 'artist_spotify_listeners', 'Listeners', platform_id, 'artist', 'rolling', 'x', 'single', "
        "'credits' from core.platform limit 1 on conflict (code) do nothing"
    )
    for country, value in of.items():
        linked.run(
            "insert into core.audience_series (metric_id, artist_id, country_code) select metric_id, :a, :c "
            "from core.metric where code = 'artist_spotify_listeners' on conflict do nothing",
            a=linked.ids["Ann"],
            c=country,
        )
        linked.run(
            "insert into core.audience_point (series_id, observed_on, value) select series_id, :on, :v "
            "from core.audience_series where artist_id = :a and country_code = :c",
            a=linked.ids["Ann"],
            c=country,
            on=day,
            v=value,
        )


def test_listeners_that_came_from_one_country(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    listeners(linked, BEFORE, US=400_000, GB=100_000, DE=100_000)
    listeners(linked, WITHIN, US=404_000, GB=101_000, DE=180_000)
    assert named(linked)[0] == ("market", "mostly in DE: 180K monthly listeners there after 100K, 94% of all that came")
    listeners(linked, AFTER, US=410_000, GB=102_000, DE=300_000)
    assert named(linked)[0] == ("market", "mostly in DE: 300K monthly listeners there after 100K, 94% of all that came")
    assert reason(linked).startswith("mostly in DE")
    happened(linked, "playlist_entry", "Hit", NEXT, 9_000_000)
    assert [cause for cause, _ in named(linked)][:2] == ["playlist", "market"]


def test_listeners_that_left_in_one_country(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [300, 100])
    listeners(linked, BEFORE, US=400_000, GB=100_000, DE=300_000)
    listeners(linked, AFTER, US=390_000, GB=100_000, DE=150_000)
    assert named(linked)[0] == ("market", "mostly in DE: 150K monthly listeners there after 300K, 94% of all that left")


def test_countries_that_moved_alike_explain_nothing(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    listeners(linked, BEFORE, US=800_000, GB=100_000, DE=100_000)
    listeners(linked, AFTER, US=1_200_000, GB=150_000, DE=150_000)
    assert [cause for cause, _ in named(linked)] == ["listening"], "most came from where most are"
    assert reason(linked).startswith("unexplained")


def test_few_listeners_explain_no_jump(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    listeners(linked, BEFORE, US=800_000, GB=100_000, DE=10_000)
    listeners(linked, AFTER, US=800_000, GB=100_000, DE=40_000)
    assert [cause for cause, _ in named(linked)] == ["listening"]


def test_two_countries_are_too_few_and_late_readings_tell_nothing(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [100, 300])
    listeners(linked, BEFORE, US=400_000, DE=100_000)
    listeners(linked, AFTER, US=400_000, DE=300_000)
    assert [cause for cause, _ in named(linked)] == ["listening"]
    listeners(linked, BEFORE - timedelta(days=7), GB=100_000)
    listeners(linked, AFTER + timedelta(days=1), GB=100_000)
    assert [cause for cause, _ in named(linked)] == ["listening"]


def test_a_change_within_a_tenth_has_no_market(linked: Linked) -> None:
    song(linked, "Hit", ["Ann"], [1000, 1050])
    listeners(linked, BEFORE, US=400_000, GB=100_000, DE=100_000)
    listeners(linked, AFTER, US=400_000, GB=100_000, DE=300_000)
    assert [cause for cause, _ in named(linked)] == ["listening"]
