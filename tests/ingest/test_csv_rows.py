import csv
import io

import pytest

from ingest.csv_rows import lines

MARKS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def cells(title: str) -> list[str]:
    """What a reader of the table finds."""
    table = io.StringIO("".join(lines([{"title": title}])), newline="")
    return [row["title"] for row in csv.DictReader(table)]


@pytest.mark.parametrize("mark", [*MARKS, "\t", "\r"])
def test_what_a_spreadsheet_takes_for_a_formula_is_text(mark: str) -> None:
    assert cells(f"{mark}1+1") == [f"'{mark}1+1"]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("space", [" ", "   ", "\u3000", "\xa0", "\n"])
def test_spaces_hide_no_formula(space: str, mark: str) -> None:
    assert cells(f"{space}{mark}1+1")[0].startswith(f"'{space}")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("end", [";", "; ", "\n", "\r\n"])
def test_no_formula_begins_where_another_locale_begins_a_cell(end: str, mark: str) -> None:
    cell = cells(f"歇业{end}{mark}1+1")[0]
    assert "'" in cell
    assert cell.replace("'", "") == f"歇业{end}{mark}1+1"


@pytest.mark.parametrize("title", ["歇业＝停业", "2026-01", "’=1", "歇业；-停业", "一;二", "歇业,=停业", '说"停"', ""])
def test_other_text_stays_as_it_is(title: str) -> None:
    table = io.StringIO("".join(lines([{"number": "1", "title": title}])), newline="")
    assert list(csv.DictReader(table)) == [{"number": "1", "title": title}]


@pytest.mark.parametrize("mark", [",", ";", "\t", "\n", '"'])
def test_what_some_spreadsheet_splits_at_is_quoted(mark: str) -> None:
    _, line = lines([{"number": "1", "title": f"一{mark}二"}])
    assert line == f'1,"一{mark.replace(chr(34), chr(34) * 2)}二"\r\n'


def test_lists_are_quoted() -> None:
    _, line = lines([{"number": "1", "units": [{"canonical": "市税务局"}, {"canonical": "=1"}]}])
    assert line == '1,"市税务局;\' =1"\r\n'
