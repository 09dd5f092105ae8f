from collections import Counter
from threading import Barrier

import pytest

from eval.bench.latency import Latency, time_searches


def test_percentiles_lie_between_neighbours() -> None:
    # 0 to 100 ms in steps of one: the 95th of 100 steps is 95 ms
    latency = Latency.of([step / 1000 for step in range(101)], clients=1, elapsed_s=10.1)
    assert (latency.p50_ms, latency.p95_ms, latency.p99_ms) == pytest.approx((50, 95, 99))
    assert latency.per_s == pytest.approx(10)


@pytest.mark.parametrize("clients", [1, 3])
def test_every_query_is_searched_once(clients: int) -> None:
    asked: Counter[int] = Counter()
    done: list[int] = []
    latency = time_searches(lambda query: asked.update([query]), range(50), clients=clients, progress=done.append)
    assert asked == Counter(range(50))
    assert (latency.searches, latency.clients, max(done)) == (50, clients, 50)


def test_clients_search_at_the_same_time() -> None:
    together = Barrier(4, timeout=30)  # breaks unless four searches are under way at once
    assert time_searches(lambda query: together.wait(), range(8), clients=4).searches == 8


def test_no_search_begins_after_the_limit() -> None:
    assert time_searches(lambda query: None, range(50), clients=2, limit_s=0).searches == 2


def test_what_a_search_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        time_searches(lambda query: 1 // query, [1, 0])
