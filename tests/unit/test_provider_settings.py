"""A setting of a provider that is not as it should be is named as it stands in the environment, for all providers."""

from typing import Any

import pytest

from db.errors import GroundswellError
from tasks.providers.descriptor import Provider
from tasks.providers.registry import providers

NUMBERS = [
    (provider, name)
    for provider in providers().values()
    for name, field in provider.settings.model_fields.items()
    if field.annotation in (int, float)
]


def test_providers_have_settings_that_are_numbers() -> None:
    assert {provider.code for provider, _ in NUMBERS} >= {"musicbrainz", "lastfm", "discogs", "theaudiodb"}


@pytest.mark.parametrize("value", ["abc", "", "-1", "nan", "inf", "1e9", "1,5", "１e999"])
@pytest.mark.parametrize(("provider", "name"), NUMBERS, ids=[f"{one.code}-{name}" for one, name in NUMBERS])
def test_a_number_that_is_none_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, provider: Provider[Any], name: str, value: str
) -> None:
    variable = f"{provider.code}_{name}".upper()
    monkeypatch.setenv(variable, value)
    with pytest.raises(GroundswellError) as refused:
        provider.read_settings()
    assert f"A setting of {provider.name} is not as it should be ({variable}: " in str(refused.value)
    assert "Correct it in the environment or in .env." in str(refused.value)


@pytest.mark.parametrize(("provider", "name"), NUMBERS, ids=[f"{one.code}-{name}" for one, name in NUMBERS])
def test_a_number_is_read(monkeypatch: pytest.MonkeyPatch, provider: Provider[Any], name: str) -> None:
    monkeypatch.setenv(f"{provider.code}_{name}".upper(), "2.5")
    assert getattr(provider.read_settings(), name) == 2.5
