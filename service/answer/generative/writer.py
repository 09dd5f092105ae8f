"""A writer that asks a model, and lets through only what the excerpts bear out."""

import logging
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Self

from service.answer.generative.endpoint import ChatEndpoint
from service.answer.generative.orders import gives_orders
from service.answer.generative.prompt import Tokens, messages, plain
from service.answer.generative.reply import Written, written
from service.answer.generative.support import fault
from service.answer.records import MAX_CHARS, MAX_SENTENCES, Draft, DraftSentence, Excerpt, WriterFault
from service.settings import Settings

MOST_READ = 40  # sentences of a reply: a model that goes on and on is not listened to for long

logger = logging.getLogger(__name__)


class ChatWriter:
    """Drafts answers by a model behind an endpoint; safe for threads."""

    def __init__(self, endpoint: ChatEndpoint) -> None:
        self._endpoint = endpoint

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """The writer that the settings name; None where they name none."""
        if not settings.chat_url:
            return None
        endpoint = ChatEndpoint(
            settings.chat_url,
            settings.chat_model,
            key=settings.chat_key.get_secret_value(),
            timeout_s=settings.chat_timeout_s,
            at_once=max(1, settings.threads // 2),
        )
        return cls(endpoint)

    def write(self, question: str, excerpts: Sequence[Excerpt]) -> Draft:
        """A draft of at most MAX_SENTENCES and MAX_CHARS; without sentences where the model finds no answer.

        Excerpts that give orders are kept from the model. A sentence that its excerpts don't bear out is left out.

        Args:
            question: in the user's words.
            excerpts: that may be used.

        Raises WriterFault, also when nothing that the model wrote is borne out.
        """
        shown = [number for number, excerpt in enumerate(excerpts) if not _gives_orders(excerpt)]
        if not shown:
            raise WriterFault("no excerpt can be shown to the model")
        tokens = Tokens.draw(len(shown))
        reply = self._endpoint.complete(messages(question, [excerpts[number] for number in shown], tokens))
        numbers = dict(zip(tokens.excerpts, shown, strict=True))
        kept = _limited(_proved(islice(written(plain(reply)), MOST_READ), numbers, excerpts))
        if not kept and tokens.nothing not in reply:
            raise WriterFault("nothing that the model wrote is borne out by the excerpts that it names")
        return Draft(kept)


def _gives_orders(excerpt: Excerpt) -> bool:
    return any(map(gives_orders, (excerpt.document, excerpt.heading, excerpt.text)))


def _proved(
    sentences: Iterator[Written], numbers: dict[str, int], excerpts: Sequence[Excerpt]
) -> Iterator[DraftSentence]:
    """The sentences that follow from the excerpts they name."""
    for sentence in sentences:
        if not all(token in numbers for token in sentence.tokens) or not sentence.tokens:
            logger.info("a sentence of the model is left out: it names no excerpt, or one that was not given")
            continue
        used = tuple(dict.fromkeys(numbers[token] for token in sentence.tokens))
        if why := fault(sentence.text, [excerpts[number] for number in used]):
            logger.info("a sentence of the model is left out: %s", why)
        else:
            yield DraftSentence(sentence.text, used)


def _limited(sentences: Iterator[DraftSentence]) -> tuple[DraftSentence, ...]:
    """The first ones, as many as an answer may hold."""
    kept: list[DraftSentence] = []
    chars = 0
    for sentence in sentences:
        chars += len(sentence.text)
        if len(kept) == MAX_SENTENCES or chars > MAX_CHARS:
            break
        kept.append(sentence)
    return tuple(kept)
