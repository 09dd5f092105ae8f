"""Rows of tables as what is quoted."""

from ingest.records import Measure, Nature, Span
from service.answer.table_rows import labelled, named_rows

OFFICES = "".join(f"第{place}管理部\t某区某路{place}00号的办事大厅\t0351-700000{place}\n" for place in range(1, 8))
LEAD = "可到以下网点办理。\n"
TEXT = f"{LEAD}网点名称\t地址\t电话\n{OFFICES}小店管理部\t长治路308号\t0351-7027716\n"
SENTENCE, TABLE = Span(0, len(LEAD) - 1), Span(len(LEAD), len(TEXT) - 1)


def read_out(
    text: str, terms: dict[str, float], best: Span, span: Span | None = None, body: Span | None = None
) -> list[str]:
    whole = span or Span(0, len(text.rstrip()))
    measure = Measure("m", None, (), "", Span(0, 0), whole, body or whole, Nature.COMMITMENT, ())
    return [labelled(text, piece) for piece in named_rows(text, measure, terms, best)]


def test_of_a_long_table_the_row_is_quoted_that_is_named() -> None:
    assert len(TABLE.of(TEXT)) > 200
    said = read_out(TEXT, {"小店": 2.0, "管理": 0.5, "电话": 0.5}, TABLE)
    assert said == ["网点名称：小店管理部；地址：长治路308号；电话：0351-7027716"]


def test_what_most_rows_share_names_none() -> None:
    assert read_out(TEXT, {"管理": 1.0}, TABLE) == []


def test_what_a_column_is_called_names_no_row() -> None:
    text = TEXT + "综合窗口\t网点旁\t0351-7000000\n"
    assert read_out(text.replace("网点名称", "窗口名称"), {"窗口": 1.0}, TABLE) == []


def test_a_sentence_that_says_as_much_is_quoted_instead() -> None:
    text = TEXT.replace("可到以下网点办理", "小店的居民电话预约")
    assert read_out(text, {"小店": 2.0, "预约": 1.0}, Span(0, 9)) == []
    assert len(read_out(text, {"长治": 2.0, "预约": 1.0}, Span(0, 9))) == 1


def test_a_row_that_is_too_long_for_a_quote_is_none() -> None:
    text = TEXT.replace("长治路308号", "长治路308号" * 40)
    assert read_out(text, {"小店": 2.0}, Span(len(LEAD), len(text) - 1)) == []


def test_a_short_table_is_quoted_whole() -> None:
    text = "网点名称\t电话\n甲部\t0351-7000001\n乙部\t0351-7000002\n"
    assert read_out(text, {"甲部": 1.0}, Span(0, len(text) - 1)) == []


def test_a_measure_that_is_a_row_is_quoted_whole_without_its_number() -> None:
    text = "序号\t政策名称\t支持对象\t支持标准\n1\t升规奖励\t首次升规的企业，\n含新建的\t奖励20万元。\n"
    start, end = text.index("1\t"), len(text) - 1
    body = Span(text.index("首次"), end)
    said = read_out(text, {}, body, Span(start, end), body)
    assert said == ["政策名称：升规奖励；支持对象：首次升规的企业，含新建的；支持标准：奖励20万元"]
