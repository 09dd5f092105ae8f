"""Document ids in addresses."""

from starlette.convertors import Convertor, register_url_convertor


class _DocumentId(Convertor[str]):
    """Ids of JSON Lines are kept as they are, so that one may hold anything, slashes and line ends too."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("doc_id", _DocumentId())
DOCUMENT = "/{doc_id:doc_id}"
"""The part of an address that names a document."""
