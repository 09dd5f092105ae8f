"""Sends requests at the moments of a schedule, whatever becomes of earlier ones; run as a process of its own.

An open loop: Locust's users take the next arrival each, and a time runs from the moment that was intended, so that a
server that falls behind can't hide it (coordinated omission). There are more users than a server lets in at once.
"""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from locust import FastHttpUser, constant, task
from locust.env import Environment
from locust.exception import StopUser

USERS = 128
_SETTLE_S = 1.0  # for users to be there before the first arrival


@dataclass(frozen=True, slots=True)
class Plan:
    """What to send.

    Attributes:
        url: root of the service.
        path: that everything is posted to.
        bodies: JSON objects, sent in turn, from the first again after the last.
        rate: requests a second.
        seconds: for how long.
    """

    url: str
    path: str
    bodies: list[dict[str, Any]]
    rate: float
    seconds: float

    @property
    def requests(self) -> int:
        """How many there will be."""
        return round(self.rate * self.seconds)


class _Schedule:
    def __init__(self, plan: Plan) -> None:
        self._plan, self._numbers = plan, count()
        self._begin = time.perf_counter() + _SETTLE_S
        self.outcomes: list[tuple[float, int]] = []

    def arrivals(self) -> Iterator[tuple[float, dict[str, Any]]]:
        """The moment and the body of each request, for whoever is free."""
        while (number := next(self._numbers)) < self._plan.requests:
            yield self._begin + number / self._plan.rate, self._plan.bodies[number % len(self._plan.bodies)]

    @property
    def is_done(self) -> bool:
        return len(self.outcomes) == self._plan.requests


def send(plan: Plan) -> list[tuple[float, int]]:
    """Milliseconds and status of every request; status 0 where there was no answer."""
    schedule = _Schedule(plan)

    class Client(FastHttpUser):
        wait_time = constant(0)

        @task
        def take_arrivals(self) -> None:
            for due, body in schedule.arrivals():
                time.sleep(max(0.0, due - time.perf_counter()))  # Locust has made it one of a greenlet
                response = self.client.post(plan.path, json=body)
                schedule.outcomes.append((1000 * (time.perf_counter() - due), response.status_code))
            raise StopUser

    environment = Environment(user_classes=[Client], host=plan.url)
    runner = environment.create_local_runner()
    runner.start(USERS, spawn_rate=USERS)
    while not schedule.is_done:
        time.sleep(0.1)
    runner.quit()
    return schedule.outcomes


def main() -> None:
    """Read a plan from stdin, print the outcomes to stdout."""
    print(json.dumps(send(Plan(**json.load(sys.stdin)))))


if __name__ == "__main__":
    main()
