"""A kind of paper or register: its fields and habits, declared once."""

from __future__ import annotations

import enum
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.fields.base import Context, Field

GROUPS = ("创建管理", "检查整改", "评议满意", "投诉监督", "办件服务", "基础资料", "自建登记簿")
"""Groups of registers, in the order in which they are listed: part B of the digest of schemes, then the rest."""

Values = Mapping[str, Any]


class Form(enum.Enum):
    """How the records of a kind become paper."""

    EACH = "each"
    """One paper per record."""
    REGISTER = "register"
    """One register for all records."""
    DATA = "data"
    """No paper of its own (roster entries, single ballots, filing settings)."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of record.

    `slug` is its key, `title` its Chinese name, `paper` the title of its paper (“会议记录”). `date` names the
    field that dates a record; it decides stage and filing order. `subject` is a pattern over field names that makes a
    record's own title. `signed` says that a signed scan belongs to it. `stage_field` names a field that holds the
    stage's name when the date alone does not decide.
    """

    slug: str
    title: str
    paper: str
    fields: tuple[Field, ...]
    form: Form = Form.EACH
    date: str = ""
    subject: str = ""
    signed: bool = False
    stage_field: str = ""
    unique: str = ""
    """Name of a field whose value may stand only once among the living records (such as a person's name)."""
    secret: bool = False
    """Whether the history keeps no values of its records, so that no voter can be traced (design §4.12)."""
    topic: str = ""
    """Papers of one topic stay together in a volume and are ordered by time in it; the kind's title when empty."""
    scanned: bool = False
    """Whether the paper itself comes from elsewhere: then any attached file is it, signed or not."""
    author: str = "author"
    """Name of the field that holds the 责任者 of a record's paper; the unit where there is none."""
    note: str = ""
    """One sentence shown by `taizhang kinds`: what it is for."""
    number: str = ""
    """Its number in part B of the digest of schemes, such as R05; empty for what is not a register of its own."""
    group: str = "基础资料"
    """One of GROUPS."""
    proof: str = ""
    """What has to be attached to each record (“签到表、照片”); a record without any attachment is then a gap."""
    fill: Callable[[Values, Context], Values] | None = None
    """Values for fields left blank, worked out of the others: a day that is due, a rate. Only blanks are filled."""
    doubts: Callable[[Values], Iterable[str]] | None = None
    """What contradicts itself in one record: clauses without a subject, such as “实到人数多于应到人数”."""
    unfinished: Callable[[Values], tuple[str, ...]] | None = None
    """The places of a drafted text that are still left open for the clerk, as they are called; they are a gap."""

    def field(self, name: str) -> Field:
        """The field called `name`; raises KeyError when the kind has none."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(name)

    def has(self, name: str) -> bool:
        """Whether a field is called `name`."""
        return any(each.name == name for each in self.fields)

    def title_of(self, values: dict[str, Any]) -> str:
        """The title of a record with these values, from `subject`; the kind's own title when nothing is filled."""
        if not self.subject:
            return self.paper
        title = ""
        for literal, name, _, _ in string.Formatter().parse(self.subject):
            title = _joined(title, literal)
            if name:
                title += self.field(name).show(values.get(name))
        return title.strip() or self.paper


def _joined(title: str, ending: str) -> str:
    """The ending behind a title, what both share written once: 第一次会议 and 会议记录 make 第一次会议记录."""
    shared = next((length for length in range(len(ending) - 1, 1, -1) if title.endswith(ending[:length])), 0)
    return title + ending[shared:]
