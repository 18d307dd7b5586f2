"""Timing on the spot (现场测时): how long a transaction or the wait for it took, against its standard (R28)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ledger.fields import Choice, Context, Date, LongText, Money, Person, Score, Time, Whole
from ledger.kinds.kind import Form, Kind, Values
from ledger.kinds.service_item import WINDOW

MAIL, STAMPS, PAPERS_BY_COMPUTER, PAPERS_BY_HAND, REMITTANCE, WAITING, REGISTRATION = (
    "邮件收寄",
    "预订邮票领取",
    "报刊收订（计算机）",
    "报刊收订（手工）",
    "收兑汇款",
    "排队等候",
    "挂号",
)
BUSINESSES = (MAIL, STAMPS, PAPERS_BY_COMPUTER, PAPERS_BY_HAND, REMITTANCE, WAITING, REGISTRATION)

PER_PIECE = {MAIL: 2, PAPERS_BY_COMPUTER: 3, PAPERS_BY_HAND: 5}
"""Minutes for each piece of mail, its inspection and packing left out, and for each title of a newspaper (A02 7.1)."""
STAMPS_MINUTES, STAMPS_MOST = 3, 5
"""Minutes to hand out one kind of pre-ordered stamps, for at most so many sets of it (A02 7.1)."""
REMITTANCE_MINUTES, BASE_AMOUNT, BASE_NOTES = 5, Decimal(10_000), 300
"""Minutes for a remittance of at most this many yuan and notes; each further 10,000 yuan adds one (A02 7.1)."""
WAIT_MINUTES = 15
"""Minutes a client waits at most (A02 5.1)."""
REGISTRATION_SECONDS = (25, 40)
"""Seconds that one registration takes; only more than the upper ones fail (A17)."""

PASSED, FAILED = "合格", "不合格"
PASS_FAIL = (PASSED, FAILED)
_CENT = Decimal("0.01")
_STOPWATCH = 1
"""Minutes by which a stopwatch may differ from the clock, which shows no seconds."""


def standard_minutes(
    business: str | None, count: int | None = None, amount: Decimal | None = None, notes: int | None = None
) -> Decimal | None:
    """Minutes that the whole may take; None where the sources give no standard.

    `count` is pieces of mail, titles, sets of one kind of stamps or registrations, 1 when not given; `amount` is in
    yuan. Of a further sum that is no full 10,000 yuan no minute is added: the source adds one 每超一万元 (A02 7.1).
    """
    number = 1 if count is None else count
    if business in PER_PIECE:
        return Decimal(PER_PIECE[business] * number) if number else None
    if business == STAMPS:
        return Decimal(STAMPS_MINUTES) if 0 < number <= STAMPS_MOST else None
    if business == REMITTANCE:
        return _remittance(number, amount, notes)
    if business == WAITING:
        return Decimal(WAIT_MINUTES)
    if business == REGISTRATION and number:
        return minutes_of(REGISTRATION_SECONDS[1] * number)
    return None


def _remittance(count: int, amount: Decimal | None, notes: int | None) -> Decimal | None:
    """The standard of one remittance; that of several timed together, or of too many notes, is not written."""
    if count != 1 or amount is None:
        return None
    if amount <= BASE_AMOUNT:
        return None if notes is not None and notes > BASE_NOTES else Decimal(REMITTANCE_MINUTES)
    return REMITTANCE_MINUTES + (amount - BASE_AMOUNT) // BASE_AMOUNT


def minutes_of(seconds: int) -> Decimal:
    """Seconds in minutes, to two places."""
    return (Decimal(seconds) / 60).quantize(_CENT, ROUND_HALF_UP)


def elapsed(started: dt.time | None, ended: dt.time | None) -> int | None:
    """Minutes from one time of a day to another; None when one is blank or they run backwards."""
    if started is None or ended is None or ended < started:
        return None
    return (ended.hour - started.hour) * 60 + ended.minute - started.minute


def _measured(values: Values) -> Decimal | None:
    """Minutes by the stopwatch, else by the clock."""
    if values.get("seconds") is not None:
        return minutes_of(values["seconds"])
    whole = elapsed(values.get("started"), values.get("ended"))
    return None if whole is None else Decimal(whole)


def _fill(values: Values, context: Context) -> Values:
    found: dict[str, object] = {}
    standard = standard_minutes(*(values.get(name) for name in ("business", "count", "amount", "notes")))
    minutes = _measured(values)
    if standard is not None:
        found["standard"] = standard
    if minutes is not None:
        found["minutes"] = minutes
    allowed = values.get("standard") if values.get("standard") is not None else standard
    took = values.get("minutes") if values.get("minutes") is not None else minutes
    if allowed is not None and took is not None:
        found["passed"] = PASSED if took <= allowed else FAILED
    return found


def _doubts(values: Values) -> Iterator[str]:
    started, ended = values.get("started"), values.get("ended")
    if started and ended and ended < started:
        yield "结束时间早于开始时间"
    minutes, standard, passed = (values.get(name) for name in ("minutes", "standard", "passed"))
    clock, seconds = elapsed(started, ended), values.get("seconds")
    if clock is not None and minutes is not None and abs(minutes - clock) > _STOPWATCH:
        yield f"从开始到结束是{clock}分钟，用时却填{minutes}分钟"
    if seconds is not None and minutes is not None and minutes != minutes_of(seconds):
        yield f"秒表计{seconds}秒，用时却填{minutes}分钟"
    if minutes is None or standard is None or passed is None:
        return
    if passed != (PASSED if minutes <= standard else FAILED):
        yield f"用时{minutes}分钟，标准{standard}分钟，却记{passed}"


KIND = Kind(
    slug="timing",
    title="现场测时",
    paper="现场测时登记簿",
    number="R28",
    group="检查整改",
    form=Form.REGISTER,
    date="date",
    subject="{window}{business}测时",
    note="按方案的时限标准现场测时，标准、用时和是否合格自动推算；没有标准的业务自己填标准。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=3),
        Date(name="date", label="日期", required=True, sample="2015年7月16日", width=8.8),
        Choice(name="period", label="时段", choices=("忙时", "平时", "闲时"), sample="忙时", width=3.4),
        replace(WINDOW, sample="二号窗口", width=7),
        Choice(
            name="business",
            label="业务种类",
            required=True,
            choices=BUSINESSES,
            other=True,
            hint="邮件测时不含验视和封装",
            sample=REMITTANCE,
            width=9,
        ),
        Time(name="started", label="开始", sample="9:05", width=3.6),
        Time(name="ended", label="结束", sample="9:11", width=3.6),
        Whole(name="count", label="件数", hint="邮件的件数、报刊的种数、一种邮票的套数；不填按1", sample=1, width=3),
        Money(name="amount", label="金额（元）", hint="汇款填；每超一万元增加1分钟", sample="20000", width=6.4),
        Whole(name="notes", label="现钞张数", hint="汇款填；一万元以下以300张为限", sample=200, indexed=False),
        Whole(name="seconds", label="秒表用时（秒）", hint="用秒表时填，比时钟准", sample=345, indexed=False),
        Score(
            name="standard",
            label="标准分钟",
            most=Decimal(600),
            places=2,
            hint="留空时按业务种类推算",
            sample="6",
            width=5,
        ),
        Score(name="minutes", label="用时分钟", most=Decimal(600), places=2, sample="5.75", width=5),
        Choice(
            name="passed", label="是否合格", choices=PASS_FAIL, hint="留空时按标准和用时判断", sample=PASSED, width=5
        ),
        Person(name="timer", label="测时人", required=True, sample="沈文君", width=4.2),
        LongText(name="note", label="备注", sample="测时时大厅等候十二人"),
    ),
)
