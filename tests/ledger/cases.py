"""Cases made by hand for statistics: typed as a clerk types them, without a library on disk."""

from __future__ import annotations

from ledger.records import Record
from ledger.schemes.model import Scheme
from ledger.schemes.rules import with_rules
from ledger.statistics import Period, Rate, rates
from tests.ledger.snapshots import QIDONG, record, snapshot

YEAR = Period(2015)


def ruled(**rules: object) -> Scheme:
    """The Qidong scheme with these rules in force."""
    return with_rules(QIDONG, rules)


def case(number: int | str, received: str = "7月6日", **typed: object) -> Record:
    """A 限时件 of 5 working days that is accepted on the day it comes in; with a day of its end it is 办结."""
    done = {"result": "办结"} if typed.get("finished") else {"result": "在办"}
    given = {
        "item": "减免税审批",
        "sort": "限时件",
        "accepted": received,
        "papers": received,
        "days": 5,
        **done,
        **typed,
    }
    kept = {name: value for name, value in given.items() if value is not None}
    return record("case", f"case-{number}", number=str(number), received=received, **kept)


def instant(number: int | str, received: str = "7月6日", **typed: object) -> Record:
    """A 即办件 finished on the day it comes in."""
    given = {"finished": received, "on_spot": "是", **typed}
    return case(number, received, sort="即办件", days=None, accepted=None, papers=None, **given)


def reported(uid: str = "report", **typed: object) -> Record:
    """A statement handed in for the year."""
    given = {"title": "年报", "sort": "年报", "first": "1月1日", "last": "12月31日", "date": "2016年1月5日", **typed}
    return record("window_statement", uid, **given)


def rate(
    key: str, *records: Record, scheme: Scheme = QIDONG, period: Period = YEAR, window: str = "", person: str = ""
) -> Rate:
    """The rate of that key over these records."""
    found = rates(snapshot(*records, scheme=scheme), period, window=window, person=person)
    return next(each for each in found if each.key == key)
