"""Papers of campaign governance: a training, a contest and an emergency plan, each as a form with its table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from exports.page import Block, Pairs, Signature, Title
from exports.papers.columns import grid
from ledger.fields import Row, Rows
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot


def training(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """A study or training: who taught what to whom, and how those present were tested."""
    results = _counted(record)
    return (
        Title(snapshot.title(record), 18),
        Pairs(
            (
                (("主题", record["title"] or ""),),
                (("日期", words(record, "date")), ("时间", _hours(record))),
                (("形式", words(record, "form")), ("学习内容", words(record, "sort"))),
                (("地点", words(record, "place")), ("学时", words(record, "hours"))),
                (("主持人", words(record, "host")), ("讲师", words(record, "lecturer"))),
                (("应参加人员", _people(record, "expected")),),
                (("参加人员", _people(record, "present")),),
                (("请假人员", _people(record, "leave")),),
                (("内容摘要", words(record, "content")),),
            )
        ),
        *([grid(_rows(record, "results"), record)] if record["results"] else []),
        Pairs(((("考核情况", results),), (("备注", words(record, "note")),))),
        Signature(("主持人", "记录人")),
    )


def contest(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The results of an exam or contest, event by event in the order of the ranks."""
    events = list(dict.fromkeys(row["event"] for row in record["results"] or ()))

    def place(row: Row) -> tuple[int, bool, int]:
        return events.index(row["event"]), row["rank"] is None, row["rank"] or 0

    ranked = tuple(sorted(record["results"] or (), key=place))
    ordered = replace(record, values={**record.values, "results": ranked})
    return (
        Title(snapshot.title(record), 18),
        Pairs(
            (
                (("名称", words(record, "title")),),
                (("类别", words(record, "sort")), ("所属季度", words(record, "quarter"))),
                (("日期", words(record, "date")), ("地点", words(record, "place"))),
                (("组织单位", words(record, "organiser")),),
                (("评委", words(record, "judges")),),
            )
        ),
        *([grid(_rows(record, "results"), ordered)] if ranked else []),
        Pairs(((("小结", words(record, "summary")),),)),
        Signature(("评委（监考）", "审核人")),
    )


def emergency(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """An emergency plan: when it is put into action, its steps one by one, its drills and what they taught."""
    actions = [grid(_rows(record, "actions"), record)] if record["actions"] else []
    return (
        Title(snapshot.title(record), 18),
        Pairs(
            (
                (("适用情形", words(record, "situation")),),
                (("制定日期", words(record, "date")), ("修订日期", words(record, "revised"))),
                (("责任人", words(record, "owner")), ("机动人员", words(record, "reserve"))),
                (("启动条件", words(record, "trigger")),),
                (("处置流程", _steps(record["procedure"])),),
            )
        ),
        *actions,
        Pairs(((("评估改进", words(record, "review")),),)),
        Signature(("编制人", "审核人")),
    )


def words(record: Record, name: str) -> str:
    """What a field of the record says on paper."""
    return kind_of(record.kind).field(name).show(record[name])


def lines(text: str | None) -> list[str]:
    """The lines of a text that are not blank."""
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _steps(text: str | None) -> str:
    """The steps of a procedure, numbered when there are several."""
    steps = lines(text)
    return "\n".join(f"{number}．{step}" for number, step in enumerate(steps, 1)) if len(steps) > 1 else "".join(steps)


def _hours(record: Record) -> str:
    return "—".join(clock for clock in (words(record, "start"), words(record, "end")) if clock)


def _people(record: Record, name: str) -> str:
    people = record[name]
    return f"{len(people)}人：{words(record, name)}" if people else ""


def _counted(record: Record) -> str:
    """How many were tested, passed and failed, with the mean of their scores."""
    rows = record["results"] or ()
    tested = [row for row in rows if row["result"] != "缺考"]
    if not tested:
        return ""
    passed = sum(row["result"] == "合格" for row in tested)
    told = [f"参加考核{len(tested)}人", f"合格{passed}人"]
    if words(record, "rate"):
        told.append(f"合格率{words(record, 'rate')}")
    if len(tested) < len(rows):
        told.append(f"缺考{len(rows) - len(tested)}人")
    scores = [row["score"] for row in tested if row["score"] is not None]
    if scores:
        mean = (sum(scores, Decimal(0)) / len(scores)).quantize(Decimal("0.01"))
        told.append(f"平均{mean}分")
    return "，".join(told) + "。"


def _rows(record: Record, name: str) -> Rows:
    field = kind_of(record.kind).field(name)
    assert isinstance(field, Rows)
    return field
