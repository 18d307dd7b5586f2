"""What can be wrong with a scheme, said with the file, the key and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ledger.errors import InputError


class SchemeError(InputError):
    """A scheme that cannot be used: `source` is its file, `key` the place in it, `reason` what is wrong."""

    def __init__(self, source: str, key: str, reason: str) -> None:
        self.source, self.key, self.reason = source, key, reason
        place = f"的“{key}”" if key else ""
        super().__init__(f"方案“{source}”{place}{reason}，请改正后再用。")


class BadToml(SchemeError):
    """The text is no TOML; the reason names line and column."""


class UnknownKey(SchemeError):
    """A key that no scheme has."""

    def __init__(self, source: str, key: str, known: Iterable[str]) -> None:
        super().__init__(source, key, f"不认识，此处可以写：{'、'.join(known)}")


class MissingKey(SchemeError):
    """A key that every scheme must have."""

    def __init__(self, source: str, key: str) -> None:
        super().__init__(source, key, "缺少，此项必写")


class WrongType(SchemeError):
    """A value of another type than wanted."""

    def __init__(self, source: str, key: str, want: str) -> None:
        super().__init__(source, key, f"写法不对，应为{want}")


class DuplicateKey(SchemeError):
    """A key or number that stands twice where it must stand once."""

    def __init__(self, source: str, key: str, value: str) -> None:
        super().__init__(source, key, f"中“{value}”重复")


class UnknownReference(SchemeError):
    """A name of a stage, kind, field, node or table that does not exist."""

    def __init__(self, source: str, key: str, value: str, known: Iterable[str]) -> None:
        self.value = value
        super().__init__(source, key, f"指向“{value}”，但没有它，现有：{'、'.join(known) or '无'}")


class BadSpan(SchemeError):
    """A stage's period that gives no days, or days out of order."""


class BandsDisagree(SchemeError):
    """Grades that overlap, are upside down or leave out an end of the scale."""


class NoGroups(SchemeError):
    """A review without groups."""


class BrokenFormula(SchemeError):
    """Nodes that go round in a circle, that nothing leads to, or whose full marks disagree."""


class PointsNotFull(SchemeError):
    """Items of a check table whose full points do not sum to the table's."""

    def __init__(self, source: str, key: str, total: Decimal, full: Decimal) -> None:
        super().__init__(source, key, f"各项标准分之和是 {total:f}，不等于满分 {full:f}")


class WeightsNotHundred(SchemeError):
    """Weights of a mean or of a review's groups that do not sum to 100."""

    def __init__(self, source: str, key: str, total: Decimal) -> None:
        self.total = total
        super().__init__(source, key, f"各部分权重之和是 {total:f}，不等于 100")


class UnknownScheme(InputError):
    """No shipped scheme has this id."""

    def __init__(self, scheme_id: str, known: Iterable[str]) -> None:
        self.scheme_id = scheme_id
        super().__init__(f"没有编号为“{scheme_id}”的方案，请从现有方案中选一个：{'、'.join(known) or '无'}。")


class UnknownRule(InputError):
    """No rule has this key."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        super().__init__(f"没有名为“{key}”的计分规则，可以设置的规则有：{'、'.join(known)}。")


class BadRuleValue(InputError):
    """A value that the rule does not offer."""

    def __init__(self, key: str, name: str, given: object, choices: Iterable[str]) -> None:
        self.key, self.given, self.offered = key, given, tuple(choices)
        super().__init__(f"计分规则“{key}”（{name}）不能设为“{given}”，请从中选一个：{'、'.join(self.offered)}。")


class EmptyReason(InputError):
    """A weight or rule was changed without a reason."""

    def __init__(self) -> None:
        super().__init__("更改权重或计分规则必须写明理由，请填写理由后再保存。")


class UnknownChange(InputError):
    """A change of something that a scheme does not have."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        super().__init__(f"方案中没有可以更改的“{key}”，可以更改的有：{'、'.join(known)}。")


class BadWeight(InputError):
    """A weight that is no number from 0 to 100."""

    def __init__(self, key: str, given: object) -> None:
        self.key, self.given = key, given
        super().__init__(f"权重“{key}”不能改为“{given}”，请填 0 到 100 之间的数。")
