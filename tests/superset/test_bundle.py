"""The dashboards' files against each other and against the warehouse's views, without a server."""

from pathlib import Path
from typing import Any

import asset_files
import pytest
import yaml
from asset_files import FOLDER, identity
from bundle_files import columns_named, filters, metrics_named, placed, read
from sqlalchemy import Engine, text

from db.columns import read_catalogue

CHARTS, DASHBOARDS = read("charts"), read("dashboards")
DATASETS = asset_files.read(FOLDER, "datasets")
UUIDS = {identity("dataset", name): name for name in DATASETS}


@pytest.fixture(scope="module")
def datasets(shared_warehouse: Engine) -> dict[str, dict[str, Any]]:
    """As Superset imports them."""
    with shared_warehouse.connect() as connection:
        return asset_files.datasets(FOLDER, read_catalogue(connection))


def test_identities_stay_those_that_installations_have() -> None:
    assert CHARTS["what-moved"]["uuid"] == "77850c3a-a3c4-583f-877e-598026fdd341"
    assert DASHBOARDS["artist"]["uuid"] == "bb4c6f28-131a-534c-91a5-17906916cd33"
    assert identity("dataset", "album_median") == "9da7fedb-c0e5-5cc8-9fab-0095a138c081"
    assert read("queries")["coverage"]["uuid"] == "678c9540-ab16-5a8c-a4d5-44747de118a6"
    connection = yaml.safe_load((FOLDER / "databases/warehouse.yaml").read_text("utf-8"))
    assert connection["uuid"] == asset_files.DATABASE


@pytest.mark.parametrize("key", ["query_context", "uuid", "dataset_uuid", "version"])
def test_what_is_built_can_not_be_written_by_hand(tmp_path: Path, key: str) -> None:
    (tmp_path / "charts").mkdir()
    (tmp_path / "charts/a-chart.yaml").write_text(f"slice_name: A chart\n{key}: '{{}}'\n", "utf-8")
    with pytest.raises(ValueError, match=key):
        asset_files.read(tmp_path, "charts")


def test_a_chart_leaves_out_what_its_kind_has_anyway() -> None:
    kinds = yaml.safe_load((FOLDER / "chart_defaults.yaml").read_text("utf-8"))["kinds"]
    for slug, chart in asset_files.read(FOLDER, "charts").items():
        defaults = kinds[chart["viz_type"]]
        assert not [key for key, value in chart["params"].items() if key in defaults and defaults[key] == value], slug


def test_every_chart_stands_on_a_dashboard_and_every_place_has_its_chart() -> None:
    names = {chart["uuid"]: chart["slice_name"] for chart in CHARTS.values()}
    shown = {meta["uuid"]: meta["sliceName"] for board in DASHBOARDS.values() for meta in placed(board)}
    assert shown == names
    for board in DASHBOARDS.values():
        numbers = [meta["chartId"] for meta in placed(board)]
        assert len(set(numbers)) == len(numbers), "Superset tells charts of a file apart by chartId"
        titles = [meta["sliceName"] for meta in placed(board)]
        assert len(set(titles)) == len(titles), "people tell charts of a dashboard apart by name"
        excluded = {n for each in board["metadata"]["native_filter_configuration"] for n in each["scope"]["excluded"]}
        assert excluded <= set(numbers)


def test_every_row_is_as_wide_as_the_page() -> None:
    for board in DASHBOARDS.values():
        for row in board["position"].values():
            if isinstance(row, dict) and row.get("type") == "ROW":
                assert sum(board["position"][child]["meta"]["width"] for child in row["children"]) == 12, row["id"]


@pytest.mark.parametrize("slug", CHARTS)
def test_a_chart_says_what_its_figures_mean_and_names_what_its_dataset_has(
    slug: str, datasets: dict[str, dict[str, Any]]
) -> None:
    chart = CHARTS[slug]
    assert len(chart["description"].split()) >= 4
    assert not set("*`_#") & set(chart["description"]), "shown as plain text"
    dataset = datasets[UUIDS[chart["dataset_uuid"]]]
    assert columns_named(chart) <= {column["column_name"] for column in dataset["columns"]}
    assert metrics_named(chart) <= {metric["metric_name"] for metric in dataset["metrics"]}


@pytest.mark.parametrize("slug", DASHBOARDS)
def test_a_dashboard_tells_how_fresh_it_is_and_filters_what_is_there(
    slug: str, datasets: dict[str, dict[str, Any]]
) -> None:
    board = DASHBOARDS[slug]
    assert identity("chart", "sources") in {meta["uuid"] for meta in placed(board)}
    for name, dataset, column in filters(board):
        assert column in {each["column_name"] for each in datasets[UUIDS[dataset]]["columns"]}, name


SEARCH_PATH = "set search_path = bi, mart"  # of bi_read


def test_datasets_are_what_the_warehouse_says(warehouse: Engine, datasets: dict[str, dict[str, Any]]) -> None:
    query = (
        "select c.relname, a.attname, upper(format_type(a.atttypid, null)), col_description(c.oid, a.attnum) "
        "from pg_attribute a join pg_class c on c.oid = a.attrelid "
        "where c.oid = to_regclass(:view) and a.attnum > 0 and not a.attisdropped"
    )
    with warehouse.connect() as connection:
        connection.exec_driver_sql(SEARCH_PATH)
        for view, dataset in datasets.items():
            assert dataset["schema"] is None, "the login decides where a view is found"
            there = connection.execute(text(query), {"view": view}).all()
            columns = [column for column in dataset["columns"] if "expression" not in column]
            found = {(view, each["column_name"], each["type"], each["description"]) for each in columns}
            assert found == {tuple(row) for row in there}
            assert all(each["verbose_name"] and each["description"] for each in columns), view


def test_metrics_can_be_counted(warehouse: Engine, datasets: dict[str, dict[str, Any]]) -> None:
    """Every metric and calculated column is SQL the warehouse understands."""
    with warehouse.connect() as connection:
        connection.exec_driver_sql(SEARCH_PATH)
        for view, dataset in datasets.items():
            counted = [metric["expression"] for metric in dataset["metrics"]]
            connection.exec_driver_sql(f"select {', '.join(counted)} from {view}")
            for column in dataset["columns"]:
                if "expression" in column:
                    connection.exec_driver_sql(f"select {column['expression']} from {view}")
