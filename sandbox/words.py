"""Word lists from which artists and songs are invented; no name here is meant to be a real artist's.

Scripts are those the report's fonts can draw: Latin, Greek, Cyrillic, Korean, Japanese, Chinese, Arabic.
"""

# Script of the n-th artist; an artist's songs are titled in the same script.
SCRIPT_CYCLE = (
    "latin",
    "diacritic",
    "korean",
    "markup",
    "latin",
    "japanese",
    "arabic",
    "markup",
    "cyrillic",
    "latin",
    "chinese",
    "diacritic",
    "greek",
    "latin",
    "korean",
    "japanese",
)

# Names that break careless code: HTML, Typst, SQL, paths, CSV, URLs.
MARKUP_NAMES = (
    'The "Quiet" Parade',
    "Salt & Signal",
    "<b>Bold</b> Ghost",
    "Nord/Süd Linie",
    "@paperlung",
    "O’Harrow's Lamp",
    "50% Velvet, 50% Rust",
    "Robert'); DROP TABLE Tuesdays;--",
    "#hash*mark_",
    "$low $un$",
    "Back\\slash Cinema",
    "The Extraordinarily Long-Named Tram Depot Orchestra of the Lower Harbour (Second Line-Up)",
    "Ø",
    "[brackets] & {braces}",
    "=SUM(Hearts)",
    "?query=moon&page=2",
)

FIRST = {
    "latin": ("Velvet", "Paper", "Copper", "Hollow", "Marble", "Lantern", "Winter", "Static", "Coral", "Amber"),
    "diacritic": ("Zoë", "Søren", "Łucja", "Žofia", "Iñaki", "Çağla", "Ágnes", "Þóra", "Đặng", "Åsmund"),
    "korean": ("별빛", "유리", "푸른", "새벽", "은하", "달콤한", "고요한", "하얀"),
    "japanese": ("夜行", "ガラスの", "みずいろ", "電気", "金曜日の", "さかさま", "白い", "遠い"),
    "chinese": ("银色", "午夜", "南方", "透明", "沉默的", "第七", "蓝色", "风中"),
    "arabic": ("ليالي", "صدى", "رمال", "ضوء", "نجمة", "حكاية", "موج", "ظل"),
    "cyrillic": ("Северный", "Бумажный", "Тихий", "Медный", "Снежный", "Ночной", "Їжаковий", "Далёкий"),
    "greek": ("Ασημένιο", "Χάρτινο", "Γαλάζιο", "Ήσυχο", "Νυχτερινό", "Μακρινό", "Χρυσό", "Άδειο"),
}

LAST = {
    "latin": (
        "Harbor",
        "Engines",
        "Orchard",
        "Weather",
        "Cassette",
        "Avenue",
        "Tigers",
        "Satellites",
        "Kites",
        "Rooms",
    ),
    "diacritic": (
        "Bråtehølm",
        "Ćwierćgłos",
        "Dvořnáček",
        "Güneşçı",
        "Peñarrúa",
        "Ærøvik",
        "Szőlősházi",
        "Kröşell",
        "Nguyệtvân",
    ),
    "korean": ("고래", "정류장", "우체국", "소년단장", "라디오", "정원사", "풍선", "지하철"),
    "japanese": ("クラゲ団", "郵便局", "観覧車", "ラジオ塔", "水族", "商店街", "トンネル", "図書室"),
    "chinese": ("灯塔社", "邮差", "列车站", "气球队", "花园街", "电台人", "蜗牛", "图书馆"),
    "arabic": ("المرفأ", "القطار", "الياسمين القديم", "المذياع", "النافذة", "الطابق الأخير", "البحيرة", "الحديقة"),
    "cyrillic": ("Маяк", "Трамвай", "Чердак", "Аквариумист", "Вокзал", "Почтальон", "Ґанок", "Фонарь"),
    "greek": ("Λιμάνι", "Τραμ", "Φανάρι", "Περίπτερο", "Ταξίδι", "Μπαλκόνι", "Ραδιόφωνο", "Τσίρκο"),
}

TITLE_FIRST = {
    "latin": ("Slow", "Every", "Borrowed", "Neon", "Last", "Soft", "Broken", "Sunday", "Northbound", "Second"),
    "diacritic": ("Déjà", "Été à", "Ünlü", "Süße", "Mañana", "Żółty", "Crème", "Hjärtat", "Niño", "São"),
    "korean": ("너의", "마지막", "여름밤", "우리의", "작은", "비 오는"),
    "japanese": ("君と", "最後の", "夏の", "雨と", "ひとりの", "三番目の"),
    "chinese": ("你的", "最后的", "夏天的", "下雨的", "小小", "昨天的"),
    "arabic": ("ليلة", "آخر", "يا", "بعد", "قبل", "كل"),
    "cyrillic": ("Последний", "Твой", "Летний", "Первый", "Утренний", "Чужой"),
    "greek": ("Τελευταίο", "Πρώτο", "Καλοκαιρινό", "Μικρό", "Δικό σου", "Άλλο"),
}

TITLE_LAST = {
    "latin": ("Light", "Goodbye", "Motorway", "Season", "Machine", "Letter", "Summer", "Fever", "Window", "Promise"),
    "diacritic": ("Façade", "Łąka", "Corazón", "Übermut", "Forêt", "Sjøen", "Růže", "Çiçek", "Élan", "Ljós"),
    "korean": ("노래", "편지", "바다", "계절", "약속", "창문"),
    "japanese": ("手紙", "うた", "海", "約束", "メロディー", "信号"),
    "chinese": ("信", "歌", "海", "约定", "旋律", "窗"),
    "arabic": ("الصيف", "الرسالة", "البحر", "الوعد", "النور", "الطريق"),
    "cyrillic": ("Поезд", "Свет", "Дождь", "Ответ", "Берег", "Сон"),
    "greek": ("Τρένο", "Φως", "Κύμα", "Γράμμα", "Όνειρο", "Βράδυ"),
}

MARKUP_TITLES = (
    'She Said "No" Twice',
    "Rock & <i>Roll</i>",
    "AM/PM",
    "100% (feat. Nobody)",
    "C:\\Love",
    "Don't; Stop--",
    "Price: $9.99 #sale",
    "*asterisk* _score_",
    "me@home",
    "~ tilde [live]",
)
