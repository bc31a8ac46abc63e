"""The registry against what a person has to keep in step with it: settings to fill in, priors, stand-ins."""

from pathlib import Path

import pytest

from sandbox.servers.standin import standins
from tasks.providers.registry import providers, work_kinds
from tasks.tags.sources import tag_sources
from tasks.tags.taxonomy import load_taxonomy

ROOT = Path(__file__).parents[2]
# Set for tests and stand-ins only; nobody has to fill them in.
NOT_FOR_PEOPLE = ("BASE_URL", "TOKEN_URL", "THROTTLE_WAIT_S")


def test_every_folder_of_a_provider_is_found() -> None:
    folders = {path.parent.name for path in (ROOT / "tasks/providers").glob("*/__init__.py")}
    assert set(providers()) == folders
    assert len(folders) >= 6


@pytest.mark.parametrize("code", sorted(providers()))
def test_what_a_person_sets_stands_in_the_example(code: str) -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    wanted = [name for name in providers()[code].variables if not name.endswith(NOT_FOR_PEOPLE)]
    assert [name for name in wanted if f"# {name}=" not in example] == []


def test_a_provider_comes_after_those_that_feed_it() -> None:
    order = list(providers())
    assert [
        (code, before)
        for code, one in providers().items()
        for before in one.fed_by
        if order.index(before) > order.index(code)
    ] == []


def test_every_source_of_tags_has_a_prior_and_a_kind_of_work() -> None:
    assert [code for code in tag_sources() if code not in load_taxonomy().source_priors] == []
    assert [code for code in tag_sources() if f"tags_{code}" not in work_kinds()] == []


def test_stand_ins_are_of_providers_and_take_their_settings() -> None:
    assert set(standins()) == set(providers()) - {"soundcharts"}, "Soundcharts' runs as a program of its own"
    for code, standin in standins().items():
        assert set(standin.credentials) <= set(providers()[code].settings.model_fields), code
