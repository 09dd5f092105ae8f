"""The resources of the API, one file each."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
