"""What the forms of the Prefect UI offer for a parameter that may be empty, from what the warehouse holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from httpx import HTTPStatusError
from prefect.client.orchestration import get_client

from tasks.runs.prefect_contact import send
from tasks.runs.prefect_run import flow_run_id, note

Choices = Mapping[str, Sequence[str]]


def with_choices(schema: Mapping[str, Any], choices: Choices) -> dict[str, Any]:
    """A flow's JSON schema in which parameters of these names are chosen from a list.

    Only where a parameter may be empty: one that must be given may name what is not there yet.
    """
    parameters = {
        name: {**given, "anyOf": [_chosen(kind, choices[name]) for kind in given["anyOf"]]}
        if choices.get(name) and {"type": "null"} in given.get("anyOf", ())
        else given
        for name, given in schema.get("properties", {}).items()
    }
    return {**schema, "properties": parameters}


def _chosen(kind: Mapping[str, Any], choices: Sequence[str]) -> dict[str, Any]:
    return {**kind, "enum": list(choices)} if kind.get("type") == "string" else dict(kind)


def refresh_forms(choices: Choices) -> None:
    """Bring the forms up to date from within a run; nothing without Prefect, and no run fails by it."""
    if flow_run_id() is None:
        return
    try:
        send(lambda: offer_choices(choices))
    except HTTPStatusError as refusal:
        note(f"The forms offer what they did before: Prefect's server refused new choices ({refusal}).")


def offer_choices(choices: Choices) -> None:
    """Bring the forms of all deployments up to date. Raises httpx's errors for a server that is away or refuses."""
    with get_client(sync_client=True) as client:
        for deployment in client.read_deployments(limit=200):
            schema = deployment.parameter_openapi_schema or {}
            wanted = with_choices(schema, choices)
            if wanted != schema:
                client.request(
                    "PATCH",
                    "/deployments/{id}",
                    path_params={"id": deployment.id},
                    json={"parameter_openapi_schema": wanted},
                ).raise_for_status()
