"""Functions called in a process of their own, so that memory and first loads are theirs alone."""

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def fresh(function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Future[Result]:
    """Call a function of a module in a new Python; the process ends with the call."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    future = pool.submit(function, *args, **kwargs)
    pool.shutdown(wait=False)
    return future
