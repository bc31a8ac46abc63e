"""Schema core, providers: who delivers data, as the folders of tasks/providers say."""

from sqlalchemy import Column, Table, Text

from db.schema.registry import metadata

provider = Table(
    "provider",
    metadata,
    Column("provider", Text, primary_key=True, comment="Code, also the name of its folder."),
    Column("name", Text, nullable=False, comment="Name as the provider writes it."),
    schema="core",
    comment="Providers of data. A new one comes with its folder in tasks/providers.",
    info={"natural_key": ["provider"]},
)
