"""`zhaoqi-eval calibrate`: confidence, fitted to the project's dev questions and measured on its test questions."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.search_cli import IndexOption

if TYPE_CHECKING:
    from eval.calibration import Band
    from index.search import HybridIndex

SAMPLE, SEED = 120, 1  # questions that the corpus does not answer: as many to fit as to measure

app = typer.Typer()

Asked = tuple[str, Mapping[str, int]]


@app.command()
def calibrate(
    ctx: typer.Context,
    foreign: Annotated[
        Path | None, typer.Option(help="queries.jsonl of another topic, which the texts do not answer")
    ] = None,
    index: IndexOption = None,
) -> None:
    """Fit confidence to the dev questions; print the model, and how often hits answered test questions, as JSON."""
    from eval.calibration import fitted, judged, reliability  # noqa: PLC0415
    from eval.questions import Split  # noqa: PLC0415
    from index.confidence import FEATURES  # noqa: PLC0415
    from index.search import HybridIndex  # noqa: PLC0415
    from service.settings import Settings  # noqa: PLC0415

    settings: Settings = ctx.obj
    others = _sampled(foreign) if foreign else []
    folder = index or settings.index_dir
    with HybridIndex.open(folder, models_dir=settings.models_dir, cache_dir=settings.cache_dir, follow=False) as opened:
        calibration = fitted(opened, _own(opened, Split.DEV) + others[:SAMPLE])
        samples = {mode: judged(opened, mode, _own(opened, Split.TEST) + others[SAMPLE:]) for mode in FEATURES}
    shown = {
        "calibration": calibration.to_json(),
        "reliability": {mode: [*map(_row, reliability(calibration, mode, sample))] for mode, sample in samples.items()},
    }
    typer.echo(json.dumps(shown, ensure_ascii=False, indent=1))


def _own(index: "HybridIndex", split: str) -> list[Asked]:
    from eval.own import read_own  # noqa: PLC0415
    from eval.questions import ZHAOQI, Split  # noqa: PLC0415

    dataset = read_own(ZHAOQI, index.snapshot, Split(split))
    return [(query.text, dataset.qrels[query.id]) for query in dataset.queries]


def _sampled(path: Path) -> list[Asked]:
    """Up to twice SAMPLE questions to which nothing is relevant."""
    from eval.beir import read_queries  # noqa: PLC0415

    texts = [*read_queries(path).values()]
    random.Random(SEED).shuffle(texts)
    return [(text, {}) for text in texts[: 2 * SAMPLE]]


def _row(band: "Band") -> dict[str, float | int | None]:
    answered = None if band.answered is None else round(band.answered, 3)
    return {"from": band.low, "to": band.high, "hits": band.hits, "answered": answered}
