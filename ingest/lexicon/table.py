"""Reading a lexicon file: TOML checked against a model, errors that name the file and the entry."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from ingest.errors import LexiconError

FOLDER = Path(__file__).parent

Word = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S+$")]


class Table(BaseModel):
    """Base of every entry and file: unknown keys are errors, values are not coerced."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AnyTable = TypeVar("AnyTable", bound=Table)


def read_table(path: Path, model: type[AnyTable]) -> AnyTable:
    """The content of a TOML file. Raises LexiconError naming the file and the entry that breaks the model."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise LexiconError(path, f"can't be read as TOML: {exc}") from exc
    try:
        return model.model_validate(data)
    except ValidationError as exc:
        first = exc.errors()[0]
        raise LexiconError(path, f"{_place(data, first['loc'])}: {first['msg']}") from exc


def _place(data: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    """`term 3 “补贴”, key except` for the location of a schema error."""
    if len(loc) < 2 or not isinstance(loc[1], int):
        return f"key {'.'.join(map(str, loc))}"
    entry = data[str(loc[0])][loc[1]]
    name = f" “{entry['name']}”" if isinstance(entry, dict) and "name" in entry else ""
    key = f", key {'.'.join(map(str, loc[2:]))}" if loc[2:] else ""
    return f"{loc[0]} {loc[1] + 1}{name}{key}"
