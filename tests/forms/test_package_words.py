"""How packages that went out and came in are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from forms.moments import minute
from forms.package_words import details, receipt, what
from ledger.handover import IN, Handover

AT = dt.datetime(2015, 11, 30, 3, tzinfo=dt.UTC)
SENT = Handover(
    package="1c52ab56-6470-56ae-bcc9-02b0663ec716",
    at=AT,
    who="沈文君",
    purpose="colleague",
    digest="ab" * 32,
    records=2,
    files=53,
    bytes=1000,
    place="E:\\移交包_第五税务分局_20151130",
)


@pytest.mark.parametrize(
    ("direction", "purpose", "words"),
    [
        ("out", "archive", "移交档案室（馆）"),
        ("out", "branch", "报上级单位汇总"),
        (IN, "colleague", "收到：同事交来的"),
        (IN, "branch", "收到：下级单位报来的"),
        (IN, "of another version", "收到"),
    ],
)
def test_where_a_package_went_or_came_from(direction: str, purpose: str, words: str) -> None:
    assert what(replace(SENT, direction=direction, purpose=purpose)) == words


def test_what_is_known_of_its_arrival() -> None:
    assert receipt(SENT) == "还没有回执"
    arrived = replace(SENT, received_at=AT, received_by="第六税务分局，倪新明", result="核对无误，另行打开")
    assert receipt(arrived) == f"{minute(AT)} 收到"
    assert details(arrived).splitlines() == [
        "位置：E:\\移交包_第五税务分局_20151130",
        f"移交人：沈文君　校验值：{'ab' * 32}",
        f"回执：第六税务分局，倪新明，{minute(AT)}，核对无误，另行打开",
    ]
    taken_in = replace(SENT, direction=IN, who="", result="并入了原有的台帐库")
    assert receipt(taken_in) == "并入了原有的台帐库"
    assert "接收人：没有写" in details(taken_in) and "回执" not in details(taken_in)
