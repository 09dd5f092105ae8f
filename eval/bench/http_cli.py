"""`zhaoqi-eval bench http` and `bench widget`: the service under load, and its widget in a browser."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()

_QUESTIONS = Path("eval/datasets/zhaoqi/questions.jsonl")
_REPEATED = 100  # questions that are asked again and again
_WARM_UP_S = 5.0


@app.command("http")
def bench_http(
    ctx: typer.Context,
    url: Annotated[str | None, typer.Option(help="of a running service; one is started when left out")] = None,
    questions: Annotated[Path, typer.Option(help="JSON Lines with a `text` each")] = _QUESTIONS,
    rate: Annotated[float, typer.Option(min=1, help="unseen questions a second")] = 40,
    limit_ms: Annotated[float, typer.Option(min=1, help="of their 95th percentile")] = 60,
    cached_rate: Annotated[float, typer.Option(min=1, help="repeated questions a second")] = 100,
    cached_limit_ms: Annotated[float, typer.Option(min=1, help="of their 95th percentile")] = 15,
    seconds: Annotated[float, typer.Option(min=1, help="of each of the two")] = 60,
    step_seconds: Annotated[float, typer.Option(min=1, help="of each rate on the way to the highest")] = 20,
) -> None:
    """Print latencies at a fixed rate of arrivals, counted from when each was due, and the highest rate that holds.

    Exit code 1 when the two fixed rates don't hold.
    """
    from rich.table import Table  # noqa: PLC0415

    from eval.bench import http  # noqa: PLC0415
    from eval.bench.machine import Circumstances  # noqa: PLC0415
    from ingest.terminal import console  # noqa: PLC0415

    asked = http.questions_of(questions)
    unseen = http.unseen(asked, round(rate * seconds))
    repeated = http.seen(asked[:_REPEATED])
    with nullcontext(url) if url else http.serving(ctx.obj.data_dir) as address:
        http.load(address, http.unseen(asked, len(asked), start=-len(asked)), rate=20, seconds=_WARM_UP_S)
        fixed = http.load(address, unseen, rate=rate, seconds=seconds)
        # only now: so many unseen ones push every kept answer out
        http.load(address, repeated, rate=20, seconds=_WARM_UP_S)
        cached = http.load(address, repeated, rate=cached_rate, seconds=seconds)
        rising = [
            *http.highest_rate(address, asked, first=rate, limit_ms=limit_ms, seconds=step_seconds, start=len(unseen))
        ]
    table = Table(title=f"HTTP\n{Circumstances.now()}")
    for heading in ("load", "requests/s", "requests", "errors", "p50 ms", "p95 ms", "p99 ms", "limit ms", "holds"):
        table.add_column(heading, justify="left" if heading == "load" else "right")
    for name, limit, found in (
        ("unseen", limit_ms, fixed),
        ("cached", cached_limit_ms, cached),
        *(("rising", limit_ms, found) for found in rising),
    ):
        times = (f"{ms:.1f}" for ms in (found.p50_ms, found.p95_ms, found.p99_ms))
        held = "yes" if found.holds(limit) else "no"
        table.add_row(name, f"{found.rate:g}", f"{found.requests:,}", f"{found.errors}", *times, f"{limit:g}", held)
    console().print(table)
    highest = max((found.rate for found in rising if found.holds(limit_ms)), default=0)
    typer.echo(f"highest rate of unseen questions that holds: {highest:g} a second")
    if not (fixed.holds(limit_ms) and cached.holds(cached_limit_ms)):
        raise typer.Exit(code=1)


@app.command("widget")
def bench_widget(
    ctx: typer.Context,
    url: Annotated[str | None, typer.Option(help="of a running service; one is started when left out")] = None,
    runs: Annotated[int, typer.Option(min=1, help="pages that are opened")] = 20,
) -> None:
    """Print how soon after its script the widget can be used, here and with a processor four times slower."""
    import numpy as np  # noqa: PLC0415

    from eval.bench import http  # noqa: PLC0415
    from eval.bench.widget import usable_ms  # noqa: PLC0415

    with nullcontext(url) if url else http.serving(ctx.obj.data_dir) as address:
        for slowdown in (1, 4):
            p50, p95 = np.percentile([*usable_ms(address, runs=runs, slowdown=slowdown)], [50, 95])
            typer.echo(f"usable after, processor {slowdown} times slower: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
