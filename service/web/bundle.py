"""Modules of a folder as one, so that a browser fetches one file instead of fifteen in turns of six.

Each module becomes a function that gives its exports, called once and in order, so that its names stay its own. The
forms are those that the modules here use: named imports from beside, exported declarations. Whatever else is an error
when the service starts.
"""

import re
from collections.abc import Iterator, Mapping

_IMPORT = re.compile(r'^import \{ (\w+(?:, \w+)*) \} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*? |class |const ))(\w+)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def bundled(modules: Mapping[str, str], last: str) -> str:
    """One module that exports what `last` does.

    Args:
        modules: source by name, without .js.
        last: the name of the one that needs the others.

    Raises ValueError for a form that is not known, KeyError for a module that is not there.
    """
    parts = [f"const ${name} = (() => {{\n{_body(modules[name])}\n}})();" for name in _ordered(modules, last)]
    exports = ", ".join(_exports(modules[last]))
    return "\n".join([*parts, f"export const {{ {exports} }} = ${last};\n"])


def _ordered(modules: Mapping[str, str], last: str) -> Iterator[str]:
    """The modules that one needs, each behind those that it needs, and itself."""
    seen: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in seen:
            return
        seen.add(name)
        for _, needed in _IMPORT.findall(modules[name]):
            yield from visit(needed)
        yield name

    return visit(last)


def _body(source: str) -> str:
    inner = _IMPORT.sub(r"const { \1 } = $\2;", source)
    inner = _EXPORT.sub(r"\1\2", inner)
    if other := _OTHER.search(inner):
        raise ValueError(f"this form is not known: {other[0]}")
    return f"{inner}\nreturn {{ {', '.join(_exports(source))} }};"


def _exports(source: str) -> list[str]:
    return [name for _, name in _EXPORT.findall(source)]
