import re

import pytest

from service.web.bundle import bundled
from service.web.routes import WIDGET

MODULES = {
    "a": 'import { two, Three } from "./b.js";\n\nconst own = 1;\nexport const sum = () => own + two();\n',
    "b": 'import { four } from "./c.js";\nconst own = 2;\nexport function two() { return own; }\nexport class Three {}\n',
    "c": "export async function* four() {}\n",
    "unneeded": "throw new Error();\n",
}
BUNDLE = """\
const $c = (() => {
async function* four() {}

return { four };
})();
const $b = (() => {
const { four } = $c;
const own = 2;
function two() { return own; }
class Three {}

return { two, Three };
})();
const $a = (() => {
const { two, Three } = $b;

const own = 1;
const sum = () => own + two();

return { sum };
})();
export const { sum } = $a;
"""


def test_modules_stand_behind_what_they_need_and_keep_their_names() -> None:
    assert bundled(MODULES, "a") == BUNDLE


@pytest.mark.parametrize(
    "source",
    [
        'import all from "./b.js";',
        'import * as all from "./b.js";',
        'import { two as other } from "./b.js";',
        "export default 1;",
        'export * from "./b.js";',
        "export let count = 0;",
    ],
)
def test_forms_that_are_not_known_are_refused(source: str) -> None:
    with pytest.raises(ValueError, match="this form is not known"):
        bundled({**MODULES, "a": source}, "a")


def test_module_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        bundled({"a": 'import { x } from "./gone.js";'}, "a")


def test_widget_is_whole() -> None:
    source = WIDGET["all.js"].body.decode()
    made = re.findall(r"^const \$(\w+) =", source, re.MULTILINE)
    assert sorted(made) == sorted({name.removesuffix(".js") for name in WIDGET} - {"all", "match"})
