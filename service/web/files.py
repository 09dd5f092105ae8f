"""Files that browsers load: kept in memory, compressed once, named by their contents."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

HASH_CHARS = 16
_MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class File:
    """One file.

    Attributes:
        etag: a hash of the body, in quotes as HTTP wants it.
    """

    body: bytes
    gzipped: bytes
    media_type: str
    etag: str

    @classmethod
    def of(cls, name: str, body: bytes) -> "File":
        """From its contents; the name says what it is."""
        return cls(body, gzip.compress(body, mtime=0), _MEDIA_TYPES[Path(name).suffix], f'"{_hash(body)}"')

    def response(self, request: Request, cache: str) -> Response:
        """The file, or that the browser has it; any page may load it.

        Args:
            request: says what the browser has and takes.
            cache: for how long it may be kept, as Cache-Control.
        """
        headers = {
            "Access-Control-Allow-Origin": "*",  # modules are loaded by the rules of CORS
            "Cache-Control": cache,
            "ETag": self.etag,
            "Vary": "Accept-Encoding",
        }
        if self.etag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            return Response(self.gzipped, headers={**headers, "Content-Encoding": "gzip"}, media_type=self.media_type)
        return Response(self.body, headers=headers, media_type=self.media_type)


def read_files(folder: Path) -> dict[str, File]:
    """The files of a folder by name."""
    return {path.name: File.of(path.name, path.read_bytes()) for path in sorted(folder.iterdir())}


def hash_of(files: Mapping[str, File]) -> str:
    """One name for all of some files, other ones having another."""
    return _hash("".join(f"{name} {file.etag}\n" for name, file in files.items()).encode())


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()[:HASH_CHARS]
