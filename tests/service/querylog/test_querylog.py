import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.errors import QueryLogError
from service.querylog.entries import ASK, Asked, Feedback, Verdict
from service.querylog.stats import stats
from service.querylog.store import QueryLogStore
from service.querylog.writer import QueryLog

Wait = Callable[[Callable[[], bool]], None]

EARLIER_SCHEMA = """
CREATE TABLE asked (
    at TEXT NOT NULL, day TEXT NOT NULL, query TEXT NOT NULL, mode TEXT NOT NULL, hits INTEGER NOT NULL,
    confidence REAL, took_ms REAL NOT NULL, cached INTEGER NOT NULL, generation TEXT NOT NULL
)
"""
NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)  # 12:00 in China


def asked(
    query: str, *, at: datetime = NOON, hits: int = 10, confidence: float | None = 0.9, cached: bool = False
) -> Asked:
    return Asked(query, "hybrid", hits, confidence, 0.0 if cached else 12.0, cached, "000001-abcdef01", at=at)


def answered(query: str, status: str, *, citations: int = 0, confidence: float = 0.1) -> Asked:
    return Asked(
        query, ASK, citations, confidence, 30.0, cached=False, generation="000001-abcdef01", status=status, at=NOON
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "queries.db"


@pytest.fixture
def store(path: Path) -> QueryLogStore:
    return QueryLogStore(path)


def test_stats_tell_what_was_asked_and_what_was_not_found(store: QueryLogStore) -> None:
    store.write(
        [
            asked("企业注销"),
            asked("企业注销", cached=True),
            asked("贷款贴息", confidence=0.2),
            asked("天气", hits=0, confidence=None),
            asked("歇业", at=NOON - timedelta(days=1)),
            asked("太早", at=NOON - timedelta(days=7)),
            Feedback("企业注销", Verdict.WRONG, "plan:1", "期限不对", NOON),
            Feedback("企业注销", Verdict.WRONG, None, "", NOON - timedelta(days=1)),
        ]
    )
    found = stats(store, days=7, top=2, unsure=0.3, now=NOON)
    times = {"asks": 0, "mean_ms": 12.0, "mean_ask_ms": None}
    assert found.days == [
        {"day": "2026-03-10", "questions": 4, "without_result": 1, "low_confidence": 1, "cached": 1, **times},
        {"day": "2026-03-09", "questions": 1, "without_result": 0, "low_confidence": 0, "cached": 0, **times},
    ]
    assert [(row["query"], row["times"]) for row in found.top_questions] == [("企业注销", 2), ("天气", 1)]
    assert found.without_result == [{"query": "天气", "times": 1, "last_day": "2026-03-10"}]
    assert found.low_confidence == [{"query": "贷款贴息", "times": 1, "confidence": 0.2, "last_day": "2026-03-10"}]
    assert found.verdicts == [
        {"day": "2026-03-10", "verdict": "wrong", "times": 1},
        {"day": "2026-03-09", "verdict": "wrong", "times": 1},
    ]
    assert found.feedback[0] == {
        "day": "2026-03-10",
        "verdict": "wrong",
        "query": "企业注销",
        "measure_id": "plan:1",
        "comment": "期限不对",
    }


def test_questions_answered_in_sentences_count_with_searches(store: QueryLogStore) -> None:
    store.write(
        [
            asked("歇业"),
            answered("歇业", "answered", citations=2, confidence=0.9),
            answered("贴息", "partial", citations=1),
            answered("怎么办理", "clarify", confidence=0),
            answered("天气", "no_answer"),
        ]
    )
    found = stats(store, days=1, top=9, unsure=0.3, now=NOON)
    assert found.days == [
        {
            "day": "2026-03-10",
            "questions": 5,
            "asks": 4,
            "without_result": 1,
            "low_confidence": 1,
            "cached": 0,
            "mean_ms": 12.0,
            "mean_ask_ms": 30.0,
        }
    ]
    assert (found.top_questions[0]["query"], found.top_questions[0]["times"]) == ("歇业", 2)
    assert [row["query"] for row in found.without_result] == ["天气"]
    assert [row["query"] for row in found.low_confidence] == ["贴息"]


def test_a_log_of_an_earlier_version_is_read_and_written_on(store: QueryLogStore, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as earlier, earlier:
        earlier.execute(EARLIER_SCHEMA)
        row = (NOON.isoformat(), "2026-03-10", "歇业", "hybrid", 1, 0.9, 12.0, 0, "000001-abcdef01")
        earlier.execute("INSERT INTO asked VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    store.write([answered("歇业", "answered", citations=1, confidence=0.9)])
    assert stats(store, days=1, top=9, unsure=0.3, now=NOON).top_questions[0]["times"] == 2


def test_a_day_is_one_of_china(store: QueryLogStore) -> None:
    late = datetime(2026, 3, 9, 16, 30, tzinfo=UTC)  # 00:30 on the 10th in China
    store.write([asked("歇业", at=late)])
    assert [row["day"] for row in stats(store, days=1, top=1, unsure=0.3, now=NOON).days] == ["2026-03-10"]


def test_nothing_is_written_before_it_is_masked(store: QueryLogStore, path: Path) -> None:
    store.write([asked("13812345678能办吗"), Feedback("a@qq.com", Verdict.WRONG, None, "卡6222021234567890", NOON)])
    written = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"\xe8\x83\xbd\xe5\x8a\x9e\xe5\x90\x97" in written  # 能办吗
    for private in (b"13812345678", b"a@qq.com", b"6222021234567890"):
        assert private not in written


def test_only_the_owner_may_read_what_is_kept(store: QueryLogStore, path: Path) -> None:
    with store.connection() as open_, open_:
        open_.execute("DELETE FROM asked")
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes == {"queries.db": 0o600, "queries.db-wal": 0o600, "queries.db-shm": 0o600}


def test_what_is_older_than_is_kept_is_deleted(store: QueryLogStore) -> None:
    days = range(5)
    store.write([asked(f"第{day}天", at=NOON - timedelta(days=day)) for day in days])
    store.write([Feedback("旧", Verdict.WRONG, at=NOON - timedelta(days=4))])
    assert store.purge(2, NOON) == 3  # days 3 and 4, and the feedback
    assert [row["query"] for row in stats(store, days=30, top=9, unsure=0.3, now=NOON).top_questions] == [
        "第0天",
        "第1天",
        "第2天",
    ]


@pytest.mark.parametrize(("keeps", "kept"), [(True, ["歇业"]), (False, [])], ids=["on", "off"])
def test_questions_are_kept_where_that_is_wanted_and_feedback_always(
    store: QueryLogStore, keeps: bool, kept: list[str]
) -> None:
    log = QueryLog(store, keep_questions=keeps, keep_days=90)
    log.start()
    now = datetime.now(UTC)
    log.asked(asked("歇业", at=now))
    log.feedback(Feedback("歇业", Verdict.HELPFUL, at=now))
    log.close()  # writes what waits
    found = stats(store, days=2, top=9, unsure=0.3)
    assert [row["query"] for row in found.top_questions] == kept
    assert [row["verdict"] for row in found.feedback] == ["helpful"]


def test_an_entry_is_written_once(store: QueryLogStore, wait: Wait) -> None:
    def kept() -> dict[str, int]:
        return {row["query"]: row["times"] for row in stats(store, days=2, top=9, unsure=0.3).top_questions}

    log = QueryLog(store, keep_questions=True, keep_days=90)
    log.start()
    log.asked(asked("歇业", at=datetime.now(UTC)))
    wait(lambda: bool(kept()))
    log.asked(asked("注销", at=datetime.now(UTC)))
    log.close()
    assert kept() == {"歇业": 1, "注销": 1}


def test_what_could_not_be_written_is_written_later(
    store: QueryLogStore, path: Path, wait: Wait, caplog: pytest.LogCaptureFixture
) -> None:
    path.mkdir(parents=True)  # in the place of the file
    log = QueryLog(store, keep_questions=True, keep_days=90)
    log.start()
    log.asked(asked("歇业", at=datetime.now(UTC)))
    wait(lambda: caplog.text.count("can't be used") > 1)  # with the entry, once at least
    path.rmdir()
    log.close()
    assert [row["query"] for row in stats(store, days=2, top=9, unsure=0.3).top_questions] == ["歇业"]


def test_the_writer_deletes_what_is_old(store: QueryLogStore) -> None:
    store.write([asked("歇业", at=NOON - timedelta(days=4000))])
    log = QueryLog(store, keep_questions=True, keep_days=3650)
    log.start()
    log.close()
    assert stats(store, days=100_000, top=9, unsure=0.3).top_questions == []


def test_a_file_that_is_no_database_is_told(path: Path, store: QueryLogStore) -> None:
    path.parent.mkdir()
    path.write_text("no database " * 100)
    with pytest.raises(QueryLogError, match=r"queries\.db: can't be used: file is not a database"):
        stats(store, days=1, top=1, unsure=0.3)
