"""Templates into pages that a browser shows and never runs."""

from starlette.responses import HTMLResponse

from service.templates import policy, templates
from service.viewer import words
from service.viewer.addresses import DOCUMENTS, document_address
from service.viewer.characters import named, shown
from service.viewer.fields import first_fields, more_fields
from service.viewer.page import web_address

_HEADERS = {"Content-Security-Policy": policy()}

_templates = templates("service.viewer")
_templates.filters |= {"shown": shown, "named": named}
_templates.globals |= {
    "DOCUMENTS": DOCUMENTS,
    "document_address": document_address,
    "first_fields": first_fields,
    "more_fields": more_fields,
    "web_address": web_address,
    "words": words,
}


def rendered(
    template: str, *, status: int = 200, headers: dict[str, str] | None = None, **context: object
) -> HTMLResponse:
    """A page.

    Args:
        template: its name.
        status: of HTTP.
        headers: beside those of every page.
        **context: what the template is about.
    """
    body = _templates.get_template(template).render(**context)
    return HTMLResponse(body, status_code=status, headers={**_HEADERS, **(headers or {})})
