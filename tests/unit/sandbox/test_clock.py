"""The clock: real time passes, skipped time passes too, and sleepers wake in the order of their moments."""

from __future__ import annotations

import asyncio
import math
import time

import pytest
from airsmith.sandbox.clock import Clock


def test_it_goes_on_by_itself() -> None:
    async def main() -> None:
        clock = Clock()
        began = time.monotonic()
        await clock.sleep(0.05)
        assert 0.05 <= time.monotonic() - began < 2
        assert 0.05 <= clock.now() < 2

    asyncio.run(main())


def test_it_can_be_moved_on() -> None:
    async def main() -> None:
        clock = Clock()
        sleeper = asyncio.create_task(clock.sleep(1000))
        await asyncio.sleep(0)
        clock.advance(999)
        await asyncio.sleep(0.01)
        assert not sleeper.done()
        assert 1000 <= clock.advance(1) < 1002
        await asyncio.wait_for(sleeper, 1)

    asyncio.run(main())


def test_sleepers_wake_in_the_order_of_their_moments() -> None:
    async def main() -> list[int]:
        clock = Clock()
        woken: list[int] = []

        async def sleep(seconds: int) -> None:
            await clock.sleep_until(seconds)
            woken.append(seconds)

        tasks = [asyncio.create_task(sleep(seconds)) for seconds in (30, 10, 20, 40)]
        await asyncio.sleep(0)
        clock.advance(35)
        await asyncio.wait_for(asyncio.gather(*tasks[:3]), 1)
        tasks[3].cancel()
        return woken

    assert asyncio.run(main()) == [10, 20, 30]


def test_a_sleeper_that_gives_up_disturbs_nobody() -> None:
    async def main() -> None:
        clock = Clock()
        first, second = (asyncio.create_task(clock.sleep(seconds)) for seconds in (10, 20))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        clock.advance(20)
        await asyncio.wait_for(second, 1)

    asyncio.run(main())


def test_a_later_sleeper_with_an_earlier_moment_is_not_late() -> None:
    async def main() -> None:
        clock = Clock()
        late = asyncio.create_task(clock.sleep(100))
        await asyncio.sleep(0)
        await asyncio.wait_for(clock.sleep(0.02), 1)
        late.cancel()

    asyncio.run(main())


def test_a_moment_that_has_come_is_not_waited_for_and_infinity_never_comes() -> None:
    async def main() -> None:
        clock = Clock()
        await asyncio.wait_for(clock.sleep_until(-1), 1)
        never = asyncio.create_task(clock.sleep_until(math.inf))
        await asyncio.sleep(0)
        clock.advance(1e15)
        await asyncio.sleep(0.01)
        assert not never.done()
        never.cancel()

    asyncio.run(main())


@pytest.mark.parametrize("seconds", [-1, -0.001, math.inf, math.nan])
def test_it_is_moved_by_finite_numbers_and_never_back(seconds: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Clock().advance(seconds)
