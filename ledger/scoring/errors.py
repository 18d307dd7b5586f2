"""What makes a case impossible to score; every sentence names the group, node, table or item.

UnknownScheme, UnknownRule, BadRuleValue and WeightsNotHundred stand in `ledger.schemes.errors`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ledger.errors import InputError


class BadCase(InputError):
    """The case has another shape than wanted: `key` is the place, `want` what belongs there."""

    def __init__(self, key: str, want: str) -> None:
        self.key = key
        super().__init__(f"计分数据的“{key}”写法不对，应为{want}。")


class UnknownPart(InputError):
    """The case has a key of the top level that no case has."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        super().__init__(f"计分数据中不认识“{key}”，可以写：{'、'.join(known)}。")


class NotANumber(InputError):
    """A score, percentage or count that is no number."""

    def __init__(self, place: str, given: object) -> None:
        self.place, self.given = place, given
        super().__init__(f"{place}的“{given}”不是数字，请填写如 88 或 90.5 的数。")


class NotWhole(InputError):
    """A number of ballots that is no whole number, or absurdly large."""

    def __init__(self, place: str, given: object) -> None:
        self.place, self.given = place, given
        super().__init__(f"{place}的“{given}”不是票数，请填写整数张数。")


class ScoreOutOfRange(InputError):
    """A score below 0 or above the full mark."""

    def __init__(self, place: str, given: str, full: str) -> None:
        self.place, self.given = place, given
        super().__init__(f"{place}的分数 {given} 超出范围，应在 0 到 {full} 之间，请核对。")


class NegativeCount(InputError):
    """A number of ballots or failings below 0."""

    def __init__(self, place: str, given: int) -> None:
        self.place, self.given = place, given
        super().__init__(f"{place}是 {given}，不能小于 0，请核对。")


class ScoreInGap(InputError):
    """A score between two grades while the rule “band_gap” refuses such scores."""

    def __init__(self, group: str, given: str, lower: str, upper: str) -> None:
        self.group, self.given = group, given
        super().__init__(f"“{group}”的分数 {given} 落在“{lower}”与“{upper}”之间，请核对该票或更改规则 band_gap。")


class ReturnedMoreThanIssued(InputError):
    """More ballots came back than were issued."""

    def __init__(self, group: str, issued: int, returned: int) -> None:
        self.group, self.issued, self.returned = group, issued, returned
        super().__init__(f"“{group}”收回 {returned} 张，多于发出的 {issued} 张，请核对票数。")


class CountsDisagree(InputError):
    """Returned ballots are not the void ones plus those entered."""

    def __init__(self, group: str, returned: int, void: int, entered: int) -> None:
        self.group, self.returned, self.void, self.entered = group, returned, void, entered
        super().__init__(
            f"“{group}”收回 {returned} 张，但无效票 {void} 张加已登记的评议票 {entered} 张是 {void + entered} 张，"
            "两数应相等，请补登或更正。"
        )


class EmptyGroup(InputError):
    """A group without a single ballot that counts."""

    def __init__(self, key: str, group: str) -> None:
        self.key, self.group = key, group
        super().__init__(
            f"“{group}”（{key}）没有可以计分的评议票，总分无法计算，请补录评议票，或写明理由更改规则 empty_group。"
        )


class UnknownIdentity(InputError):
    """A ballot of an identity that its group does not have, or of none while identities are averaged first."""

    def __init__(self, group: str, identity: str, known: Iterable[str]) -> None:
        self.group, self.identity = group, identity
        given = f"“{identity}”不是该组的身份类别" if identity else "有票没有写身份类别"
        super().__init__(f"“{group}”{given}，请从中选一个：{'、'.join(known) or '（本组未分身份类别）'}。")


class UnknownNode(InputError):
    """A value, survey, group or table that the scheme does not have."""

    def __init__(self, what: str, key: str, known: Iterable[str]) -> None:
        self.key = key
        super().__init__(f"方案中没有{what}“{key}”，现有：{'、'.join(known) or '无'}。")


class UnknownItem(InputError):
    """An item number that the check table does not have."""

    def __init__(self, table: str, no: str, known: Iterable[str]) -> None:
        self.table, self.no = table, no
        super().__init__(f"检查表“{table}”中没有项目“{no}”，现有：{'、'.join(known)}。")


class MissingScore(InputError):
    """A part of the formula for which nothing was entered."""

    def __init__(self, key: str, name: str) -> None:
        self.key = key
        super().__init__(f"“{name}”（{key}）还没有得分，请先登记。")


class UnlistedItem(InputError):
    """An item without values while the rule “unlisted” refuses that."""

    def __init__(self, table: str, no: str) -> None:
        self.table, self.no = table, no
        super().__init__(f"检查表“{table}”的项目 {no} 没有登记结果，请补登或更改规则 unlisted。")


class WrongNumberOfValues(InputError):
    """An item with more or fewer values than it has points."""

    def __init__(self, table: str, no: str, given: int, wanted: int) -> None:
        self.table, self.no = table, no
        super().__init__(f"检查表“{table}”的项目 {no} 有 {wanted} 条要点，却给了 {given} 个值，请逐条各给一个。")


class WrongCheckValue(InputError):
    """A value of another type than its check point takes."""

    def __init__(self, table: str, no: str, number: int, want: str) -> None:
        self.table, self.no, self.number = table, no, number
        super().__init__(f"检查表“{table}”的项目 {no} 第 {number} 条要点的值不对，应为{want}。")
