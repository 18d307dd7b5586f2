"""移交信息.json: written, read back, and refused when it is not what this program writes."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.handover.layout import (
    INFO_LIMIT,
    BadInfo,
    PackageInfo,
    Purpose,
    info_json,
    package_name,
    read_info,
)
from exports.names import utf16_length
from ledger.errors import LedgerError

INFO = PackageInfo(
    package="eb153f76-b41e-5bba-a22c-a13652c02785",
    made=dt.datetime(2015, 11, 30, 3, tzinfo=dt.UTC),
    by="沈文君",
    unit="第五税务分局",
    year=2015,
    campaign="c77bd18bba625665a35329b0c96b2162",
    campaign_name="“人民满意服务示范窗口”创建活动",
    scheme="qidong-2015",
    program="0.6",
    purpose=Purpose.COLLEAGUE,
    library=True,
    records=3,
    files=12,
    size=345678,
    submission_digest="8d" * 32,
    library_digest="b3" * 32,
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(WORDS, WORDS, st.integers(0, 2**53), st.sampled_from(Purpose))
def test_what_is_written_is_read_back(unit: str, by: str, size: int, purpose: Purpose) -> None:
    info = PackageInfo(**{**vars(INFO), "unit": unit, "by": by, "size": size, "purpose": purpose})
    assert read_info(info_json(info)) == info


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInfo) as refused:
        read_info(data)
    assert isinstance(refused.value, LedgerError) and str(refused.value).endswith("。")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", 2),
        ("format", True),
        ("package", "eb153f76b41e5bbaa22ca13652c02785"),
        ("package", "../../etc"),
        ("made", "2015-11-30T03:00:00"),
        ("made", "2015-11-30T11:00:00+08:00"),
        ("made", "0001-01-01T00:00:00+23:59"),
        ("made", "昨天"),
        ("unit", 5),
        ("unit", "分\n局"),
        ("unit", "长" * 1001),
        ("unit", "\ud800"),
        ("purpose", "theft"),
        ("library", 1),
        ("records", -1),
        ("records", 1.5),
        ("bytes", 2**53 + 1),
        ("files", "12"),
        ("algorithm", "MD5"),
        ("submission_digest", ""),
        ("submission_digest", "8D" * 32),
        ("library_digest", "b3"),
        ("campaign", None),
    ],
)
def test_a_value_that_is_none_of_ours_is_refused_by_name(name: str, value: Any) -> None:
    data = {**json.loads(info_json(INFO)), name: value}
    with pytest.raises(BadInfo) as refused:
        read_info(json.dumps(data).encode())
    assert name in str(refused.value) or name in ("format", "algorithm")


@pytest.mark.parametrize("name", sorted(json.loads(info_json(INFO))))
def test_a_lacking_entry_is_refused_by_name(name: str) -> None:
    data = json.loads(info_json(INFO))
    del data[name]
    with pytest.raises(BadInfo, match=f"“{name}”一栏没有"):
        read_info(json.dumps(data).encode())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe{}", "UTF-8"),
        (b"[" * 20_000, "JSON"),
        (b'{"records": ' + b"9" * 5000 + b"}", "JSON"),
        (b'{"records": NaN}', "不是数字"),
        (b'{"format": 1, "format": 1}', "两遍"),
        (b"[]", "不是一组栏目"),
        (b" " * (INFO_LIMIT + 1), "太大"),
    ],
)
def test_what_is_no_json_of_ours_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BadInfo, match=why):
        read_info(data)


def test_a_package_is_named_by_unit_and_day_of_beijing() -> None:
    late = dt.datetime(2015, 11, 30, 17, tzinfo=dt.UTC)  # one in the morning of December in Beijing
    assert package_name("第五税务分局", INFO.made) == "移交包_第五税务分局_20151130"
    assert package_name("第五税务分局", late, 3) == "移交包_第五税务分局_20151201_3"


@given(WORDS)
def test_the_name_of_a_package_is_short_whatever_the_unit_is_called(unit: str) -> None:
    name = package_name(unit, INFO.made)
    assert utf16_length(name) <= 4 + 20 + 9 and not set(name) & set('<>:"/\\|?*')
