"""The sentences of a reply, each with the tokens behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_NAMED = re.compile(r"(?:[\[【][^\[\]【】\n]{0,60}[\]】][ \t]*)+")
_TOKEN = re.compile(r"[^\s\[\]【】,，、;；]+")
_LIST_MARK = re.compile(r"(?:[-*•]\s+|\d{1,2}[.)]\s+)")
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*")
_END = "。！？!?.；;"


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence, and the tokens that it rests on, as the model wrote them."""

    text: str
    tokens: tuple[str, ...]


def written(reply: str) -> Iterator[Written]:
    """What a model wrote, in its order; lines without tokens, and what it thought before, are left out."""
    for line in _THOUGHT.sub("", reply).splitlines():
        at = 0
        for named in _NAMED.finditer(line):
            tokens = tuple(_TOKEN.findall(named[0]))
            for text in _sentences(line[at : named.start()]):
                yield Written(text, tokens)
            at = named.end()


def _sentences(text: str) -> Iterator[str]:
    bare = _LIST_MARK.sub("", text.strip().lstrip(_END).strip(), count=1)
    for sentence in _SENTENCE.findall(bare):
        if stripped := sentence.strip():
            yield stripped if stripped.endswith(tuple(_END)) else f"{stripped}。"
