"""Which parameters a form lets a person choose from a list."""

from tasks.runs.form_choices import with_choices

CHOICES = {"chart": ["global-28", "uk-top"], "user": ["Ada"], "week": []}
EMPTY_OR_TEXT = [{"type": "string"}, {"type": "null"}]


def test_what_may_be_empty_is_chosen_from_what_is_there() -> None:
    schema = {
        "type": "object",
        "properties": {
            "chart": {"anyOf": EMPTY_OR_TEXT, "default": None, "description": "Which."},
            "reason": {"anyOf": EMPTY_OR_TEXT},
        },
    }
    assert with_choices(schema, CHOICES) == {
        "type": "object",
        "properties": {
            "chart": {
                "anyOf": [{"type": "string", "enum": ["global-28", "uk-top"]}, {"type": "null"}],
                "default": None,
                "description": "Which.",
            },
            "reason": {"anyOf": EMPTY_OR_TEXT},
        },
    }


def test_what_must_be_given_may_be_new_and_nothing_there_offers_nothing() -> None:
    properties = {
        "user": {"type": "string"},
        "week": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
    }
    schema = {"properties": properties}
    assert with_choices(schema, CHOICES) == schema


def test_choices_that_are_gone_are_offered_no_more() -> None:
    before = {"properties": {"user": {"anyOf": [{"type": "string", "enum": ["Ada", "Bo"]}, {"type": "null"}]}}}
    assert with_choices(before, CHOICES)["properties"]["user"]["anyOf"][0]["enum"] == ["Ada"]
