"""The receipt that goes back to the sender of a package (移交回执): written, read strictly, noted in his library."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from exports.errors import CannotRead, CannotWrite
from exports.handover.layout import RECEIPT_PREFIX, UNIT_LIMIT
from exports.names import safe_name
from ledger.book import Ledger
from ledger.durable import replace_file
from ledger.errors import InputError
from ledger.handovers import Noted, note_receipt
from ledger.snapshot import day_of

FORM = 1
"""The form of a receipt that this program writes and reads."""
LIMIT = 256 * 1024
"""Bytes that a receipt may have."""
ACTIONS = {
    "beside": "另行打开",
    "replace": "替换了原有的台帐库",
    "merge": "并入了原有的台帐库",
    "branch": "作为下级单位汇总",
    "kept": "只作核对和保存",
}
"""What the receiver did with a package."""

_NAMES = {"receipt", "package", "manifest", "campaign", "received", "by", "unit", "verified", "findings", "action"}
_SEAL = "check"
_WORDS, _LARGEST = 1000, 2**53
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class BadReceipt(InputError):
    """A file is no receipt of this program, or was changed afterwards."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(f"“{name}”不能作为移交回执登记：{why}，什么也没有改动。请让接收方重新发一份回执。")


class ReceiptOfOther(InputError):
    """A receipt is for a package of another library."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"“{name}”是另一个台帐库的移交回执，什么也没有改动：请在移交它的那个台帐库里登记。")


@dataclass(frozen=True)
class Receipt:
    """That a package arrived: its uuid, the SHA-256 of its manifest, and the campaign it is of.

    `received` is UTC, `by` and `unit` are the receiver's. `verified` says that the package was found whole;
    `findings` are sentences on what was not. `action` is one of ACTIONS, `counts` numbers by Chinese words.
    """

    package: str
    manifest: str
    campaign: str
    received: dt.datetime
    by: str
    unit: str
    verified: bool
    findings: tuple[str, ...]
    action: str
    counts: Mapping[str, int]

    @property
    def result(self) -> str:
        """What was done, for the library of the sender."""
        state = "核对无误" if self.verified else f"核对发现{len(self.findings)}处问题"
        counted = "、".join(f"{words}{count}" for words, count in self.counts.items())
        return "，".join(filter(None, (state, ACTIONS[self.action], counted)))


def receipt_json(receipt: Receipt) -> bytes:
    """The receipt as a file, UTF-8, with a digest of itself that shows a careless change."""
    facts: dict[str, Any] = {
        "receipt": FORM,
        "package": receipt.package,
        "manifest": receipt.manifest,
        "campaign": receipt.campaign,
        "received": receipt.received.isoformat(),
        "by": receipt.by,
        "unit": receipt.unit,
        "verified": receipt.verified,
        "findings": list(receipt.findings),
        "action": receipt.action,
        "counts": dict(receipt.counts),
    }
    return (json.dumps({**facts, _SEAL: _seal(facts)}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _seal(facts: Mapping[str, Any]) -> str:
    words = json.dumps(facts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode("ascii")).hexdigest()


def write_receipt(folder: Path, receipt: Receipt) -> Path:
    """Write 移交回执_<unit>_<day>.json into `folder`, beside those that are there. Raises CannotWrite."""
    front = f"{RECEIPT_PREFIX}{safe_name(receipt.unit, UNIT_LIMIT)}_{day_of(receipt.received):%Y%m%d}"
    number, path = 1, folder / f"{front}.json"
    try:
        while path.exists():
            number += 1
            path = folder / f"{front}_{number}.json"
        replace_file(path, receipt_json(receipt))
    except OSError as error:
        raise CannotWrite(path, error) from error
    return path


def read_receipt(path: Path) -> Receipt:
    """The receipt in the file at `path`; nothing in it is taken on trust. Raises BadReceipt, CannotRead."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError as error:
        raise CannotRead(path, error) from error
    return _Reading(path.name).receipt(data)


def note(ledger: Ledger, path: Path) -> Noted:
    """Note the receipt at `path` in the library of the sender; `known` tells that it was noted before.

    Raises BadReceipt, CannotRead, ReceiptOfOther, UnknownPackage, OtherContent, ReadOnlyLibrary; then, and when it
    is known, nothing is changed.
    """
    receipt = read_receipt(path)
    if receipt.campaign != ledger.campaign.uid:
        raise ReceiptOfOther(path.name)
    return note_receipt(
        ledger.session,
        receipt.package,
        digest=receipt.manifest,
        received_at=receipt.received,
        received_by="，".join(filter(None, (receipt.unit, receipt.by))),
        result=receipt.result,
    )


@dataclass(frozen=True)
class _Reading:
    """The reading of one file."""

    name: str

    def receipt(self, data: bytes) -> Receipt:
        facts = self._object(data)
        if facts.get("receipt") != FORM:
            self._refuse("它不是移交回执，或是别的版本写的")
        if facts.keys() != _NAMES | {"counts", _SEAL}:
            self._refuse("它的栏目不对")
        if facts[_SEAL] != _seal({name: value for name, value in facts.items() if name != _SEAL}):
            self._refuse("它写好以后被改动过")
        if facts["action"] not in list(ACTIONS) or not isinstance(facts["verified"], bool):
            self._refuse("它的栏目不对")
        return Receipt(
            package=self._matching(facts["package"], str(uuid.UUID(int=0)).replace("0", "[0-9a-f]")),
            manifest=self._matching(facts["manifest"], "[0-9a-f]{64}"),
            campaign=self._word(facts["campaign"]),
            received=self._moment(facts["received"]),
            by=self._word(facts["by"]),
            unit=self._word(facts["unit"]),
            verified=facts["verified"],
            findings=tuple(self._word(each) for each in self._list(facts["findings"])),
            action=facts["action"],
            counts=self._counts(facts["counts"]),
        )

    def _object(self, data: bytes) -> dict[str, Any]:
        if len(data) > LIMIT:
            self._refuse("它太大了")
        try:
            found = json.loads(data.decode("utf-8"), object_pairs_hook=self._once, parse_constant=self._no_number)
        except (ValueError, RecursionError) as error:
            raise BadReceipt(self.name, "它不是正确的JSON文件") from error
        if not isinstance(found, dict):
            self._refuse("它的栏目不对")
        return found

    def _once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            self._refuse("有的栏目写了两遍")
        return found

    def _no_number(self, word: str) -> NoReturn:
        self._refuse("里面有不是数字的数")

    def _word(self, value: object) -> str:
        if not isinstance(value, str) or len(value) > _WORDS or _CONTROL.search(value):
            self._refuse("它的栏目不对")
        return value

    def _matching(self, value: object, pattern: str) -> str:
        if not re.fullmatch(pattern, word := self._word(value)):
            self._refuse("它的栏目不对")
        return word

    def _list(self, value: object) -> list[Any]:
        if not isinstance(value, list):
            self._refuse("它的栏目不对")
        return value

    def _moment(self, value: object) -> dt.datetime:
        try:
            found = dt.datetime.fromisoformat(self._word(value))
        except ValueError:
            self._refuse("它的时间不对")
        if found.utcoffset() != dt.timedelta(0):
            self._refuse("它的时间不对")
        return found

    def _counts(self, value: object) -> dict[str, int]:
        if not isinstance(value, dict):
            self._refuse("它的栏目不对")
        for number in value.values():
            if type(number) is not int or not 0 <= number <= _LARGEST:
                self._refuse("它的数不对")
        return {self._word(words): number for words, number in value.items()}

    def _refuse(self, why: str) -> NoReturn:
        raise BadReceipt(self.name, why)
