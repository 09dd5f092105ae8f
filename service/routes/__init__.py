"""The resources of the API, one file each."""

from fastapi import APIRouter

from service.routes import ask, documents, features, measures, search, suggest, units, verify

ROUTERS: tuple[APIRouter, ...] = (
    search.router,
    ask.router,
    measures.router,
    documents.router,
    units.router,
    suggest.router,
    verify.router,
    features.router,
)
