"""Methods in the warehouse: entered, made current, and which one views show."""

import json

from sqlalchemy import Connection, Engine, text

from db.errors import GroundswellError
from db.statements import statement
from tasks.tags.distribution import FORMULA
from tasks.tags.method import Method, method_version, priors_of
from tasks.tags.rounding import millionths
from tasks.tags.taxonomy import Taxonomy


def enter_method(engine: Engine, taxonomy: Taxonomy) -> Method:
    """The method of this taxonomy with its names entered. The first one is current at once, any other one only after
    ``make_current``, so that nobody is shown half of it. Safe to call at any time.
    """
    version = method_version(taxonomy)
    priors = priors_of(taxonomy)
    given = {
        "method_version": version,
        "formula": FORMULA,
        "taxonomy_sha256": taxonomy.sha256,
        "priors": json.dumps(
            {
                "sources": dict(priors.sources),
                "levels": dict(priors.levels),
                "source_cap": priors.source_cap,
                "broad": priors.broad,
            }
        ),
    }
    with engine.begin() as connection:
        connection.execute(text("lock table core.method in share row exclusive mode"))
        entered = connection.execute(statement("tags/put_method"), given).rowcount
        names = {"genres": list(taxonomy.genres), "moods": list(taxonomy.moods)}
        connection.execute(statement("tags/put_names"), names)
        row = connection.execute(statement("tags/method"), {"method_version": version}).one()
        method = Method(row.method_id, version, row.is_current)
        if entered and method.is_current:
            make_current(connection, method, taxonomy)
    return method


def make_current(connection: Connection, method: Method, taxonomy: Taxonomy) -> None:
    """Let views show this method, and make the genres' graph and the moods' plane those of its taxonomy."""
    genres = taxonomy.genres.values()
    parents = [
        {"name": genre.name, "parent": parent, "weight": weight} for genre in genres for parent, weight in genre.parents
    ]
    roots = [
        {"name": genre.name, "root": root, "share_ppm": share}
        for genre in genres
        for root, share in millionths(taxonomy.roots_of(genre.name)).items()
    ]
    plane = [{"name": mood.name, "valence": mood.valence, "arousal": mood.arousal} for mood in taxonomy.moods.values()]
    given = {
        "method_id": method.method_id,
        "genres": list(taxonomy.genres),
        "roots": taxonomy.roots,
        "plane": json.dumps(plane),
        "parents": json.dumps(parents),
        "root_shares": json.dumps(roots),
    }
    connection.execute(statement("tags/make_current"), given)


def current_method(connection: Connection) -> Method:
    """What views show. Raises GroundswellError before the first normalisation."""
    row = connection.execute(statement("tags/current_method")).one_or_none()
    if row is None:
        raise GroundswellError("No tags have been mapped yet; do it with: groundswell normalise")
    return Method(row.method_id, row.method_version, True)
