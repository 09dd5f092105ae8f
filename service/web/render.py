"""The portal as HTML, with scripts and styles of its own address only."""

from starlette.responses import HTMLResponse

from service.templates import policy, templates
from service.viewer.addresses import DOCUMENTS, document_address
from service.viewer.characters import shown

_HEADERS = {
    "Content-Security-Policy": policy(connect_src="'self'"),
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language",
}

_templates = templates("service.web")
_templates.filters["shown"] = shown
_templates.globals |= {"DOCUMENTS": DOCUMENTS, "document_address": document_address}


def rendered(template: str, **context: object) -> HTMLResponse:
    """A page.

    Args:
        template: its name.
        **context: what the template is about.
    """
    return HTMLResponse(_templates.get_template(template).render(**context), headers=_HEADERS)
