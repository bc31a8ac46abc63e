"""The forms of MusicBrainz' answers: JSON as the service writes it, and the same as XML with other names."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import Response

from sandbox.folksonomy import Tags
from sandbox.library import LibraryArtist
from sandbox.recordings import KnownRecording, Release
from sandbox.servers.envelope import Json, answer
from sandbox.servers.request import Request

NAMESPACE = "http://musicbrainz.org/ns/mmd-2.0#"
SCORES = "http://musicbrainz.org/ns/ext#-2.0"
HELP = "For usage, please see: https://musicbrainz.org/development/mmd"


def recording_form(one: KnownRecording, includes: set[str]) -> Json:
    """A recording with what the request includes."""
    form: Json = {
        "id": one.id,
        "title": one.name,
        "length": one.length_ms,
        "video": one.is_video,
        "disambiguation": one.disambiguation,
    }
    if includes & {"artists", "artist-credits"}:
        form["artist-credit"] = _credit(one.artists)
    if "isrcs" in includes:
        form["isrcs"] = list(one.isrcs)
    if "releases" in includes:
        form["releases"] = [release_form(release, includes) for release in one.releases]
    return form


def release_form(release: Release, includes: set[str]) -> Json:
    """A release; its group's kind only when the request includes groups."""
    form: Json = {"id": release.id, "title": release.name, "status": "Official", "date": release.day}
    if includes & {"artists", "artist-credits"}:
        form["artist-credit"] = _credit([(*release.artist, "")])
    if "release-groups" in includes:
        kinds = ["Compilation"] if release.is_compilation else []
        form["release-group"] = {
            "id": release.group,
            "title": release.name,
            "primary-type": "Album",
            "secondary-types": kinds,
        }
    return form


def artist_form(artist: LibraryArtist) -> Json:
    return {
        "id": artist.id_musicbrainz,
        "name": artist.name,
        "sort-name": artist.name,
        "country": artist.country,
        "disambiguation": "",
    }


def with_tags(form: Json, includes: set[str], tags: Tags) -> Json:
    """The form with its tags when the request includes them."""
    return form | {"tags": [{"name": name, "count": count} for name, count in tags]} if "tags" in includes else form


def message(request: Request, kind: str, form: Json) -> Response:
    """A good answer in the format request for; `kind` names the form."""
    if wants_json(request):
        return answer(form)
    root = Element("metadata", {"xmlns": NAMESPACE, "xmlns:ns2": SCORES})
    if kind == "isrc":
        isrc = SubElement(root, "isrc", {"id": form["isrc"]})
        _recordings(isrc, form["recordings"], {"count": str(len(form["recordings"]))})
    elif kind == "recording-list":
        _recordings(root, form["recordings"], {"count": str(form["count"]), "offset": str(form["offset"])})
    else:
        _WRITERS[kind](root, form)
    return _xml(root, 200)


def error(request: Request | None, status: int, text: str) -> Response:
    """An error in the format request for, XML where there is no telling."""
    if request is not None and wants_json(request):
        return answer({"error": text, "help": HELP}, status)
    root = Element("error")
    SubElement(root, "text").text = text
    SubElement(root, "text").text = HELP
    return _xml(root, status)


def wants_json(request: Request) -> bool:
    return request.query.get("fmt") == "json" or "application/json" in request.headers.get("accept", "")


def _credit(artists: Sequence[tuple[str, str, str]]) -> list[Json]:
    return [
        {"name": name, "joinphrase": join, "artist": {"id": id_, "name": name, "sort-name": name}}
        for id_, name, join in artists
    ]


def _xml(root: Element, status: int) -> Response:
    return Response(tostring(root, "utf-8", xml_declaration=True), status, media_type="application/xml; charset=utf-8")


def _text(parent: Element, name: str, value: object) -> None:
    if value not in (None, ""):
        SubElement(parent, name).text = str(value)


def _recordings(parent: Element, forms: Sequence[Json], attributes: dict[str, str]) -> None:
    listed = SubElement(parent, "recording-list", attributes)
    for form in forms:
        _recording(listed, form)


def _recording(parent: Element, form: Json) -> None:
    score = {"ns2:score": str(form["score"])} if "score" in form else {}
    node = SubElement(parent, "recording", {"id": form["id"], **score})
    _text(node, "title", form["title"])
    _text(node, "length", form["length"])
    _text(node, "disambiguation", form["disambiguation"])
    if form["video"]:
        SubElement(node, "video").text = "true"
    _credits(node, form)
    if form.get("releases"):
        listed = SubElement(node, "release-list", {"count": str(len(form["releases"]))})
        for release in form["releases"]:
            _release(listed, release)
    if form.get("isrcs"):
        listed = SubElement(node, "isrc-list", {"count": str(len(form["isrcs"]))})
        for isrc in form["isrcs"]:
            SubElement(listed, "isrc", {"id": isrc})
    _tags(node, form)


def _release(parent: Element, form: Json) -> None:
    node = SubElement(parent, "release", {"id": form["id"]})
    _text(node, "title", form["title"])
    _text(node, "status", form["status"])
    _credits(node, form)
    if "release-group" in form:
        _group(node, form["release-group"])
    _text(node, "date", form["date"])
    _tags(node, form)


def _group(parent: Element, form: Json) -> None:
    kinds = form["secondary-types"]
    node = SubElement(parent, "release-group", {"id": form["id"], "type": (kinds or [form["primary-type"]])[0]})
    _text(node, "title", form["title"])
    _text(node, "primary-type", form["primary-type"])
    if kinds:
        listed = SubElement(node, "secondary-type-list")
        for kind in kinds:
            SubElement(listed, "secondary-type").text = kind
    _tags(node, form)


def _artist(parent: Element, form: Json) -> None:
    node = SubElement(parent, "artist", {"id": form["id"]})
    for name in ("name", "sort-name", "country"):
        _text(node, name, form[name])
    _tags(node, form)


def _credits(parent: Element, form: Json) -> None:
    if "artist-credit" not in form:
        return
    credit = SubElement(parent, "artist-credit")
    for part in form["artist-credit"]:
        join = {"joinphrase": part["joinphrase"]} if part["joinphrase"] else {}
        artist = SubElement(SubElement(credit, "name-credit", join), "artist", {"id": part["artist"]["id"]})
        _text(artist, "name", part["artist"]["name"])
        _text(artist, "sort-name", part["artist"]["sort-name"])


def _tags(parent: Element, form: Json) -> None:
    if not form.get("tags"):
        return
    listed = SubElement(parent, "tag-list")
    for tag in form["tags"]:
        _text(SubElement(listed, "tag", {"count": str(tag["count"])}), "name", tag["name"])


_WRITERS = {"recording": _recording, "release": _release, "release-group": _group, "artist": _artist}
