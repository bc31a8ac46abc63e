"""The file of constants: ours is whole, and a wrong one is refused by a sentence that names what is wrong."""

from pathlib import Path

import pytest

from db.errors import GroundswellError
from tasks.trends.settings import SPIKES_FILE, size_names, spike_settings


def test_our_file_says_what_the_requirements_say() -> None:
    ours = spike_settings()
    assert (ours.false_discovery_rate, ours.lower_bound, ours.interval_z) == (0.10, 1.25, 1.96)
    assert (ours.days_needed, ours.ordinary_weeks, ours.noise_weeks, ours.own_share) == (6, 8, 26, 0.75)
    assert size_names(ours) == [
        "below 100",
        "100 to 999",
        "1,000 to 9,999",
        "10,000 to 99,999",
        "100,000 to 999,999",
        "1,000,000 and more",
    ]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("false_discovery_rate: 0.10", "false_discovery_rate: 10", "false_discovery_rate"),
        ("lower_bound: 1.25\n", "", "lower_bound"),
        ("days_needed: 6", "days_needed: 8", "days_needed"),
        ("version: 5\n", "version: 5\ncolour: red\n", "colour"),
        ("[100, 1_000,", "[1_000, 100,", "size_tiers do not rise"),
        ("memory_weeks: 52", "memory_weeks: 20", "memory_weeks"),
        ("tail_least: 20", "tail_least: 300", "tail_least"),
        ("version: 5\n", "version: {\n", "spikes.yaml"),
    ],
)
def test_a_wrong_constant_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = SPIKES_FILE.read_text("utf-8")
    assert old in text
    file = tmp_path / "spikes.yaml"
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(GroundswellError, match=named) as refusal:
        spike_settings(file)
    assert "spikes.yaml can't be used" in str(refusal.value)
