"""The application: routes, errors, limits, and what is open while it runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from service import health, openapi, problems
from service.holdings import Holdings
from service.routes import ROUTERS
from service.settings import Settings, load_settings


def create_app(settings: Settings) -> FastAPI:
    """The service as an ASGI application; it opens the index when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        holdings = app.state.holdings = Holdings(settings)
        holdings.start()
        yield
        holdings.close()

    app = FastAPI(title="zhaoqi 找企", description="政策找企业：检索政府政策措施，逐字引用原文。", lifespan=lifespan)
    problems.install(app)
    openapi.install(app)
    for router in (health.router, *ROUTERS):
        app.include_router(router)
    return app


def app_of_environment() -> FastAPI:
    """The service as the environment sets it; what each worker process calls."""
    return create_app(load_settings())
