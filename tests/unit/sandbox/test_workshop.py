"""What becomes of results that are given up."""

from __future__ import annotations

import asyncio

from airsmith.model.catalog import Model
from airsmith.sandbox.clock import Clock
from airsmith.sandbox.files import Files
from airsmith.sandbox.ledger import Ledger
from airsmith.sandbox.orders import order_of
from airsmith.sandbox.outbound import Outbound
from airsmith.sandbox.studio import Studio
from airsmith.sandbox.tasks import Failed, Result, Task
from airsmith.sandbox.workshop import Workshop

from sandbox_talk import picture
from support import own_models

MODELS: dict[str, Model] = {model.air: model for model in own_models()}


def test_a_result_that_is_given_up_before_it_began_has_ended() -> None:
    asyncio.run(asyncio.wait_for(_give_up(), 5))


async def _give_up() -> None:
    clock, studio = Clock(), Studio()
    workshop = Workshop(clock, studio, Files(clock), Outbound(clock), Ledger(), "http://127.0.0.1")
    request = picture()
    order = order_of(request, MODELS[request["model"]], None)
    result = Result("1", 1, 0.0)
    workshop.start(Task(order, "rest", 0.0, (result,)))
    workshop.stop()
    await result.ended.wait()
    assert isinstance(result.outcome, Failed) and result.outcome.code == "taskCancelled"
    studio.close()
