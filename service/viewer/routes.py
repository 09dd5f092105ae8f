"""`/documents`: the pages, and what they load."""

from pathlib import Path
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, FastAPI, Query
from pydantic import BeforeValidator
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from index.browse.page import page
from index.browse.records import document_number, document_record
from ingest.status import today
from service.dependencies import CatalogDep, SnapshotDep
from service.routes.documents import versions
from service.routes.ids import DOCUMENT
from service.viewer.addresses import DOCUMENTS
from service.viewer.page import document_page
from service.viewer.problem_page import PageRoute
from service.viewer.render import rendered
from service.wire.base import Day
from service.wire.citation import MAX_OFFSET

ASSETS = "/assets"
LISTED = 50  # documents on a page of the list


class _Assets(StaticFiles):
    """Files that a browser keeps and asks about again each time, so that pages and scripts are of one version."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:  # noqa: ANN401 -- Starlette's own
        """A file, or that it has not changed."""
        response = super().file_response(*arguments, **named)
        response.headers["Cache-Control"] = "no-cache"
        return response


def install(app: FastAPI) -> None:
    """Let an application show documents."""
    app.include_router(router)
    app.mount(ASSETS, _Assets(directory=Path(__file__).parent / "static"))


router = APIRouter(prefix=DOCUMENTS, include_in_schema=False, route_class=PageRoute)

AsOf = Annotated[Day | None, Query(), BeforeValidator(lambda stated: stated or None)]
"""The day of all statuses; a form that was left empty means today."""


@router.get("")
def list_documents(
    snapshot: SnapshotDep, first: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0, as_of: AsOf = None
) -> HTMLResponse:
    """All documents in order of their ids, `first` being the number of the first that is shown."""
    day = as_of or today()
    shown = page(np.arange(len(snapshot.columns.documents)), first, LISTED)
    documents = [document_record(snapshot, number, day) for number in shown.numbers]
    return rendered("documents.html", documents=documents, as_of=day, total=shown.total, first=first, next=shown.next)


@router.get(DOCUMENT)
def show_document(doc_id: str, snapshot: SnapshotDep, catalog: CatalogDep, as_of: AsOf = None) -> HTMLResponse:
    """One document."""
    number = document_number(snapshot, doc_id)
    sha256 = snapshot.contents.document(number).sha256
    shown = document_page(snapshot, number, as_of or today(), versions(catalog, doc_id, sha256))
    return rendered("document.html", page=shown)
