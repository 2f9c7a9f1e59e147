"""Encoding beside the event loop: once per thing, kept up to a number of bytes."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from airsmith.sandbox.pictures import picture
from airsmith.sandbox.studio import Studio
from airsmith.sandbox.videos import video


@asynccontextmanager
async def opened(workers: int = 1, keep: int = 64_000_000) -> AsyncIterator[Studio]:
    studio = Studio(workers, keep)
    try:
        yield studio
    finally:
        studio.close()


def run(use: Callable[[Studio], Awaitable[None]], workers: int = 1, keep: int = 64_000_000) -> None:
    async def main() -> None:
        async with opened(workers, keep) as studio:
            await use(studio)

    asyncio.run(main())


def test_it_makes_what_the_functions_make() -> None:
    async def use(studio: Studio) -> None:
        assert await studio.picture(64, 48, "PNG", 3) == picture(64, 48, "PNG", 3)
        assert await studio.picture(64, 48, "JPG", 3, quality=40) == picture(64, 48, "JPG", 3, quality=40)
        clear = await studio.picture(64, 48, "PNG", 3, transparent=True)
        assert clear == picture(64, 48, "PNG", 3, transparent=True)
        assert await studio.video(64, 48, 1.5, "WEBM", 3) == video(64, 48, 1.5, "WEBM", 3)
        assert studio.encoded == 4

    run(use)


@pytest.mark.parametrize("workers", [1, 4])
def test_orders_for_one_thing_are_one_encoding(workers: int) -> None:
    async def use(studio: Studio) -> None:
        orders = [studio.video(320, 180, 4, "MP4", seed) for seed in (1, 2) for _ in range(10)]
        made = await asyncio.gather(*orders)
        assert len(set(made[:10])) == len(set(made[10:])) == 1 and made[0] != made[-1]
        assert await studio.video(320, 180, 4, "MP4", 1) is made[0]
        assert studio.encoded == 2

    run(use, workers)


def test_the_things_used_longest_ago_are_made_again() -> None:
    size = len(picture(64, 64, "PNG", 1))

    async def use(studio: Studio) -> None:
        for seed in (1, 2, 1, 3):
            await studio.picture(64, 64, "PNG", seed)
        assert studio.encoded == 3
        await studio.picture(64, 64, "PNG", 1)
        assert studio.encoded == 3, "1 was used after 2"
        await studio.picture(64, 64, "PNG", 2)
        assert studio.encoded == 4, "2 had to go for 3"

    run(use, keep=max(size, *(len(picture(64, 64, "PNG", seed)) for seed in (2, 3))) * 2)


def test_nothing_is_kept_that_is_larger_than_all_there_is_room_for() -> None:
    async def use(studio: Studio) -> None:
        for _ in range(2):
            assert await studio.picture(64, 64, "PNG", 1)
        assert studio.encoded == 2

    run(use, keep=10)


def test_who_gives_up_takes_nothing_from_the_others() -> None:
    async def use(studio: Studio) -> None:
        first = asyncio.create_task(studio.video(320, 180, 8, "MP4", 1))
        second = asyncio.create_task(studio.video(320, 180, 8, "MP4", 1))
        await asyncio.sleep(0)
        first.cancel()
        assert await second == video(320, 180, 8, "MP4", 1)
        assert first.cancelled() and studio.encoded == 1

    run(use)


def test_a_failure_reaches_everybody_and_is_not_kept() -> None:
    async def use(studio: Studio) -> None:
        for _ in range(2):
            # WEBP has no sides over 16383 pixels.
            orders = [studio.picture(16384, 1, "WEBP", 1) for _ in range(3)]
            failures = await asyncio.gather(*orders, return_exceptions=True)
            assert [type(failure) for failure in failures] == [ValueError] * 3
        assert await studio.picture(16, 16, "WEBP", 1)
        assert studio.encoded == 1

    run(use)


def test_the_event_loop_goes_on_meanwhile() -> None:
    async def use(studio: Studio) -> None:
        task = asyncio.create_task(studio.video(1792, 1024, 12, "MP4", 1))
        turns = 0
        while not task.done():
            await asyncio.sleep(0.001)
            turns += 1
        assert turns > 10

    run(use)


def test_closing_drops_what_waits() -> None:
    async def main() -> None:
        studio = Studio()
        orders = [asyncio.create_task(studio.video(640, 360, 4, "MP4", seed)) for seed in range(50)]
        await asyncio.sleep(0.01)
        studio.close()
        await asyncio.wait(orders)
        assert sum(order.cancelled() for order in orders) >= 40

    asyncio.run(main())


def test_pillow_and_pyav_are_imported_when_they_are_needed() -> None:
    code = (
        "import sys; from airsmith.sandbox import files, inputs, outbound, pictures, studio, videos;"
        "print(sorted({'PIL', 'av', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout.strip() == b"[]"
