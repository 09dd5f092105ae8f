"""The application: routes, errors, limits, and what is open while it runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from service import feedback, monitoring, openapi, problems, writes
from service.holdings import Holdings
from service.routes import ROUTERS
from service.serving.admission import Admission
from service.serving.body import BoundedBody
from service.serving.logs import log_to_stderr
from service.serving.requests import HEADER, Requests
from service.settings import Settings, load_settings
from service.viewer import routes as viewer
from service.web import routes as web

_TOLD_TO_PAGES = (HEADER, "Retry-After")


def create_app(settings: Settings) -> FastAPI:
    """The service as an ASGI application; it opens the index when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = settings.threads
        holdings = app.state.holdings = Holdings(settings)
        holdings.start()
        yield
        holdings.close()

    app = FastAPI(
        title="zhaoqi 找企",
        description="政策找企业：检索政府政策措施，逐字引用原文。",
        lifespan=lifespan,
        middleware=_middleware(settings),
        docs_url=None,  # its scripts are on the internet
        redoc_url=None,
        redirect_slashes=False,  # the address of a redirect would be made of the Host header, which anyone may send
    )
    problems.install(app)
    openapi.install(app)
    for router in (monitoring.router, feedback.router, *ROUTERS, writes.router):
        app.include_router(router)
    app.include_router(web.router)
    viewer.install(app)
    return app


def app_of_environment() -> FastAPI:
    """The service as the environment sets it; what each worker process calls."""
    log_to_stderr()
    return create_app(load_settings())


def _middleware(settings: Settings) -> list[Middleware]:
    """Outermost first."""
    return [
        Middleware(Requests),
        Middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Content-Type", HEADER),
            expose_headers=_TOLD_TO_PAGES,
        ),
        Middleware(BoundedBody, settings.max_body_bytes, settings.body_timeout_s),
        Middleware(Admission, settings.max_concurrency, settings.request_timeout_s, settings.stream_timeout_s),
    ]
