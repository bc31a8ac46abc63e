"""A dashboard's rows, tabs and filters, as Superset stores them, from what its file says. On plain values alone.

A row is ``{charts: [name, ...], height: 50}``: equally wide unless ``widths`` says otherwise (12 in all), and
``text`` in place of a name is the row's ``text``. ``{tabs: {name: rows}}`` stands for a row. A chart that names its
place itself (``place``) gets a row of its own at the end of that tab, so that it needs no line here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Node = dict[str, Any]
COLUMNS = 12  # of a row, in Superset's measure


def layout(
    title: str, rows: Sequence[Node], standing: Mapping[str, Node], titles: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, Any], dict[str, int]]:
    """Superset's tree, and the number of each chart in it; ``titles``: uuid and title of each chart."""
    built = _Tree(titles)
    root = {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]}
    grid = {"type": "GRID", "id": "GRID_ID", "children": [], "parents": ["ROOT_ID"]}
    built.nodes = {"DASHBOARD_VERSION_KEY": "v2", "ROOT_ID": root, "GRID_ID": grid}
    built.nodes["HEADER_ID"] = {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": title}}
    for row in rows:
        if "tabs" not in row:
            built.row(grid, row)
            continue
        tabs = built.child(grid, "TABS", "1", {})
        for name, inside in row["tabs"].items():
            tab = built.child(tabs, "TAB", slug(name), {"text": name})
            own = [{"charts": [chart], **each} for chart, each in standing.items() if each["tab"] == name]
            for each in [*inside, *own]:
                built.row(tab, each)
    missing = set(standing) - set(built.numbers)
    if missing:
        raise ValueError(f"{title} has no tab as named by {', '.join(sorted(missing))}.")
    return built.nodes, built.numbers


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


class _Tree:
    """Nodes by id, while they are added."""

    def __init__(self, titles: Mapping[str, tuple[str, str]]) -> None:
        self.titles = titles
        self.nodes: dict[str, Any] = {}
        self.numbers: dict[str, int] = {}
        self.rows = self.texts = 0

    def child(self, parent: Node, kind: str, name: str, meta: Node) -> Node:
        node = {
            "type": kind,
            "id": f"{kind}-{name}",
            "children": [],
            "parents": [*parent.get("parents", []), parent["id"]],
            "meta": meta,
        }
        parent["children"].append(node["id"])
        self.nodes[node["id"]] = node
        return node

    def row(self, parent: Node, row: Node) -> None:
        self.rows += 1
        node = self.child(parent, "ROW", str(self.rows), {"background": "BACKGROUND_TRANSPARENT"})
        cells = row["charts"]
        widths = row.get("widths") or [COLUMNS // len(cells)] * len(cells)
        heights = row["height"] if isinstance(row["height"], list) else [row["height"]] * len(cells)
        for name, width, height in zip(cells, widths, heights, strict=True):
            size = {"width": width, "height": height}
            if name == "text":
                self.texts += 1
                self.child(node, "MARKDOWN", str(self.texts), {"code": row["text"], **size})
                continue
            uuid, title = self.titles[name]
            self.numbers[name] = len(self.numbers) + 1
            self.child(node, "CHART", name, {"uuid": uuid, "chartId": self.numbers[name], "sliceName": title, **size})


def native_filters(
    own: Sequence[Node], numbers: Mapping[str, int], dataset_uuid: Callable[[str], str]
) -> list[dict[str, Any]]:
    """The filters of a dashboard.

    ``dataset`` and ``column`` give the values to choose from; without them it is a period. ``single``: one value at a
    time; ``first``: begins with the first value (the last when ``descending``); ``default``: begins with this value;
    ``narrowed_by``: filters that shorten the list; ``excludes``: charts it does not reach.
    """
    return [_native_filter(each, numbers, dataset_uuid) for each in own]


def _native_filter(each: Node, numbers: Mapping[str, int], dataset_uuid: Callable[[str], str]) -> dict[str, Any]:
    is_period, is_first = "column" not in each, each.get("first", False)
    mask: dict[str, Any] = {"extraFormData": {}, "filterState": {}, "ownState": {}}
    default = each.get("default")
    if default is not None and is_period:
        mask |= {"extraFormData": {"time_range": default}, "filterState": {"value": default}}
    elif default is not None:
        picked = {"col": each["column"], "op": "IN", "val": [default]}
        mask |= {"extraFormData": {"filters": [picked]}, "filterState": {"value": [default], "label": default}}
    choice = {
        "defaultToFirstItem": is_first,
        "multiSelect": not each.get("single", False),
        "searchAllOptions": True,
        "inverseSelection": False,
        "sortAscending": not each.get("descending", False),
    }
    target = {} if is_period else {"column": {"name": each["column"]}, "datasetUuid": dataset_uuid(each["dataset"])}
    return {
        "id": f"NATIVE_FILTER-{each['id']}",
        "type": "NATIVE_FILTER",
        "name": each["name"],
        **({"requiredFirst": True} if is_first else {}),
        "filterType": "filter_time" if is_period else "filter_select",
        "description": each["description"],
        "targets": [target],
        "defaultDataMask": mask,
        "cascadeParentIds": [f"NATIVE_FILTER-{name}" for name in each.get("narrowed_by", [])],
        "controlValues": {"enableEmptyFilter": is_first, **({} if is_period else choice)},
        "scope": {"rootPath": ["ROOT_ID"], "excluded": sorted(numbers[name] for name in each.get("excludes", []))},
    }
