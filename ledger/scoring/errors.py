"""What makes a case impossible to score; every sentence names the group, node, table or item.

UnknownScheme, UnknownRule, BadRuleValue and WeightsNotHundred stand in `ledger.schemes.errors`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ledger.errors import InputError


class Unscored(InputError):
    """What keeps a part from having a score; as an error its sentence gives keys too, which a case is written with."""

    def __init__(self, template: str, **words: str) -> None:
        """`template` has its words in braces; those whose name ends in “_key” stand only in the error's sentence."""
        keys = {name: "" for name in words if name.endswith("_key")}
        self.on_paper = template.format(**{**words, **keys})
        super().__init__(template.format(**{**words, **{name: f"（{words[name]}）" for name in keys}}))


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


class ScoreOutOfRange(Unscored):
    """A score of a node or group below 0 or above the full mark."""

    def __init__(self, key: str, name: str, given: str, full: str) -> None:
        self.key, self.given = key, given
        template = "“{name}”{place_key}的分数 {given} 超出范围，应在 0 到 {full} 之间，请核对。"
        super().__init__(template, name=name, place_key=key, given=given, full=full)


class NegativeCount(InputError):
    """A number of ballots or failings below 0."""

    def __init__(self, place: str, given: int) -> None:
        self.place, self.given = place, given
        super().__init__(f"{place}是 {given}，不能小于 0，请核对。")


class ScoreInGap(Unscored):
    """A score between two grades while the rule “band_gap” refuses such scores."""

    def __init__(self, group: str, given: str, lower: str, upper: str) -> None:
        self.group, self.given = group, given
        template = (
            "“{group}”的分数 {given} 落在“{lower}”与“{upper}”之间，"
            "请核对该票，或写明理由更改“落在两个等次之间的分数”的规则{rule_key}。"
        )
        super().__init__(template, group=group, given=given, lower=lower, upper=upper, rule_key="band_gap")


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


class EmptyGroup(Unscored):
    """A group without a single ballot that counts."""

    def __init__(self, key: str, group: str) -> None:
        self.key, self.group = key, group
        template = (
            "“{group}”{group_key}没有可以计分的评议票，总分无法计算，"
            "请补录评议票，或写明理由更改“没有计分票的组别”的规则{rule_key}。"
        )
        super().__init__(template, group=group, group_key=key, rule_key="empty_group")


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


class MissingScore(Unscored):
    """A part of the formula for which nothing was entered."""

    def __init__(self, key: str, name: str) -> None:
        self.key = key
        super().__init__("“{name}”{node_key}还没有得分，请先登记。", name=name, node_key=key)


class UnlistedItem(Unscored):
    """An item without values while the rule “unlisted” refuses that."""

    def __init__(self, table: str, no: str) -> None:
        self.table, self.no = table, no
        template = "检查表“{table}”的项目 {no} 没有登记结果，请补登，或更改“没有登记的检查项目”的规则{rule_key}。"
        super().__init__(template, table=table, no=no, rule_key="unlisted")


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
