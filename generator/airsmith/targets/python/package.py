"""What stands around the models: clients, runtime files and README of the package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...files import File
from ...model.catalog import Entry, Packages
from ...render import Renderer
from ..code import Code
from ..target import header
from .literals import one_line, string
from .metadata import metadata_files
from .names import class_name, identifier

RUNTIME = (
    "_answers.py",
    "_build.py",
    "_clock.py",
    "_codes.py",
    "_connecting.py",
    "_core.py",
    "_deprecated.py",
    "_disk.py",
    "_download.py",
    "_effects.py",
    "_engine.py",
    "_files.py",
    "_frames.py",
    "_guard.py",
    "_http.py",
    "_jobs.py",
    "_kinds.py",
    "_limits.py",
    "_many.py",
    "_progress.py",
    "_protocol.py",
    "_reach.py",
    "_report.py",
    "_rest.py",
    "_result.py",
    "_sentences.py",
    "_task.py",
    "_types.py",
    "_verdicts.py",
    "_websocket.py",
    "errors.py",
    "media.py",
    "py.typed",
    "testing.py",
)


@dataclass(frozen=True)
class ClientView:
    """The words in which the synchronous and the asynchronous client differ, and those they share."""

    header: Code
    summary: Code
    name: Code
    quoted_name: Code
    httpx_name: Code
    def_: Code
    await_: Code
    enter: Code
    exit: Code
    close: Code
    abc_names: Code
    answer: Code
    job: Code
    result: Code
    clock: Code
    run_all: Code
    http_client: Code
    rest: Code
    socket: Code
    record: Code
    safety: Code
    is_async: bool
    imports: tuple[Code, ...]
    methods: tuple[Code, ...]
    distribution: Code


@dataclass(frozen=True)
class ReadmeView:
    title: Code
    summary: Code
    module: Code
    distribution: Code
    license: Code | None
    fence: Code
    example: Code
    rows: tuple[Code, ...]


def package_files(packages: Packages, entries: Sequence[Entry], renderer: Renderer, source: str) -> Iterator[File]:
    """Every file of the package that does not belong to one model."""
    every = ("catalog.yaml", *(entry.file for entry in entries))
    for view, path in (
        (_client(packages, entries, False), "_client"),
        (_client(packages, entries, True), "_async_client"),
    ):
        yield File(f"{source}/{path}.py", renderer.render("python/client.py.j2", view), every)
    for name in RUNTIME:
        yield File(f"{source}/{name}", renderer.copy(f"python/runtime/{name}"))
    yield from metadata_files(packages, renderer)
    yield File("python/README.md", renderer.render("python/README.md.j2", _readme(packages, entries)), every)


def _client(packages: Packages, entries: Sequence[Entry], is_async: bool) -> ClientView:
    a, kind = ("Async", "asynchronous") if is_async else ("", "synchronous")
    shared = "tasks of one event loop" if is_async else "threads"
    wrapped = "Coroutine[Any, Any, {}]" if is_async else "{}"
    return ClientView(
        header=Code(header(("catalog.yaml",))),
        summary=Code(f"The {kind} client."),
        name=Code(f"{a}Runware"),
        quoted_name=Code(string(f"{a}Runware")),
        httpx_name=Code(f"{a}Client"),
        def_=Code("async def" if is_async else "def"),
        await_=Code("await " if is_async else ""),
        enter=Code("__aenter__" if is_async else "__enter__"),
        exit=Code("__aexit__" if is_async else "__exit__"),
        close=Code("aclose" if is_async else "close"),
        abc_names=Code(f"Callable, {'Coroutine, ' if is_async else ''}Iterable, Mapping, Sequence"),
        answer=Code(wrapped.format(f"{a}Result[Item]")),
        job=Code(wrapped.format("Job")),
        result=Code(f"{a}Result"),
        clock=Code(f"{a}Clock"),
        run_all=Code("gather_all" if is_async else "run_all"),
        http_client=Code(f"{a}HTTPClient"),
        rest=Code(f"{a}RestTransport"),
        socket=Code(f"{a}SocketTransport"),
        record=Code(f"{'await asyncio.to_thread(self._core.record, jobs)' if is_async else 'self._core.record(jobs)'}"),
        safety=Code(f"One client serves any number of {shared};"),
        is_async=is_async,
        imports=tuple(map(_import, entries)),
        methods=tuple(map(_method, entries)),
        distribution=Code(packages.python_name),
    )


def _import(entry: Entry) -> Code:
    module = identifier(entry.slug)
    return Code(f"from .models.{module} import {class_name(entry.slug, 'result')}, {module}")


def _method(entry: Entry) -> Code:
    function = identifier(entry.slug)
    return Code(f"{function} = Method({function}, {class_name(entry.slug, 'result')})")


def _readme(packages: Packages, entries: Sequence[Entry]) -> ReadmeView:
    example = {"taskType": "imageInference", "model": entries[0].air if entries else ""}
    return ReadmeView(
        title=Code(packages.python_name),
        summary=Code(one_line(packages.summary)),
        module=Code(packages.python_module),
        distribution=Code(packages.python_name),
        license=Code(packages.license.expression) if packages.license else None,
        fence=Code("```"),
        example=Code(json.dumps(example)),
        rows=tuple(map(_row, entries)),
    )


def _row(entry: Entry) -> Code:
    name = one_line(entry.name).replace("|", "\\|")
    return Code(f"| {name} | `{entry.air}` | `{identifier(entry.slug)}` | {entry.stage} |")
