"""A small label for tests of the report: 60 artists in many scripts, 26 weeks, gaps, a correction, chart moves.

Deterministic and cheap: the daily readings are made here and rolled up by the warehouse's own rollups.
"""

import io
import math
import random
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from db.copy import copy_stream
from db.schema.audience import audience_series, metric
from db.schema.charts import chart, chart_entry
from db.schema.entities import artist, platform, track, track_artist
from tasks.trends.rollup_store import roll_up

WEEK = date(2026, 11, 13)
WEEKS = 26
SEED = 20261113

NAMES: list[tuple[str, str | None]] = [
    ("Björk Ólafsdóttir", "IS"), ("Łona & Żółw", "PL"), ("Đặng Hồng", "VN"), ("Iñigo Peña", "ES"),
    ("Åse Lindqvist", "SE"), ("Zoë Kravén", "NL"), ("Sigur Æon", "IS"), ("Beyoncé del Río", "MX"), ("새벽", "KR"),
    ("달빛 소년단", "KR"), ("김하늘", "KR"), ("宇多田ナイト", "JP"), ("米津 玄師トリビュート", "JP"),
    ("さくらドライブ", "JP"), ("ヨルノオト", "JP"), ("周深海", "CN"), ("夜行列車", "CN"), ("蔡依然與朋友們", "TW"),
    ("نجوم الليل", "EG"), ("ليلى حداد", "LB"), ("فرقة النور", "MA"), ("Молчат Зори", "RU"), ("Океан Снов", "UA"),
    ("Ђорђе и Љиљана", "RS"), ("Νύχτα Μουσική", "GR"), ("Ελένη Παπαδοπούλου", "GR"), ("The \"Quoted\" Few", "US"),
    ("Rhythm & Blues & Co.", "US"), ("<b>Bold</b> Club", "GB"), ("KITE//FIELD", "US"),
    ("Ghost_Orchid @ Sea", "AU"), ("The $uper #Hashtag *Band*", "US"), ("Harbour \\ Pine", "GB"),
    ("Marlowe Reyes", "PH"), ("Nova Kane", "US"), ("O’Malley’s Lantern", "IE"), ("D'Angelo Müller", "DE"),
    ("Çağla Şahin", "TR"), ("Ștefan Țurcanu", "RO"), ("Jiří Dvořák Trio", "CZ"), ("Gökçe Yıldız", "TR"),
    ("Ngọc Ánh", "VN"), ("São Vicente Soul", "BR"), ("Mãe d’Água", "BR"),
    ("Los Niños del Barrio Alto y su Orquesta de la Medianoche", "CO"), ("A", None), ("100 Gecks Later", "US"),
    ("Ünal & Söhne", "DE"), ("Kőbánya Kids", "HU"), ("Ķekava Choir", "LV"), ("Žalgiris Sound", "LT"),
    ("Tromsø Nights", "NO"), ("Ære & Være", "DK"), ("Français Façade", "FR"), ("L’Été indien", "FR"),
    ("Ciao Perché", "IT"), ("Ola Àṣẹ", "NG"), ("Lerato Ndlovu", "ZA"), ("Mana Whenua", "NZ"),
    ("Quiet Machine", "CA"),
]  # fmt: skip
TITLES = [
    "Midnight Signal",
    "여름밤",
    "夜明け前",
    "月光曲",
    "قمر",
    "Тишина",
    "Θάλασσα",
    "Paper & Glass",
    "Niño",
    "Afterglow",
]
METRICS = [
    ("track_spotify_streams", "Spotify streams", "spotify", "track", "counter", "streams"),
    ("track_youtube_views", "YouTube views", "youtube", "track", "counter", "views"),
    ("track_shazam_count", "Shazam count", "shazam", "track", "counter", "Shazams"),
    ("artist_spotify_followers", "Spotify followers", "spotify", "artist", "stock", "followers"),
]
CHARTS = [
    ("global-28", "Top Songs Global", None),
    ("kr-50", "Top Songs South Korea", "KR"),
    ("jp-50", "Top Songs Japan", "JP"),
]


def fill(engine: Engine, weeks: int = WEEKS) -> None:
    """Fill an upgraded, empty warehouse with `weeks` weeks that end with WEEK's."""
    dice = random.Random(SEED)
    with engine.begin() as connection:
        metric_ids = _metrics(connection)
        artist_ids = _ids(
            connection,
            artist,
            [{"artist_id_soundcharts": _uuid(dice), "name": name, "country_code": country} for name, country in NAMES],
        )
        credits: list[tuple[int, list[int]]] = []
        tracks = []
        for number, artist_id in enumerate(artist_ids):
            if NAMES[number][0] == "Mana Whenua":
                continue  # an artist without any track: named in the report all the same
            for _ in range(1 + number % 3):
                guests = [artist_ids[(number + 7) % len(artist_ids)]] if len(tracks) % 9 == 4 else []
                credits.append((len(tracks), [artist_id, *guests]))
                names = " & ".join(NAMES[artist_ids.index(one)][0] for one in [artist_id, *guests])
                title = f"{TITLES[len(tracks) % len(TITLES)]} {len(tracks) // len(TITLES) + 1}"
                tracks.append({"track_id_soundcharts": _uuid(dice), "name": title, "credit_name": names})
        track_ids = _ids(connection, track, tracks)
        connection.execute(
            insert(track_artist),
            [
                {"track_id": track_ids[index], "artist_id": credited, "credit_order": order}
                for index, people in credits
                for order, credited in enumerate(dict.fromkeys(people), 1)
            ],
        )
        _audience(connection, dice, metric_ids, track_ids, artist_ids, weeks)
        _charts(connection, dice, track_ids)
    roll_up(engine)


def _uuid(dice: random.Random) -> uuid.UUID:
    return uuid.UUID(int=dice.getrandbits(128), version=4)


def _ids(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> list[int]:
    key = next(iter(table.primary_key.columns))
    return list(connection.execute(insert(table).returning(key, sort_by_parameter_order=True), rows).scalars())


def _metrics(connection: Connection) -> dict[str, int]:
    codes = sorted({code for _, _, code, *_ in METRICS})
    rows = [
        {"code": c, "name": c.title(), "kinds": ["audience"], "provider": "soundcharts", "provider_code": c}
        for c in codes
    ]
    platforms = dict(zip(codes, _ids(connection, platform, rows), strict=True))
    rows = [
        {"code": code, "name": name, "platform_id": platforms[place], "entity_kind": entity, "metric_kind": kind,
         "unit": unit, "identifier_rule": "single"}
        for code, name, place, entity, kind, unit in METRICS
    ]  # fmt: skip
    return dict(zip([row["code"] for row in rows], _ids(connection, metric, rows), strict=True))


def _audience(
    connection: Connection,
    dice: random.Random,
    metrics: dict[str, int],
    tracks: list[int],
    artists: list[int],
    weeks: int,
) -> None:
    first = WEEK - timedelta(weeks=weeks - 1, days=1)
    subjects = [(code, "track_id", track_id) for code in metrics if code.startswith("track") for track_id in tracks]
    subjects += [("artist_spotify_followers", "artist_id", artist_id) for artist_id in artists]
    series = _ids(
        connection,
        audience_series,
        [
            {"metric_id": metrics[code], "track_id": None, "artist_id": None, kind: entity}
            for code, kind, entity in subjects
        ],
    )
    lines = io.StringIO()
    for series_id, (code, _, entity) in zip(series, subjects, strict=True):
        scale = {"track_spotify_streams": 1.0, "track_youtube_views": 0.6, "track_shazam_count": 0.01}.get(code, 0.003)
        size = math.exp(dice.gauss(9.0, 1.3)) * scale
        drift, jump = dice.gauss(0, 0.012), dice.choice([1.0] * 7 + [1.6, 2.7, 0.6])
        value = size * dice.uniform(30, 200)
        for number in range(weeks * 7 + 1):
            day = first + timedelta(days=number)
            daily = (
                size
                * math.exp(drift * number / 7 + dice.gauss(0, 0.08))
                * (1.1 if day.isoweekday() in (5, 6) else 0.95)
            )
            value += daily * (jump if day >= WEEK else 1)
            if dice.random() < 0.002 or (
                entity % 17 == 3 and WEEK + timedelta(days=2) <= day <= WEEK + timedelta(days=4)
            ):
                continue  # a missing day
            if day == WEEK + timedelta(days=3) and code == "track_spotify_streams" and entity % 31 == 5:
                value -= daily * 3  # the platform takes plays back
            lines.write(f"{series_id}\t{day}\t{int(value)}\n")
    lines.seek(0)
    copy_stream(connection, "copy core.audience_point (series_id, observed_on, value) from stdin", lines)
    connection.exec_driver_sql(
        "insert into ops.dirty_mark (series_id, since_on) select series_id, '-infinity' from core.audience_series"
    )


def _charts(connection: Connection, dice: random.Random, tracks: list[int]) -> None:
    spotify = connection.execute(select(platform.c.platform_id).where(platform.c.code == "spotify")).scalar_one()
    rows = [
        {"slug": slug, "name": name, "platform_id": spotify, "frequency": "daily", "country_code": country}
        for slug, name, country in CHARTS
    ]
    for chart_id in _ids(connection, chart, rows):
        before: dict[int, int] = {}
        entered: dict[int, date] = {}
        standing = dice.sample(tracks, 30)
        for number in range(10):
            day = WEEK + timedelta(days=number - 3)
            places = sorted(range(30), key=lambda place: place + dice.gauss(0, 2.5))
            standing = [standing[place] for place in places]
            if number in (5, 7):
                standing[dice.randrange(4, 28)] = dice.choice([one for one in tracks if one not in standing])
            for one in standing:
                long_ago = number == 0 or dice.random() < 0.3
                entered.setdefault(one, WEEK - timedelta(days=60) if long_ago else day)
            connection.execute(
                insert(chart_entry),
                [
                    {"chart_id": chart_id, "position": place,
                     "ranked_at": datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
                     "track_id": one, "previous_position": before.get(one) if number else place,
                     "entered_on": entered[one]}
                    for place, one in enumerate(standing, 1)
                ],
            )  # fmt: skip
            before = {one: place for place, one in enumerate(standing, 1)}
