"""An OpenAI-compatible endpoint for chat, asked once a question, and never for longer than is allowed."""

import asyncio
import logging
import time
from collections.abc import Sequence
from threading import BoundedSemaphore
from typing import Literal, TypedDict

import httpx2
from pydantic import BaseModel, Field, ValidationError

from service.answer.records import WriterFault

MAX_REPLY_BYTES = 1 << 20
MAX_TOKENS = 2_000  # models that think before they write count that too
REST_S = 5.0  # an endpoint that is down or busy is not asked by every question anew
LONGEST_REST_S = 60.0  # whatever it asks for

logger = logging.getLogger(__name__)


class Message(TypedDict):
    """One message of a chat."""

    role: Literal["system", "user"]
    content: str


class _Said(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Said
    finish_reason: str | None = None


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


class ChatEndpoint:
    """Asks one model; safe for threads. Its faults name neither the address nor the key."""

    def __init__(
        self, base_url: str, model: str, *, key: str, timeout_s: float, at_once: int, rest_s: float = REST_S
    ) -> None:
        """Connect at each question.

        Args:
            base_url: what `/chat/completions` follows, such as http://127.0.0.1:11434/v1.
            model: its name there.
            key: sent as a bearer token; empty: none.
            timeout_s: from a question to the end of the reply.
            at_once: questions that it is asked at a time; each holds a thread that searches want too.
            rest_s: how long it is left alone after it failed, where it does not say so itself.
        """
        self._url = f"{base_url.rstrip('/')}/chat/completions"
        self._model, self._timeout_s, self._rest_s = model, timeout_s, rest_s
        self._headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._tls = httpx2.create_ssl_context()
        self._at_once, self._free = at_once, BoundedSemaphore(at_once)
        self._rests_until = 0.0

    def complete(self, messages: Sequence[Message]) -> str:
        """What the model says; not to be called from a coroutine. Raises WriterFault."""
        if (rests_s := self._rests_until - time.monotonic()) > 0:
            raise WriterFault(f"the model's endpoint failed before and is asked again in {rests_s:.0f} s")
        if not self._free.acquire(blocking=False):
            raise WriterFault(f"the model's endpoint is being asked {self._at_once} questions, which is the limit")
        try:
            return _said(asyncio.run(self._asked(messages)))
        finally:
            self._free.release()

    async def _asked(self, messages: Sequence[Message]) -> bytes:
        body = {"model": self._model, "messages": messages, "temperature": 0, "max_tokens": MAX_TOKENS, "stream": False}
        try:
            async with (
                asyncio.timeout(self._timeout_s),  # of all of it: a reply that drips never runs into any other limit
                httpx2.AsyncClient(headers=self._headers, timeout=None, verify=self._tls) as client,
                client.stream("POST", self._url, json=body) as response,
            ):
                self._check(response)
                return await _read(response)
        except TimeoutError as error:
            raise self._resting(f"gave no reply within {self._timeout_s:g} s", self._rest_s) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise self._resting(f"can't be asked: {type(error).__name__}", self._rest_s) from error

    def _check(self, response: httpx2.Response) -> None:
        status = response.status_code
        if status == httpx2.codes.OK:
            return
        why = f"answers {status}"
        if status == httpx2.codes.TOO_MANY_REQUESTS or status >= httpx2.codes.INTERNAL_SERVER_ERROR:
            raise self._resting(why, _retry_after_s(response) or self._rest_s)
        raise _fault(why)

    def _resting(self, why: str, rest_s: float) -> WriterFault:
        self._rests_until = time.monotonic() + min(rest_s, LONGEST_REST_S)
        return _fault(why)


async def _read(response: httpx2.Response) -> bytes:
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > MAX_REPLY_BYTES:
            raise _fault(f"replies with more than {MAX_REPLY_BYTES:,} bytes, which is the limit")
    return bytes(content)


def _said(reply: bytes) -> str:
    try:
        choice = _Completion.model_validate_json(reply).choices[0]
    except ValidationError as error:
        raise _fault("replies with something else than a completion") from error
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise _fault("refuses to reply")
    if choice.finish_reason not in ("stop", None):
        raise _fault(f"did not end its reply: {choice.finish_reason[:40]}")
    if not choice.message.content:
        raise _fault("replies with nothing")
    return choice.message.content


def _retry_after_s(response: httpx2.Response) -> float:
    stated = response.headers.get("Retry-After", "")
    return float(stated) if stated.isdecimal() else 0.0


def _fault(why: str) -> WriterFault:
    logger.warning("the model's endpoint %s", why)
    return WriterFault(f"the model's endpoint {why}")
