"""What stands where in a handover package, and the facts about it that another program reads (移交信息.json)."""

from __future__ import annotations

import datetime as dt
import enum
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from exports.names import safe_name
from ledger.errors import InputError
from ledger.snapshot import day_of

PREFIX = "移交包_"
UNIT_LIMIT = 20
"""UTF-16 units of the unit's name in the name of a package."""

PAGE = "打开我.html"
"""The only tag file besides those of BagIt: it says what is inside."""
PAYLOAD = "data"
EXPLANATION, DIRECTORY = "说明文件.TXT", "文件目录.XML"
ARCHIVE, OTHER = "电子档案", "其他"
"""The four entries of 档发〔2012〕7号 annex 2, below the payload folder of the bag."""
INFO = f"{OTHER}/移交信息.json"
LIBRARY = f"{OTHER}/台帐库"
DATABASE = "ledger.db"
REGISTER, ITEM_LIST, REPORT = "电子档案移交与接收登记表", "移交清单", "核验报告"
"""The three papers in `OTHER`, each as PDF and docx."""
RECEIPT_PREFIX = "移交回执_"

BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
ALGORITHM = "SHA-256"
FORMAT = 1
"""The form of 移交信息.json that this program writes and reads."""
INFO_LIMIT = 64 * 1024
"""Bytes that 移交信息.json may have."""

_WORDS = 1000
"""Characters that one of its words may have."""
_LARGEST = 2**53
"""Whole numbers above this are not the same in every program that reads JSON."""


class Purpose(enum.Enum):
    """What a package is made for; its value stands in 移交信息.json."""

    ARCHIVE = "archive"
    COLLEAGUE = "colleague"
    BRANCH = "branch"

    @property
    def words(self) -> str:
        """The purpose for the clerk."""
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.ARCHIVE: "移交档案室（馆）",
    Purpose.COLLEAGUE: "交给接手的同事",
    Purpose.BRANCH: "报上级单位汇总",
}


class BadInfo(InputError):
    """移交信息.json is not what this program writes; `why` says where it differs."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"移交包里的“{INFO}”读不懂：{why}，请让移交方重新做一份移交包。")


@dataclass(frozen=True)
class PackageInfo:
    """What a package says of itself.

    `made` is UTC. `records` counts the living records of the ledger; `files` and `size` (bytes) count what stands
    below 电子档案, the 校验清单.txt of the submission included. `submission_digest` is the SHA-256 of that list, which
    in turn has the SHA-256 of every other file; `library_digest` that of the ledger.db inside, "" without one.
    """

    package: str
    made: dt.datetime
    by: str
    unit: str
    year: int
    campaign: str
    campaign_name: str
    scheme: str
    program: str
    purpose: Purpose
    library: bool
    records: int
    files: int
    size: int
    submission_digest: str
    library_digest: str = ""


def package_name(unit: str, made: dt.datetime, number: int = 1) -> str:
    """The name of a package, such as 移交包_第五税务分局_20151130; from the second of a day on with `_2` and so on."""
    ending = f"_{day_of(made):%Y%m%d}" + (f"_{number}" if number > 1 else "")
    return PREFIX + safe_name(unit, UNIT_LIMIT) + ending


def how_to_open_name(package: str) -> str:
    """The name of the note beside an encrypted package on how to open it."""
    return f"{package}_打开方法.txt"


def info_json(info: PackageInfo) -> bytes:
    """移交信息.json, UTF-8."""
    data = {
        "format": FORMAT,
        "package": info.package,
        "made": info.made.isoformat(),
        "by": info.by,
        "unit": info.unit,
        "year": info.year,
        "campaign": info.campaign,
        "campaign_name": info.campaign_name,
        "scheme": info.scheme,
        "program": info.program,
        "purpose": info.purpose.value,
        "library": info.library,
        "records": info.records,
        "files": info.files,
        "bytes": info.size,
        "algorithm": ALGORITHM,
        "submission_digest": info.submission_digest,
        "library_digest": info.library_digest,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_info(data: bytes) -> PackageInfo:
    """What 移交信息.json says; nothing in it is taken on trust. Raises BadInfo."""
    facts = _Facts(_object(data))
    if facts.whole("format") != FORMAT:
        raise BadInfo("它是别的版本写的")
    if facts.word("algorithm") != ALGORITHM:
        raise BadInfo(f"校验算法不是{ALGORITHM}")
    return PackageInfo(
        package=facts.uid("package"),
        made=facts.moment("made"),
        by=facts.word("by"),
        unit=facts.word("unit"),
        year=facts.whole("year"),
        campaign=facts.word("campaign"),
        campaign_name=facts.word("campaign_name"),
        scheme=facts.word("scheme"),
        program=facts.word("program"),
        purpose=facts.purpose("purpose"),
        library=facts.yes("library"),
        records=facts.whole("records"),
        files=facts.whole("files"),
        size=facts.whole("bytes"),
        submission_digest=facts.digest("submission_digest"),
        library_digest=facts.digest("library_digest", blank=True),
    )


def _object(data: bytes) -> dict[str, Any]:
    if len(data) > INFO_LIMIT:
        raise BadInfo("它太大了")
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BadInfo("它不是UTF-8编码") from error
    except (ValueError, RecursionError) as error:  # a whole number of thousands of digits is a ValueError too
        raise BadInfo("它不是正确的JSON") from error
    if not isinstance(found, dict):
        raise BadInfo("它的内容不是一组栏目")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadInfo("有的栏目写了两遍")
    return found


def _no_number(word: str) -> NoReturn:
    raise BadInfo("里面有不是数字的数")


@dataclass(frozen=True)
class _Facts:
    """The entries of the file, each asked for as what it must be."""

    data: Mapping[str, Any]

    def word(self, name: str) -> str:
        found = self.data.get(name)
        if not isinstance(found, str) or len(found) > _WORDS or not _is_plain(found):
            self._refuse(name)
        return found

    def whole(self, name: str) -> int:
        found = self.data.get(name)
        if type(found) is not int or not 0 <= found <= _LARGEST:  # True is an int, too
            self._refuse(name)
        return found

    def yes(self, name: str) -> bool:
        found = self.data.get(name)
        if not isinstance(found, bool):
            self._refuse(name)
        return found

    def uid(self, name: str) -> str:
        found = self.word(name)
        try:
            same = str(uuid.UUID(found)) == found
        except ValueError:
            same = False
        if not same:
            self._refuse(name)
        return found

    def moment(self, name: str) -> dt.datetime:
        try:
            found = dt.datetime.fromisoformat(self.word(name))
            offset = found.utcoffset()
        except ValueError:
            self._refuse(name)
        if offset != dt.timedelta(0):
            self._refuse(name)
        return found

    def purpose(self, name: str) -> Purpose:
        try:
            return Purpose(self.word(name))
        except ValueError:
            self._refuse(name)

    def digest(self, name: str, *, blank: bool = False) -> str:
        found = self.word(name)
        if not (re.fullmatch(r"[0-9a-f]{64}", found) or (blank and not found)):
            self._refuse(name)
        return found

    def _refuse(self, name: str) -> NoReturn:
        raise BadInfo(f"“{name}”一栏{'不对' if name in self.data else '没有'}")


def _is_plain(text: str) -> bool:
    """Whether there are neither control characters nor halves of characters in it."""
    return not re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", text)
