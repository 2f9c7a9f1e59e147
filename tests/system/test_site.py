"""The site in a browser: from a folder and below an address, with everything that people do there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from airsmith.publish.site.serve import Served
from airsmith.targets.docs.page import model_page

from browser import driven
from command import airsmith
from documented import documented
from hostile_specs import write
from node import MODULES
from site_pages import site
from support import FIXTURES, ROOT, own_models, with_tasks
from vector_files import vectors

pytestmark = pytest.mark.system

BELOW = "some/where/"
"""The site stands below an address that nobody told it of."""
EXAMPLES = documented()
SCHEMA = "openai.dall-e-3.request"
SHARED = '{\n  "model": "openai:1@1",\n  "positivePrompt": "A lighthouse 灯台 💡 <script>alert(1)</script>"\n}'
WANTED = 5.0
"""Milliseconds from a keystroke to everything that follows from it."""


@dataclass(frozen=True)
class Place:
    """The site in a folder and at an address, each as what every path is added to."""

    folder: str
    address: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("site") / "out"
    assert airsmith("site", "--out", str(folder)).code == 0
    files = {BELOW + path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    with Served(files) as served:
        yield Place(f"{folder.as_uri()}/", served.url + BELOW)


# Every page


@pytest.fixture(scope="module")
def walk(place: Place) -> Any:
    paths = [path for path in site() if path.endswith(".html")]
    job = {"bases": [place.folder, place.address], "paths": paths, "ways": ["light", "dark", "phone"]}
    return driven("site_walk.mjs", {**job, "axe": str(MODULES / "axe-core" / "axe.min.js")})


def test_every_page_is_silent_and_asks_for_nothing_elsewhere(walk: Any) -> None:
    assert walk["problems"] == []
    assert walk["visited"] == 2 * 3 * len([path for path in site() if path.endswith(".html")])


def test_axe_finds_nothing_serious(walk: Any) -> None:
    assert walk["axe"] == []


def test_no_page_is_wider_than_its_window(walk: Any) -> None:
    assert walk["wide"] == []


def test_pages_can_be_read_without_scripts(walk: Any) -> None:
    assert all(length > 150 for length in walk["text"].values()), walk["text"]


@pytest.mark.parametrize("first", [0, 7, 14])
def test_hostile_text_does_nothing(first: int, tmp_path: Path) -> None:
    """Neither what becomes a page, nor what scripts make of it."""
    write(ROOT / "specs", tmp_path / "specs", first)
    assert _rough(tmp_path / "specs", tmp_path / "out") == []


def test_every_construct_of_the_language_has_its_page(tmp_path: Path) -> None:
    assert _rough(with_tasks(FIXTURES, tmp_path / "specs"), tmp_path / "out") == []


def _rough(specs: Path, out: Path) -> list[str]:
    """What goes wrong on the pages about other specs."""
    assert airsmith("site", "--specs", str(specs), "--out", str(out)).code == 0
    paths = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html"))
    told = driven("site_walk.mjs", {"bases": [f"{out.as_uri()}/"], "paths": paths, "ways": ["light", "phone"]})
    return [*told["problems"], *told["wide"]]


# The playground


def texts() -> list[str]:
    """The documented requests, then every vector."""
    return [json.dumps(one.request, indent=2) for one in EXAMPLES] + [vector.text for vector in vectors()]


def by_command() -> list[list[tuple[str, str]]]:
    """What `airsmith validate` says of each: code and path of every violation."""
    lines = [json.dumps(json.loads(text)) if "\n" in text else text for text in texts()]
    done = airsmith("validate", "-", "--format", "json", stdin="\n".join(lines).encode())
    found: list[list[tuple[str, str]]] = [[] for _ in lines]
    for one in json.loads(done.out):
        if one["level"] == "error":
            found[one["line"] - 1].append((one["code"], one["path"]))
    return found


def wrong_sizes() -> list[str]:
    """Requests with nothing wrong but the size."""
    return [vector.text for vector in vectors() if [code for code, _ in vector.codes] == ["unsupported_dimensions"]]


def first_pages() -> dict[str, Any]:
    """Page -> the first documented request there."""
    return {f"{model_page(one.model).path}.html": one for one in reversed(EXAMPLES)}


@pytest.fixture(scope="module", params=["folder", "address"])
def play(request: pytest.FixtureRequest, place: Place) -> Any:
    job = {
        "base": getattr(place, request.param),
        "texts": texts(),
        "wrong": wrong_sizes(),
        "pages": list(first_pages()),
        "page": next(iter(first_pages())),
        "shared": SHARED,
        "asked": "quality",
        "schema": SCHEMA,
        "typed": "A lighthouse in the rain",
    }
    return driven("site_play.mjs", job)


def test_nothing_goes_wrong(play: Any) -> None:
    assert play["problems"] == []


def test_the_documented_requests_are_accepted(play: Any) -> None:
    judged = play["judged"][: len(EXAMPLES)]
    assert [one["verdict"] for one in judged] == ["valid"] * 9
    assert not [found for one in judged for found in one["found"] if found["level"] == "error"]


def test_every_vector_gets_the_codes_of_the_command(play: Any) -> None:
    expected = by_command()
    assert len(expected) == len(play["judged"]) > 2000
    codes = set()
    for text, judged, wanted in zip(texts(), play["judged"], expected, strict=True):
        found = [(one["code"], one["path"]) for one in judged["found"] if one["level"] == "error"]
        assert sorted(found) == sorted(wanted), text[:300]
        assert judged["verdict"] == ("invalid" if wanted else "valid")
        assert all(1 <= one["line"] <= text.count("\n") + 1 for one in judged["found"])
        codes |= {code for code, _ in wanted}
    assert len(codes) >= 15


def test_a_wrong_size_is_put_right_by_its_button(play: Any) -> None:
    assert len(play["corrected"]) > 10
    for before, after in zip(wrong_sizes(), play["corrected"], strict=True):
        assert after["label"].startswith("Use ") and after["verdict"] == "valid", after
        old, new = json.loads(before), json.loads(after["text"])
        assert {key for key in old if old[key] != new[key]} <= {"width", "height"} and old.keys() == new.keys()


def test_a_page_opens_its_request_and_shows_the_same_snippets(play: Any) -> None:
    for path, one in first_pages().items():
        seen = play["examples"][path]
        assert seen["text"] == one.request
        for language, text in seen["snippets"].items():
            assert text and text in _unescaped(site()[path]), language


def _unescaped(page: str) -> str:
    return page.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_a_request_is_built_by_the_form(play: Any) -> None:
    model, moved, verdict, count, has_format, chosen = play["form"]
    assert model == "openai:2@3"
    assert (moved["model"], moved["width"], moved["height"]) == ("openai:1@1", 1024, 1792)
    assert verdict.endswith("violations")
    assert (count, has_format) == (3, False)
    assert chosen == next(one for one in EXAMPLES if one.title == "Transparent background").request


def test_a_link_holds_the_request_and_nothing_is_sent(play: Any) -> None:
    assert play["link"]["back"] == SHARED
    assert "#request=" in play["link"]["address"]
    assert play["link"]["broken"] == "Valid"


def test_migration_opens_a_request_to_the_other_model(play: Any) -> None:
    assert play["migrated"]["model"] == "openai:1@1"


def test_typing_is_followed_at_once(play: Any) -> None:
    took = play["typing"]["took"]
    assert play["typing"]["prompt"].endswith("A lighthouse in the rain")
    judged = [one["took"] for one in play["judged"]]
    print(f"\na keystroke: median {median(took):.1f} ms, slowest {max(took):.1f} ms of {len(took)}, wanted {WANTED} ms")
    print(f"a text pasted: median {median(judged):.1f} ms, slowest {max(judged):.1f} ms of {len(judged)}")


# The rest of the site


def test_fields_are_found(play: Any) -> None:
    assert any("providerSettings.openai.quality" in hit for hit in play["search"]["hits"])
    assert "uality" in play["search"]["target"]
    assert play["search"]["none"] and play["search"]["open"] == 0


def test_the_theme_is_chosen_and_kept(play: Any) -> None:
    first, second, kept, back = play["theme"]
    assert first != second == kept and back == first


def test_a_schema_opens_to_its_leaves(play: Any) -> None:
    assert play["tree"]["title"] == SCHEMA
    path = ROOT / "generated" / "schemas" / "openai" / "dall-e-3.request.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert [name for name in schema["properties"] if name not in play["tree"]["text"]] == []
    assert "1792" in play["tree"]["text"]


def test_a_button_copies_what_is_shown(play: Any) -> None:
    assert play["copied"].startswith("from runware_openai import Runware\n")
    assert own_models()
