"""From when and until when a document holds."""

from datetime import date
from pathlib import Path

import pytest

from index.search import HybridIndex
from service.answer.ask import Answerer

DAY = date(2026, 7, 1)
RULES = """大连市电动自行车管理条例

第一章　总则
第一条　本条例适用于本市行政区域内电动自行车的登记、通行和停放。
第二条　公安机关负责电动自行车登记工作。电动自行车所有人应当自购车之日起三十日内申请登记。
第三条　本条例自2025年11月1日起施行。
"""
GRANTS = """大连市人民政府关于印发《大连市促进首发经济若干措施》的通知

各有关单位：
现将《大连市促进首发经济若干措施》印发给你们，请认真组织实施。

一、支持品牌首店
对在本市开设首店的品牌，给予50万元奖励。奖励资金于2026年12月31日前拨付。
二、附则
本措施自2025年9月1日起施行，有效期至2027年12月31日。
"""
TRAINING = """大连市人民政府关于印发《大连市技能人才培训办法》的通知

各有关单位：
现将《大连市技能人才培训办法》印发给你们，请认真组织实施。
大连市人民政府
2026年3月5日

第一条　市人力资源社会保障局负责技能人才培训。
第二条　培训合格的，给予每人800元补贴。
第三条　本办法自印发之日起施行。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    from typer.testing import CliRunner

    from service.cli import app

    folder: Path = tmp_path_factory.mktemp("validity")
    (folder / "texts").mkdir()
    for name, text in {"rules": RULES, "grants": GRANTS, "training": TRAINING}.items():
        (folder / "texts" / f"{name}.txt").write_text(text)
    for arguments in (["ingest", str(folder / "texts")], ["build", "--encoder", "hashed"]):
        result = CliRunner().invoke(app, ["--data", str(folder), *arguments])
        assert result.exit_code == 0, result.output
    index = HybridIndex.open(folder / "index", cache_dir=folder / "cache", follow=False)
    return Answerer(index, threshold=0.0)


ISSUED = "本办法自印发之日起施行"
FROM, BOTH = "本条例自2025年11月1日起施行", "本措施自2025年9月1日起施行，有效期至2027年12月31日"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("大连市电动自行车管理条例从哪天开始执行", FROM, id="from-when"),
        pytest.param("电动自行车管理条例什么时候施行的", FROM, id="named-in-part"),
        pytest.param("大连促进首发经济的措施到什么时候失效", BOTH, id="until-when"),
        pytest.param("大连促进首发经济的若干措施有效期到哪天", BOTH, id="term"),
        pytest.param("大连那个促进首发经济的20条到哪年哪月失效", BOTH, id="by-its-number-of-articles"),
        pytest.param("大连促进首发经济的措施几号生效，管几年", BOTH, id="both"),
        pytest.param("大连2025年那份促进首发经济的措施从哪天起算数", BOTH, id="told-otherwise"),
        pytest.param("大连促进首发经济那份措施用到哪天为止", BOTH, id="used-until"),
        pytest.param("大连技能人才培训办法从什么时候起生效", ISSUED, id="from-its-issue"),
    ],
)
def test_the_sentence_that_says_how_long_a_document_holds_answers(
    answerer: Answerer, question: str, expected: str
) -> None:
    answer = answerer.ask(question, as_of=DAY)
    assert answer.sentences[0].text == f"{expected}。"
    assert answer.citations[0].quote.rstrip("。") == expected
    assert answer.missing is None


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("大连市电动自行车管理条例到什么时候失效", id="the-text-does-not-say"),
        pytest.param("电动自行车登记办法从哪天开始执行", id="a-text-of-another-kind"),
        pytest.param("首发经济措施的奖励资金什么时候拨付", id="a-promise-of-it"),
        pytest.param("电动自行车什么时候申请登记", id="no-text-is-named"),
    ],
)
def test_other_times_are_not_answered_by_it(answerer: Answerer, question: str) -> None:
    said = "".join(sentence.text for sentence in answerer.ask(question, as_of=DAY).sentences)
    assert FROM not in said
    assert BOTH not in said


def test_how_long_a_document_holds_is_no_date_of_what_it_promises(answerer: Answerer) -> None:
    answer = answerer.ask("首发经济措施的奖励资金什么时候拨付", filters={"kind": "notice"}, as_of=DAY)
    assert answer.sentences[0].text.startswith("2026年12月31日前")
