"""Made-up articles, for benchmarks on machines without a data folder."""

import json
import random
from pathlib import Path

_WHO = ("企业", "申请人", "个体工商户", "高新技术企业", "纳税人", "用人单位", "高校毕业生", "外商投资企业")
_DO = (
    "应当依法办理登记",
    "可以申请告知承诺",
    "享受减免税费优惠",
    "在{n}个工作日内提交材料",
    "不得收取费用{n}元以上",
    "按照规定报送年度报告",
)
_WHEN = ("自本办法施行之日起", "到20{n}年底前", "有下列情形之一的", "经主管部门审核同意后", "年收入{n}万元以下的")


def write_corpus(folder: Path, documents: int, *, seed: int = 0) -> Path:
    """Write `corpus.jsonl` in BEIR's layout: `documents` articles of about 120 characters, the same for a seed."""
    rng = random.Random(seed)
    path = folder / "corpus.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            sentences = [_sentence(rng) for _ in range(rng.randint(2, 8))]
            article = {"_id": f"办法|第{number}条", "title": f"办法 第{number}条", "text": "".join(sentences)}
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


def write_statute(folder: Path, doc_id: str, articles: int, word: str, *, seed: int = 0) -> Path:
    """Write a BEIR corpus of one document with so many articles (第1条 …), the last of which holds a word."""
    rng = random.Random(seed)
    texts = [f"第{number}条 {''.join(_sentence(rng) for _ in range(3))}" for number in range(1, articles + 1)]
    path = folder / f"{doc_id}.jsonl"
    record = {"_id": doc_id, "title": "关于促进企业发展的若干规定", "text": "\n".join([*texts[:-1], texts[-1] + word])}
    path.write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    return path


def _sentence(rng: random.Random) -> str:
    words = rng.choice(_WHEN), rng.choice(_WHO), rng.choice(_DO)
    return "，".join(words).replace("{n}", str(rng.randint(10, 60))) + "。"
