"""The parts of a scheme, each with its form: the table of what can be edited."""

from __future__ import annotations

from decimal import Decimal

from forms.dialogs import scheme_codecs as codecs
from forms.dialogs.scheme_codecs import YES, Entry
from forms.dialogs.scheme_draft import ITEMS, TABLE, Draft
from forms.dialogs.scheme_part import BASIC, SchemePart
from ledger.fields import Choice, Choices, LongText, Percent, Rows, Score, Text, Whole
from ledger.schemes.dump import Data
from ledger.schemes.provisions import EVERY, OPERATORS

NODE_KINDS = {
    "mean": "加权平均",
    "value": "直接登记的得分",
    "review": "民主评议",
    "table": "检查表得分",
    "survey": "检查或测评的结果",
}
POINT_KINDS = {
    "each": "每项扣",
    "missing": "每缺一项扣",
    "flat": "不合格扣",
    "place": "每处扣",
    "pp": "每差1个百分点扣",
    "zero": "有此情况本项全扣",
    "veto": "一票否决",
    "none": "不扣分",
}
_LONG = 400
_POINTS = Decimal(10_000)


def _text(name: str, label: str, *, required: bool = False, hint: str = "", long: bool = False) -> Entry:
    most = _LONG if long else 200
    return codecs.same(Text(name=name, label=label, required=required, hint=hint, most=most))


def _kind(*, required: bool, hint: str = "") -> Entry:
    field = Choice(name="kind", label="登记簿", source="kinds", required=required, hint=hint, width=20)
    return codecs.named(field, "kinds")


_NAME = _text("name", "名称", required=True, long=True)
_BASIS = _text("basis", "出处", long=True)
_LOST = _text("lost", "来源缺什么", hint="补齐以后清空这一栏", long=True)
_WHERE = codecs.where(
    Rows(
        name="where",
        label="只算这样的记录",
        columns=(
            Choice(name="column", label="栏目", source="columns", other=True, required=True, width=10),
            Text(name="words", label="内容", required=True, width=14),
        ),
    )
)
_LEAST = codecs.least(Whole(name="least", label="至少几份", hint="空着是1"))
_TASKS = Rows(name="tasks", label="任务", columns=(Text(name="name", label="任务", required=True, most=_LONG),))
_CHILDREN = Rows(
    name="parts",
    label="加权平均的各部分",
    hint="只有“加权平均”填，权重合计100%",
    columns=(
        Choice(name="key", label="计分项目", source="nodes", required=True, width=20),
        Percent(name="weight", label="权重", required=True),
    ),
)
_GROUPS = Rows(
    name="groups",
    label="民主评议的组别",
    hint="只有“民主评议”填，权重合计100%",
    columns=(
        Text(name="name", label="组别", required=True, width=16),
        Percent(name="weight", label="权重", required=True),
        Text(name="members", label="组里的身份", width=14),
    ),
)
_BANDS = Rows(
    name="bands",
    label="评议等次",
    hint="不计分的等次（如“不了解”）不填上下限",
    columns=(
        Text(name="name", label="等次", required=True, width=10),
        Score(name="least", label="下限", most=_POINTS),
        Score(name="most", label="上限", most=_POINTS),
        Choice(name="satisfied", label="算满意", choices=(YES,), width=6),
    ),
)
_POINT_ROWS = Rows(
    name="points",
    label="检查要点和扣法",
    hint="“每差1个百分点扣”的写应达到的百分数；不扣分、全扣和否决的不写扣分",
    columns=(
        Text(name="text", label="要点", required=True, most=_LONG, width=18),
        Choice(name="kind", label="扣法", choices=tuple(POINT_KINDS.values()), required=True, width=10),
        Score(name="amount", label="扣分", most=_POINTS, width=5),
        Percent(name="target", label="应达到", most=_POINTS, width=5),
    ),
)
_HEADINGS = Rows(
    name="headings",
    label="标题",
    columns=(
        Text(name="title", label="标题", required=True, width=16),
        Choices(name="kinds", label="统计哪些登记簿", source="kinds", width=18),
    ),
)


def _stage(table: Data, draft: Draft) -> str:
    return draft.name("stages", table.get("stage", ""))


def _of_item(table: Data, draft: Draft) -> str:
    full = table.get("full")
    return f"{full}分" if full is not None else "合格或不合格"


PARTS = (
    SchemePart(
        BASIC,
        "基本情况",
        "方案的名称、依据和宗旨；计分的方案写明哪一项是总得分。",
        (
            _NAME,
            _text("basis", "依据", required=True, long=True),
            codecs.lines(LongText(name="goals", label="宗旨", hint="一行一条")),
            _text("assessor", "考核单位"),
            codecs.lines(LongText(name="methods", label="考核方式", hint="一行一条")),
            codecs.named(Choice(name="root", label="总得分", source="nodes", width=20), "nodes"),
            codecs.named(
                Choice(name="inspection", label="查资料的计分项目", source="nodes", width=20, hint="资料不全扣哪一项"),
                "nodes",
            ),
        ),
        single=True,
    ),
    SchemePart(
        "stages",
        "阶段与任务",
        "时间照方案的写法：5月、6—9月、8月中旬、10月中旬以后。",
        (
            _NAME,
            codecs.span(Text(name="span", label="时间", required=True)),
            codecs.rows(_TASKS, (codecs.same(_TASKS.columns[0]),), stem="task"),
        ),
        note=lambda table, draft: str(table.get("span", "")),
        stem="stage",
    ),
    SchemePart(
        "required",
        "必备资料",
        "每个阶段要有的资料：登记在哪本登记簿里、至少几份、证明什么。",
        (
            _NAME,
            codecs.named(Choice(name="stage", label="阶段", source="stages", required=True, width=20), "stages"),
            _kind(required=True),
            _WHERE,
            _LEAST,
            codecs.flag(Choice(name="signed", label="要签字扫描件", choices=(YES,))),
            _text("proves", "证明什么", required=True, long=True),
            codecs.named(Choice(name="node", label="影响哪项得分", source="nodes", width=20), "nodes"),
            codecs.points(Score(name="points", label="缺了扣", most=_POINTS, hint="方案没有写明的空着")),
            _BASIS,
        ),
        note=_stage,
        stem="paper",
    ),
    SchemePart(
        "duties",
        "经常性工作",
        "按日、周、月、季、年重复做的，或在某日以前做一次的；不选登记簿的只列出、不检查。",
        (
            _NAME,
            codecs.word(Choice(name="every", label="多久一次", choices=tuple(EVERY.values()), required=True), EVERY),
            _kind(required=False, hint="做了以后登记在哪里"),
            _WHERE,
            _LEAST,
            codecs.day(Text(name="by", label="哪一日以前", hint="“一次”“每年”的填，如10月31日", width=12)),
            codecs.span(Text(name="span", label="只在哪段时间", hint="如6—9月，全年的空着", width=12)),
            _BASIS,
        ),
        note=lambda table, draft: EVERY.get(table.get("every", ""), ""),
        stem="duty",
    ),
    SchemePart(
        "standards",
        "创建标准",
        "一条标准和它的检查要点，自查时逐条对照。",
        (_NAME, codecs.lines(LongText(name="points", label="检查要点", hint="一行一条"))),
        note=lambda table, draft: f"{len(table.get('points', ()))}条要点",
        stem="standard",
    ),
    SchemePart(
        "lists",
        "名目清单",
        "方案里成串的名目，如“六公开”；来源只有名称的，在这里补上内容。",
        (_NAME, codecs.lines(LongText(name="words", label="内容", hint="一行一条")), _LOST),
        note=lambda table, draft: "待补录" if table.get("lost") else f"{len(table.get('words', ()))}条",
        stem="list",
    ),
    SchemePart(
        "targets",
        "目标",
        "要达到的数；选了统计数的，程序按登记的记录算出来对照。",
        (
            _NAME,
            codecs.word(Choice(name="op", label="比较", choices=tuple(OPERATORS.values())), OPERATORS),
            codecs.figure(Text(name="value", label="数值", width=10)),
            _text("unit", "单位"),
            _text("words", "不是数的写法", hint="如“十几个工作日”"),
            codecs.named(Choice(name="rate", label="对照的统计数", source="rates", width=20), "rates"),
            _BASIS,
            _LOST,
        ),
        note=lambda table, draft: f"{table.get('value', table.get('words', ''))}{table.get('unit', '')}",
        stem="target",
    ),
    SchemePart(
        "rewards",
        "奖励",
        "奖给谁、多少。",
        (
            _text("who", "奖给谁", required=True, long=True),
            codecs.same(Whole(name="count", label="几个")),
            codecs.figure(Text(name="amount", label="数额", width=10)),
            _text("unit", "单位"),
            _BASIS,
        ),
        note=lambda table, draft: f"{table.get('amount', '')}{table.get('unit', '')}",
        stem="reward",
        called=("who",),
    ),
    SchemePart(
        "vetoes",
        "一票否决",
        "检查表以外，有了就不能评上的情形。",
        (_text("words", "情形", required=True, long=True), _BASIS),
        stem="veto",
        called=("words",),
    ),
    SchemePart(
        "tables",
        "检查表",
        "每张表的名称和满分；来源缺了的表，先在这里加一张，再到“检查项目”里逐项填。新表自动列入计分。",
        (_NAME, codecs.points(Score(name="full", label="满分", most=_POINTS, required=True))),
        note=lambda table, draft: f"满分{table.get('full', '')}分",
        stem="table",
    ),
    SchemePart(
        ITEMS,
        "检查项目",
        "检查表的每一项：标准分之和要等于表的满分；不写标准分的只判合格不合格。",
        (
            codecs.named(Choice(name=TABLE, label="检查表", source="tables", required=True, width=20), "tables"),
            _text("no", "编号", required=True),
            _NAME,
            _text("group", "类别"),
            codecs.points(Score(name="full", label="标准分", most=_POINTS)),
            codecs.rows(
                _POINT_ROWS,
                (
                    codecs.same(_POINT_ROWS.columns[0]),
                    codecs.word(_POINT_ROWS.columns[1], POINT_KINDS),
                    codecs.points(_POINT_ROWS.columns[2]),
                    codecs.points(_POINT_ROWS.columns[3]),
                ),
            ),
        ),
        note=_of_item,
        called=("no", "name"),
    ),
    SchemePart(
        "nodes",
        "计分项目",
        "总得分由哪些部分、各占多少算出来；怎样取舍、修约在“活动与阶段”的“计分规则”里改。",
        (
            _NAME,
            codecs.word(
                Choice(name="kind", label="怎样得分", choices=tuple(NODE_KINDS.values()), required=True), NODE_KINDS
            ),
            codecs.points(Score(name="full", label="满分", most=_POINTS, hint="空着是100分")),
            codecs.points(Score(name="threshold", label="达标线", most=_POINTS)),
            codecs.rows(_CHILDREN, (codecs.named(_CHILDREN.columns[0], "nodes"), codecs.points(_CHILDREN.columns[1]))),
            codecs.rows(
                _GROUPS,
                (
                    codecs.same(_GROUPS.columns[0]),
                    codecs.points(_GROUPS.columns[1]),
                    codecs.several(_GROUPS.columns[2]),
                ),
                stem="group",
            ),
            codecs.rows(
                _BANDS,
                (
                    codecs.same(_BANDS.columns[0]),
                    codecs.points(_BANDS.columns[1]),
                    codecs.points(_BANDS.columns[2]),
                    codecs.flag(_BANDS.columns[3]),
                ),
            ),
            codecs.named(Choice(name=TABLE, label="检查表", source="tables", width=20), "tables"),
        ),
        note=lambda table, draft: NODE_KINDS.get(table.get("kind", ""), ""),
        stem="node",
    ),
    SchemePart(
        "volumes",
        "报送分卷",
        "一种登记簿只归一卷；没有点名的按日期归到那个阶段的卷，所以每个阶段都要有一卷。",
        (
            _text("no", "卷号", required=True),
            _NAME,
            _text("code", "问题代码", required=True),
            codecs.named(Choice(name="stage", label="收哪个阶段", source="stages", width=20), "stages"),
            codecs.kinds(Choices(name="kinds", label="收哪些登记簿", source="kinds", width=30)),
        ),
        note=lambda table, draft: str(table.get("no", "")),
    ),
    SchemePart(
        "outlines",
        "报告提纲",
        "报告的标题，和每个标题下统计哪些登记簿。",
        (
            _NAME,
            codecs.rows(_HEADINGS, (codecs.same(_HEADINGS.columns[0]), codecs.kinds(_HEADINGS.columns[1]))),
        ),
        note=lambda table, draft: f"{len(table.get('headings', ()))}个标题",
        stem="outline",
    ),
    SchemePart(
        "figures",
        "来源的数字",
        "来源写自己单位的数字，照抄下来供对照，不参与计算。",
        (_NAME, _text("value", "数字", required=True, hint="照来源原样，如5000余"), _text("unit", "单位"), _BASIS),
        note=lambda table, draft: f"{table.get('value', '')}{table.get('unit', '')}",
        stem="figure",
    ),
    SchemePart(
        "lost",
        "来源缺失待补录",
        "来源丢失或没有写明的。补到相应的部分以后，把这里的一条删去。",
        (_text("place", "哪一处", required=True, long=True), _text("words", "缺什么", required=True, long=True)),
        called=("place",),
    ),
)
"""The parts, in the order in which they are listed."""
