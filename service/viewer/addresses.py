"""Addresses of pages; DESIGN names them, and answers link to them."""

from urllib.parse import quote

DOCUMENTS = "/documents"


def document_address(doc_id: str) -> str:
    """The page of a document."""
    return f"{DOCUMENTS}/{quote(doc_id, safe='')}"


def measure_address(doc_id: str, measure_id: str) -> str:
    """The page of a document at one of its measures."""
    return f"{document_address(doc_id)}#m={quote(measure_id, safe='')}"


def quote_address(doc_id: str, start: int, end: int) -> str:
    """The page of a document at a quote, in code points of its text."""
    return f"{document_address(doc_id)}#c={start}-{end}"
