"""Logs as one JSON object a line, on stderr."""

import json
import logging
from datetime import UTC, datetime

from service.serving.requests import REQUEST_ID


class JsonLines(logging.Formatter):
    """Time, level, logger, message, the request that it belongs to, and what is logged as `extra={"facts": {...}}`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; line ends inside of a message are escaped, so that no message can pretend to be another."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send the logs of everything there."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
