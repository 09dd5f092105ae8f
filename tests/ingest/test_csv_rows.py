import csv
import io

import pytest

from ingest.csv_rows import lines


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"])
def test_what_a_spreadsheet_takes_for_a_formula_is_text(mark: str) -> None:
    table = io.StringIO("".join(lines([{"title": f"{mark}1+1"}])), newline="")
    assert list(csv.DictReader(table)) == [{"title": f"'{mark}1+1"}]


@pytest.mark.parametrize("title", ["歇业＝停业", "2026-01", " =1", "’=1"])
def test_other_text_stays_as_it_is(title: str) -> None:
    table = io.StringIO("".join(lines([{"title": title}])), newline="")
    assert list(csv.DictReader(table)) == [{"title": title}]
