"""The public names of a generated npm package, with their types, from its declarations.

The text is our own and formatted by our own printer, so reading it takes no compiler: each
exported declaration begins at the start of a line and ends where its brackets close.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .symbols import Member, Surface, Symbol, is_output
from .types import Atom, Type, type_of

_OPEN, _CLOSE = "([{<", ")]}>"
_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|/\*.*?\*/|//[^\n]*', re.DOTALL)
_DECLARATION = re.compile(
    r"^export (?:abstract |declare |async )*(interface|class|type|function|const) ([A-Za-z_$][\w$]*)", re.MULTILINE
)
_REEXPORT = re.compile(r"^export (?:type )?(?:\{([^}]*)\}|\*) from \"\./([^\"]+)\.js\";", re.MULTILINE)
_WORDS = "public|readonly|static|override|async|abstract|get|set|declare"
_MODIFIER = re.compile(rf"^(?:(?:{_WORDS}) )+")
_MEMBER = re.compile(r"^  (?=[A-Za-z_$#\[])", re.MULTILINE)
_BODY = re.compile(r" \{$| = |;$", re.MULTILINE)
"""Where the value or the body of a member of a class begins, or the member ends."""
_HANDED_OUT = ("Method", "Progress", "ViolationJson")
"""Interfaces of what the package makes and callers read. All others, callers implement or pass: options, requests,
``Journal``, ``JobFields``."""
_HIDDEN = re.compile(rf"^(?:(?:{_WORDS}) )*(?:private |protected |static \{{|#|\[)")


def typescript_surface(files: Mapping[str, str]) -> Surface:
    """What the entry point exports. ``files`` are the sources of the package, by their path below ``src/``."""
    texts = {path.removesuffix(".ts"): _plain(text) for path, text in files.items() if path.endswith(".ts")}
    modules = {name: dict(_declared(text)) for name, text in texts.items()}
    exported = dict(_reexported(texts.get("index", ""), modules))
    return {
        name: modules[module][inner]
        for name, (module, inner) in sorted(exported.items())
        if inner in modules.get(module, {})
    }


def _plain(text: str) -> str:
    """The text without its comments."""
    return _COMMENT.sub(lambda match: match[0] if match[0][0] in '"`' else "", text)


def _reexported(index: str, modules: Mapping[str, Mapping[str, Symbol]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for listed, module in _REEXPORT.findall(index):
        names = [part.strip() for part in listed.split(",") if part.strip()] if listed else modules.get(module, {})
        for name in names:
            inner, _, outer = name.removeprefix("type ").partition(" as ")
            yield outer or inner, (module, inner)


def _declared(text: str) -> Iterator[tuple[str, Symbol]]:
    for match in _DECLARATION.finditer(text):
        kind, name = match[1], match[2]
        rest = text[match.end() :]
        match kind:
            case "interface":
                yield name, _interface(name, rest)
            case "class":
                yield name, _class(name, rest)
            case "type":
                body = _until(rest[rest.index("=") + 1 :], ";")
                yield name, Symbol("type", returns=_type(body), output=is_output(name))
            case "function":
                yield name, _function(rest)
            case _:
                annotation = _until(rest, "=").strip().removeprefix(":")
                yield name, Symbol("value", returns=_type(annotation))


def _interface(name: str, rest: str) -> Symbol:
    body = _inside(rest[len(_until(rest, "{")) :])
    output = is_output(name)
    given = not output and name not in _HANDED_OUT
    return Symbol("class", _members(_parts(body, ";")), bases=_bases(rest), output=output, given=given)


def _class(name: str, rest: str) -> Symbol:
    """A class has code in it, so its members are found by their place: two blanks from the start of a line.

    What callers give to a class are the parameters of its constructor, which is one of the members.
    """
    body = rest[: rest.index("\n}")]
    starts = [match.start() for match in _MEMBER.finditer(body)]
    parts = (body[start:end] for start, end in zip(starts, [*starts[1:], len(body)], strict=True))
    members = _members(map(_signature, parts))
    return Symbol("class", members, bases=_bases(rest), output=is_output(name), given=False)


def _signature(text: str) -> str:
    """A member of a class without its value or its body."""
    ends = [match.start() for match in _BODY.finditer(text)]
    return text[: ends[0]] if ends else text


def _bases(rest: str) -> tuple[str, ...]:
    heading = _until(rest, "{").strip()
    if heading.startswith("<"):
        heading = heading[len(_inside(heading)) + 2 :]
    return tuple(part.strip() for part in re.split(r"\bextends\b|\bimplements\b", heading)[1:])


def _members(parts: Iterable[str]) -> tuple[Member, ...]:
    """Of a method that is declared several times each way to call it is an alternative."""
    found: dict[str, Member] = {}
    for part in parts:
        text = " ".join(part.split())
        name = re.match(r"[\w$\"]+", _MODIFIER.sub("", text))
        if name is None or _HIDDEN.match(text):
            continue
        head, _, type_ = _split_once(_MODIFIER.sub("", text), ":")
        arguments = head[name.end() :].removeprefix("?").strip()
        key, alternatives = name[0].strip('"'), _type(f"{arguments} {type_}".strip())
        known = found[key].type if key in found else frozenset()
        found[key] = Member(key, alternatives | known, not head.endswith("?"))
    return tuple(found.values())


def _function(rest: str) -> Symbol:
    start = rest.index("(")
    inside = _inside(rest[start:])
    after = rest[start + len(inside) + 2 :]
    returns = re.split(r"\{|;", after, maxsplit=1)[0].strip().removeprefix(":")
    parameters = [part for part in _parts(inside, ",") if part.strip()]
    return Symbol("function", tuple(_parameter(text, i) for i, text in enumerate(parameters)), _type(returns))


def _parameter(text: str, position: int) -> Member:
    head, _, type_ = _split_once(" ".join(text.split()), ":")
    declared = _until(type_, "=")
    return Member(head.strip().rstrip("?"), _type(declared), not head.endswith("?") and declared == type_, position)


def _type(text: str) -> Type:
    return type_of(_atoms(" ".join(text.split())))


def _atoms(text: str) -> Iterator[Atom]:
    parts = [part.strip() for part in _parts(text, "|") if part.strip()]
    if len(parts) > 1:
        for part in parts:
            yield from _atoms(part)
        return
    word = parts[0] if parts else ""
    while word.startswith("(") and word.endswith(")") and len(_inside(word)) == len(word) - 2:
        inner = word[1:-1].strip()
        if "=>" in inner or inner.startswith("string &"):
            break
        yield from _atoms(inner)
        return
    if word.startswith("readonly "):
        word = word.removeprefix("readonly ")
    if word.endswith("[]"):
        yield Atom("Array", (_type(word[:-2]),))
    elif word in ("string", "(string & {})"):
        yield Atom("string", takes=("string",))
    elif word and word != "undefined":
        yield Atom(word, literal_of=_literal_of(word), takes=(word,) if word in ("number", "boolean") else ())


def _literal_of(word: str) -> str:
    if word.startswith('"'):
        return "string"
    if re.fullmatch(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", word):
        return "number"
    return "boolean" if word in ("true", "false") else ""


# Brackets


def _parts(text: str, marks: str) -> Iterator[str]:
    """The pieces between marks that stand outside of all brackets."""
    start = 0
    for i, depth in _depths(text):
        if depth == 0 and text[i] in marks:
            yield text[start:i]
            start = i + 1
    yield text[start:]


def _until(text: str, mark: str) -> str:
    """The text before the first mark outside of brackets."""
    for i, depth in _depths(text):
        if text[i] == mark and (depth == 0 or (depth == 1 and mark in _OPEN)) and text[i : i + 2] != "=>":
            return text[:i]
    return text


def _split_once(text: str, mark: str) -> tuple[str, str, str]:
    before = _until(text, mark)
    return before.strip(), text[len(before) : len(before) + 1], text[len(before) + 1 :].strip()


def _inside(text: str) -> str:
    """What stands in the bracket the text begins with."""
    for i, depth in _depths(text):
        if depth == 0 and i:
            return text[1:i]
    return text[1:]


def _depths(text: str) -> Iterator[tuple[int, int]]:
    """Each character outside of quotes, and how many brackets are open after it."""
    depth, quoted, i = 0, "", 0
    while i < len(text):
        char = text[i]
        if quoted:
            i += char == "\\"
            quoted = "" if char == quoted else quoted
        elif char in "\"'`":
            quoted = char
        else:
            if char in _OPEN:
                depth += 1
            elif char in _CLOSE and not (char == ">" and text[i - 1 : i] == "="):
                depth -= 1
            yield i, depth
        i += 1
