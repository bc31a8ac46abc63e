"""The dashboards' files against each other and against the warehouse's views, without a server."""

import json

import pytest
from bundle_files import columns_named, expected_uuid, filters, metrics_named, placed, read
from sqlalchemy import Engine, text

DATASETS, CHARTS, DASHBOARDS = read("datasets"), read("charts"), read("dashboards")
BY_UUID = {dataset["uuid"]: dataset for dataset in DATASETS.values()}


def test_identities_follow_from_slugs() -> None:
    for kind, files in (("dataset", DATASETS), ("chart", CHARTS), ("dashboard", DASHBOARDS)):
        assert {slug: each["uuid"] for slug, each in files.items()} == {
            slug: expected_uuid(kind, slug) for slug in files
        }
    assert {slug: each["slug"] for slug, each in DASHBOARDS.items()} == {slug: slug for slug in DASHBOARDS}
    assert {slug: each["table_name"] for slug, each in DATASETS.items()} == {slug: slug for slug in DATASETS}


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
def test_a_chart_says_what_its_figures_mean_and_names_what_its_dataset_has(slug: str) -> None:
    chart = CHARTS[slug]
    assert len(chart["description"].split()) >= 4
    assert not set("*`_#") & set(chart["description"]), "shown as plain text"
    dataset = BY_UUID[chart["dataset_uuid"]]
    assert columns_named(chart) <= {column["column_name"] for column in dataset["columns"]}
    assert metrics_named(chart) <= {metric["metric_name"] for metric in dataset["metrics"]}
    json.loads(chart["query_context"])


@pytest.mark.parametrize("slug", DASHBOARDS)
def test_a_dashboard_tells_how_fresh_it_is_and_is_managed_here(slug: str) -> None:
    board = DASHBOARDS[slug]
    assert board["is_managed_externally"] is True
    assert "css" not in board, "all dashboards look as superset/brand/dashboard.css says"
    assert expected_uuid("chart", "sources") in {meta["uuid"] for meta in placed(board)}
    assert board["metadata"]["filter_bar_orientation"] == "HORIZONTAL"
    for name, dataset, column in filters(board):
        assert column in {each["column_name"] for each in BY_UUID[dataset]["columns"]}, name


def test_datasets_have_the_columns_of_the_warehouse(warehouse: Engine) -> None:
    query = (
        "select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid "
        "join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'mart' and a.attnum > 0 and not a.attisdropped"
    )
    with warehouse.connect() as connection:
        there = {tuple(row) for row in connection.execute(text(query))}
    for view, dataset in DATASETS.items():
        named = {column["column_name"] for column in dataset["columns"] if "expression" not in column}
        assert named == {column for relation, column in there if relation == view}, view


def test_metrics_can_be_counted(warehouse: Engine) -> None:
    """Every metric and calculated column is SQL the warehouse understands."""
    with warehouse.connect() as connection:
        for view, dataset in DATASETS.items():
            counted = [metric["expression"] for metric in dataset["metrics"]]
            connection.exec_driver_sql(f"select {', '.join(counted)} from mart.{view}")
            for column in dataset["columns"]:
                if "expression" in column:
                    connection.exec_driver_sql(f"select {column['expression']} from mart.{view}")
