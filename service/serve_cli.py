"""`zhaoqi serve`: the HTTP service, in one process or several."""

import os
import signal
import socket
import sys
import tempfile
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.place import Place
    from service.settings import Settings

app = typer.Typer()

_APP = "service.app:app_of_environment"
_ONE_THREAD_A_REQUEST = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")  # of FAISS and numpy
_BACKLOG = 2048


@app.command()
def serve(
    ctx: typer.Context,
    host: Annotated[str | None, typer.Option(help="address to listen on; default ZHAOQI_HOST")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="0: any free one; default ZHAOQI_PORT")] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="processes; default ZHAOQI_WORKERS")] = None,
) -> None:
    """Serve the API until SIGTERM or Ctrl-C, then let running requests end."""
    place: Place = ctx.obj
    settings = place.settings
    with _listening(host or settings.host, settings.port if port is None else port) as listening:
        for line in _addresses(listening):
            typer.echo(line)
        _tell_processes(settings)
        _run(settings, workers or settings.workers, listening)


def _run(settings: "Settings", workers: int, listening: socket.socket) -> None:
    from uvicorn import Config, Server  # noqa: PLC0415
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415

    from service.serving.logs import log_to_stderr  # noqa: PLC0415

    log_to_stderr()
    config = Config(
        _APP,
        factory=True,
        workers=workers,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=settings.drain_timeout_s,
    )
    # uvicorn raises the signal again once all requests have ended; that is a good end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if workers == 1:
        Server(config).run([listening])
        return
    with tempfile.TemporaryDirectory(prefix="zhaoqi-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        Multiprocess(config, [listening]).run()


def _tell_processes(settings: "Settings") -> None:
    """By the environment: processes read their own settings there, and libraries their threads when they are loaded."""
    os.environ["ZHAOQI_DATA_DIR"] = str(settings.data_dir)  # which the command line may have said
    for name in _ONE_THREAD_A_REQUEST:
        os.environ.setdefault(name, "1")


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises CannotListen."""
    from service.errors import CannotListen  # noqa: PLC0415

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        why = str(error.strerror or error).partition(" (")[0]
        raise CannotListen(host, port, why) from error
    listening.set_inheritable(True)
    return listening


def _addresses(listening: socket.socket) -> list[str]:
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    root = f"http://{shown}:{port}"
    return [
        f"serving on {root}",
        f"  portal   {root}/",
        f"  search   {root}/v1/search?query=公司暂时没生意能不能先停着",
        f"  API      {root}/openapi.json",
        f"  state    {root}/readyz  {root}/metrics",
    ]
