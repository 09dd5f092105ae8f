"""`/widget/`: what other pages embed; `/`: the portal."""

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from ingest.status import today
from service.dependencies import HoldingsDep
from service.web.bundle import bundled
from service.web.corpus import corpus
from service.web.files import File, hash_of, read_files
from service.web.languages import accepted, named
from service.web.render import rendered
from service.web.words import LANGUAGES

_HERE = Path(__file__).parent
_ASKED_EACH_TIME = "no-cache"
_SHORT = "public, max-age=300"
_FOR_EVER = "public, max-age=31536000, immutable"
_ELEMENT, _ALL = "element", "all.js"

_MODULES = read_files(_HERE / "widget")
WIDGET_HASH = hash_of(_MODULES)
_SOURCES = {Path(name).stem: file.body.decode() for name, file in _MODULES.items()}
WIDGET = {**_MODULES, _ALL: File.of(_ALL, bundled(_SOURCES, _ELEMENT).encode())}
"""The modules, and all that are always needed in one."""

_PORTAL = read_files(_HERE / "portal")

router = APIRouter(include_in_schema=False)


ENTRY = File.of("zhaoqi-search.js", f'export * from "../{WIDGET_HASH}/{_ALL}";\n'.encode())
"""The module that pages name."""


@router.get("/widget/v1/zhaoqi-search.js")
async def show_entry(request: Request) -> Response:
    """The widget's address, which stays."""
    return ENTRY.response(request, _SHORT)


@router.get("/widget/{version}/{name}")
async def show_module(version: str, name: str, request: Request) -> Response:
    """A part of the widget; one of another version is answered with this one, which pages that were open can use."""
    return _named(WIDGET, name).response(request, _FOR_EVER if version == WIDGET_HASH else _ASKED_EACH_TIME)


@router.get("/portal/{name}")
async def show_portal_file(name: str, request: Request) -> Response:
    """What the portal loads."""
    return _named(_PORTAL, name).response(request, _ASKED_EACH_TIME)


@router.get("/")
def show_portal(request: Request, holdings: HoldingsDep) -> HTMLResponse:
    """The portal in the language that the address names, or else the browser.

    While the index is being opened, it stands without what is in it.
    """
    held = corpus(holdings.index.snapshot, today()) if holdings.is_ready else None
    chosen = named(request.query_params.get("lang", ""))
    return rendered(
        "portal.html",
        words=chosen or accepted(request.headers.get("Accept-Language", "")),
        languages=LANGUAGES,
        kept={"lang": chosen.tag} if chosen else {},
        corpus=held,
        origin=str(request.base_url).rstrip("/"),
        asked=request,
    )


def _named(files: dict[str, File], name: str) -> File:
    try:
        return files[name]
    except KeyError:
        raise HTTPException(404) from None
