"""The portal as HTML, with scripts and styles of its own address only."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from service.viewer import words
from service.viewer.addresses import DOCUMENTS, document_address
from service.viewer.characters import shown

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "Cache-Control": "no-cache",
}

_templates = Environment(
    loader=PackageLoader("service.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["shown"] = shown
_templates.globals |= {"DOCUMENTS": DOCUMENTS, "document_address": document_address, "words": words}


def rendered(template: str, **context: object) -> HTMLResponse:
    """A page.

    Args:
        template: its name.
        **context: what the template is about.
    """
    return HTMLResponse(_templates.get_template(template).render(**context), headers=_HEADERS)
