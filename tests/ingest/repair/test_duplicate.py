import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.alignment import from_utf8
from ingest.repair.duplicate import find_duplicate

ARTICLE = "".join(
    f"第{number}项改革深入推进,企业满意度达到{50 + number}%,新增经营主体{number * 7}万户,办理时间压缩至{number}个工作日。"
    for number in range(1, 9)
)
PARAGRAPHS = ARTICLE.replace("。", "。\n").strip()
HEAD = "4FljKbomd7D china.a.comarticle标题/e3pmh1nnq/e3pn60p0i"
FOOTER = ' 1702630705908某网版权作品,严禁转载。责编:张三[]//img.a.cn/b.jpg{"email":"zhang@a.cn","name":"张三"}'


def once(text: str) -> str:
    return from_utf8(text).edited(finding.edit for finding in find_duplicate(text)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{ARTICLE}\n{ARTICLE}", ARTICLE, id="two-lines"),
        pytest.param(ARTICLE * 2, ARTICLE, id="without-line-break"),
        pytest.param("\n".join([ARTICLE] * 3), ARTICLE, id="three-times"),
        pytest.param(f"{PARAGRAPHS}\n\n{PARAGRAPHS}\n", f"{PARAGRAPHS}\n", id="paragraphs"),
        pytest.param(f"{HEAD}{ARTICLE}{FOOTER}\n{ARTICLE}", ARTICLE, id="junk-around-the-first"),
        pytest.param(f"{ARTICLE}\n{HEAD}{ARTICLE}{FOOTER}", f"{ARTICLE}\n", id="junk-around-the-second"),
        pytest.param(f"标题\n{ARTICLE}\n{PARAGRAPHS}", f"标题\n{PARAGRAPHS}", id="the-copy-with-lines-is-kept"),
        pytest.param(
            f"甲报道。{ARTICLE}\n乙报道。{ARTICLE}", f"甲报道。{ARTICLE}\n乙报道。", id="own-text-beside-a-copy-stays"
        ),
        pytest.param(
            f"{ARTICLE}责编甲\n{ARTICLE}责任乙", f"{ARTICLE}责编甲\n责任乙", id="same-beginning-of-what-follows"
        ),
    ],
)
def test_one_copy_stays(text: str, expected: str) -> None:
    assert once(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ARTICLE, id="one-copy"),
        pytest.param("\n".join(["1.办好事。(责任单位:市营商局)"] * 100), id="short-lines-repeat"),
        pytest.param(f"甲。\n{ARTICLE[:150]}\n乙。\n{ARTICLE[:150]}\n{'—' * 150}", id="paragraphs-under-200-repeat"),
        pytest.param(
            f"{ARTICLE}\n" + "".join(f"{n}号{n * n}条,内容{n * 3}。" for n in range(200)) + ARTICLE, id="small-part"
        ),
        pytest.param("—" * 2000, id="rule"),
        pytest.param("", id="empty"),
    ],
)
def test_other_repetition_stays(text: str) -> None:
    assert find_duplicate(text) == []


def test_the_copy_that_is_kept_maps_to_its_own_bytes() -> None:
    source = from_utf8(f"{HEAD}{ARTICLE}{FOOTER}\n{ARTICLE}")
    kept = source.edited(finding.edit for finding in find_duplicate(source.text))
    start = len(HEAD.encode())
    assert kept.source(0, len(ARTICLE)) == (start, start + len(ARTICLE.encode()))


SENTENCES = [f"{sentence}。" for sentence in ARTICLE.split("。")[:-1]]
PARTS = [
    ARTICLE,
    "".join(SENTENCES[:6]),
    "".join(SENTENCES[2:]),
    *SENTENCES[:2],
    HEAD,
    FOOTER,
    "\n",
    " ",
    "甲。",
    "—" * 60,
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PARTS), max_size=8))
def test_edits_never_overlap_and_lose_no_sentence(parts: list[str]) -> None:
    text = "".join(parts)
    result = once(text)  # raises on an overlap
    assert [s for s in [*SENTENCES, "甲。"] if s in text and s not in result] == []
