"""`zhaoqi ask`: a question answered in sentences, each with the place that it stands in."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from index.cli import FilterOption, IndexOption
from ingest.cli import AsOfOption

if TYPE_CHECKING:
    from service.answer.records import Answer, Missing
    from service.place import Place

app = typer.Typer()


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"


@app.command()
def ask(
    ctx: typer.Context,
    question: Annotated[str, typer.Argument(help="the question")],
    history: Annotated[
        list[str] | None, typer.Option("--after", help="question that was asked before; repeatable, oldest first")
    ] = None,
    filters: FilterOption = None,
    index: IndexOption = None,
    as_of: AsOfOption = None,
    format_: Annotated[Format, typer.Option("--format", help="json: the object of /v1/ask")] = Format.TEXT,
) -> None:
    """Answer a question from the texts, every sentence with its quotes."""
    from index.cli import parsed_filters  # noqa: PLC0415
    from index.search import HybridIndex  # noqa: PLC0415
    from service.answer.ask import Answerer  # noqa: PLC0415
    from service.answer.generative.writer import ChatWriter  # noqa: PLC0415
    from service.answer.records import Turn  # noqa: PLC0415

    place: Place = ctx.obj
    with HybridIndex.open(
        index or place.index_dir, models_dir=place.models_dir, cache_dir=place.cache_dir, follow=False
    ) as opened:
        answer = Answerer(opened, ChatWriter.of(place.settings)).ask(
            question,
            history=[Turn("user", text) for text in history or ()],
            filters=parsed_filters(filters or []),
            as_of=as_of.date() if as_of else None,
        )
    if format_ is Format.JSON:
        typer.echo(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_lines(answer)))


def _lines(answer: "Answer") -> Iterator[str]:
    if answer.status == "clarify":
        yield from _asked_back(answer)
        return
    if not answer.sentences:
        yield "收录的文件没有回答这个问题。"
    for sentence in answer.sentences:
        yield sentence.text + "".join(f"[{number}]" for number in sentence.citations)
    for number, cited in enumerate(answer.citations, 1):
        path = " > ".join(cited.section_path)
        yield f"[{number}] {cited.title or cited.doc_id}（{cited.document_status}）{path} {cited.url}"
    if answer.missing:
        yield from _missing(answer.missing)
    if answer.follow_ups:
        yield f"还可以问：{' '.join(answer.follow_ups)}"


def _asked_back(answer: "Answer") -> Iterator[str]:
    assert answer.missing
    yield f"还要知道：{'、'.join(answer.missing.conditions)}。"
    if answer.follow_ups:
        yield f"请选：{' '.join(answer.follow_ups)}"
    yield from _instead(answer.missing)


def _missing(missing: "Missing") -> Iterator[str]:
    if lacked := (*missing.terms, *missing.conditions):
        yield f"没有找到：{'、'.join(lacked)}"
    yield from _instead(missing)


def _instead(missing: "Missing") -> Iterator[str]:
    for measure in missing.nearest:
        yield f"相近的措施：{measure.title}（{measure.document}）{measure.url}"
    for holding in missing.exists:
        validity = "—".join(part for part in (holding.valid_from, holding.valid_until) if part)
        yield f"收录的文件：{holding.title}（{holding.place or '地区未注明'}，{validity or '时间未注明'}）"
    if missing.unit:
        yield f"可以咨询：{missing.unit}"
