"""Text and notebook prose as Typst source. Everything that comes from data passes through typst_string."""

import json
import re
from typing import Any

import mistune

# control characters and non-characters: they have no look, and Typst's parser must not see them
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def typst_string(value: object) -> str:
    """Any text as a Typst string literal: the one place of escaping in the whole chain."""
    text = UNPRINTABLE.sub("", str(value))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_json(value: Any) -> str:
    """Data as a Typst expression that reads it back. Raises ValueError for NaN."""
    return f"json(bytes({typst_string(json.dumps(value, ensure_ascii=False, allow_nan=False))}))"


def typst_markup(markdown: str) -> str:
    """Markdown of a prose cell as Typst markup. Raises ValueError for what has no look in the report."""
    tokens = mistune.create_markdown(renderer=None)(markdown)
    assert isinstance(tokens, list)
    return "".join(_markup(token) for token in tokens)


def _markup(token: dict[str, Any]) -> str:
    kind = token["type"]
    inner = "".join(_markup(child) for child in token.get("children") or [])
    match kind:
        case "text":
            return f"#{typst_string(token['raw'])};"
        case "codespan":
            return f"#raw({typst_string(token['raw'])});"
        case "strong":
            return f"#strong[{inner}];"
        case "emphasis":
            return f"#emph[{inner}];"
        case "link":
            return f"#link({typst_string(token['attrs']['url'])})[{inner}];"
        case "softbreak":
            return " "
        case "linebreak":
            return "#linebreak();"
        case "heading":
            return f"\n#heading(level: {token['attrs']['level']})[{inner}]\n"
        case "paragraph":
            return f"\n#intro[{inner}]\n"
        case "block_text":
            return inner
        case "list_item":
            return f"[{inner}],"
        case "list":
            return f"\n#{'enum' if token['attrs']['ordered'] else 'list'}({inner})\n"
        case "blank_line":
            return ""
        case _:
            raise ValueError(f"prose of a report has no {kind}")
