"""The steps of a training: down the gradient, at a rate that rises at first and then falls to the end.

AdamW, Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import torch
from torch import Tensor, nn

WEIGHT_DECAY = 0.01
LONGEST = 1.0  # of the gradient of what is clipped

Told = Callable[[int, int, float], None]


@dataclass(frozen=True, slots=True)
class Learning:
    """What is learnt, and how fast.

    Attributes:
        weights: they learn together.
        rate: of learning at its highest.
    """

    weights: Sequence[nn.Parameter]
    rate: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How the rates go.

    Attributes:
        steps: in all.
        warm_up: steps in which the rates rise.
        least: share of the highest rate that is left at the end.
    """

    steps: int
    warm_up: int
    least: float

    def share(self, step: int) -> float:
        """Of the highest rate, in (0, 1], at a step counted from 0."""
        return min((step + 1) / self.warm_up, max(self.least, 1 - step / self.steps))


def descend(
    losses: Iterable[Tensor], learning: Learning, pace: Pace, *, head: Learning | None = None, told: Told
) -> None:
    """Take the steps.

    Args:
        losses: made one at a time, each from the weights as the step before left them.
        learning: its gradient is clipped.
        pace: how many steps, and how fast.
        head: what is learnt on top, whose gradient is not clipped.
        told: is called after each step with its number, of how many, and its loss.
    """
    every = [learning] if head is None else [learning, head]
    rates = [{"params": list(one.weights), "lr": one.rate} for one in every]
    optimiser = torch.optim.AdamW(rates, weight_decay=WEIGHT_DECAY)
    rising_and_falling = torch.optim.lr_scheduler.LambdaLR(optimiser, pace.share)
    for step, loss in enumerate(islice(losses, pace.steps), start=1):
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(learning.weights, LONGEST)
        optimiser.step()
        rising_and_falling.step()
        told(step, pace.steps, loss.item())
