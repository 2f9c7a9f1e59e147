"""All judges of one set of models, and what they disagree on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from airsmith.meaning import evaluate
from airsmith.meaning.contract import Contract
from airsmith.meaning.violations import Violation
from airsmith.model.catalog import Model

from fuzz import Fuzz
from generated import python_package
from judges import SCHEMAS, Ask, fast_path

RECORD = ("code", "path", "message", "allowed", "nearest", "related", "docs")


@dataclass(frozen=True)
class Panel:
    contracts: dict[str, Contract]
    package: ModuleType
    fast: Ask
    schemas: tuple[tuple[str, Callable[[object], bool], Ask], ...]

    @classmethod
    def of(cls, models: Sequence[Model]) -> Panel:
        package = python_package(models)
        contracts = {model.air: model.contract for model in models}
        schemas = tuple((judge.name, judge.takes, judge.make(models)) for judge in SCHEMAS)
        return cls(contracts, package, fast_path(package), schemas)

    def with_package(self, package: ModuleType) -> Panel:
        return replace(self, package=package, fast=fast_path(package))

    def with_schema(self, name: str, ask: Ask) -> Panel:
        kept = tuple((known, takes, ask if known == name else old) for known, takes, old in self.schemas)
        return replace(self, schemas=kept)

    def oracle(self, request: object) -> list[Violation]:
        return evaluate.violations(request, self.contracts)

    def disagreements(self, request: Any) -> list[str]:
        """Who says something else than the oracle; a judge that changes the request counts as one."""
        before = repr(request)
        expected = [_record(one) for one in self.oracle(request)]
        found: list[str] = []
        said = [_record(one) for one in self.package.violations(request)]
        if said != expected:
            found.append(f"python-full: {said}")
        if self.package.is_valid(request) != (not expected):
            found.append("python-valid")
        if self.fast(request) != (not expected):
            found.append("python-fast")
        found += [name for name, takes, ask in self.schemas if takes(request) and ask(request) != (not expected)]
        return found if repr(request) == before else [*found, "the request was changed"]

    def first_disagreement(self, count: int, seed: int, models: Sequence[Model]) -> str:
        """A sentence about the first of ``count`` requests that judges disagree on; empty if there is none."""
        source = Fuzz(seed, models)
        for number in range(count):
            request = source.request()
            found = self.disagreements(request)
            if found:
                return f"AIRSMITH_SEED={seed}, request {number}: {request!r}\n{self.oracle(request)}\n{found}"
        return ""


def _record(violation: Any) -> tuple[Any, ...]:
    return tuple(getattr(violation, name) for name in RECORD)
