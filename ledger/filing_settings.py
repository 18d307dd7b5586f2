"""How the unit wants its papers numbered, printed and boxed: the settings of the filing plan, with their defaults."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from ledger.filing_choices import CORNERS, DA_T_22_WORDS, GB_T_9705_WORDS, OWN_WORDS
from ledger.index_columns import DA_T_22, GB_T_9705, IndexColumn, index_columns
from ledger.records import Record
from ledger.snapshot import Snapshot


class Corner(enum.Enum):
    """Where the archival page number of an item stands; front sides have it right, back sides left."""

    UPPER = "upper"
    """Upper outer corner (DA/T 22-2015, 6.3)."""
    LOWER = "lower"
    """Lower outer corner, as volumes of science and building files have it."""
    NONE = "none"


@dataclass(frozen=True)
class FilingSettings:
    """`index` are the columns of 归档文件目录, `volume_index` those of 卷内目录.

    `fresh_sheet` (each item starts on a fresh sheet) means something only when `duplex`. `stamp` says whether page 1 of
    an item gets the 归档章. `paper_weight` is in g/m²; `boxes` are the spines at hand in mm, ascending.
    """

    corner: Corner = Corner.UPPER
    duplex: bool = True
    fresh_sheet: bool = True
    stamp: bool = True
    index: tuple[IndexColumn, ...] = DA_T_22
    volume_index: tuple[IndexColumn, ...] = GB_T_9705
    paper_weight: int = 70
    boxes: tuple[int, ...] = (20, 30, 40, 50)


def filing_plan(snapshot: Snapshot) -> Record | None:
    """The unit's filing plan, None when there is none."""
    return next(iter(snapshot.of("filing_plan")), None)


def settings_of(snapshot: Snapshot) -> FilingSettings:
    """The settings of the filing plan, the defaults where it is blank or missing. Raises UnusableIndex."""
    plan = filing_plan(snapshot)
    default = FilingSettings()
    if plan is None:
        return default
    own = plan["index_columns"]
    boxes = tuple(sorted(int(words.removesuffix("毫米")) for words in plan["boxes"] or ()))
    return FilingSettings(
        corner=Corner(CORNERS.get(plan["corner"], default.corner.value)),
        duplex=plan["sides"] != "单面",
        fresh_sheet=plan["fresh_sheet"] != "否",
        stamp=plan["stamp"] != "否",
        index=_columns(plan["index_form"], own, default.index),
        volume_index=_columns(plan["volume_form"], own, default.volume_index),
        paper_weight=plan["paper_weight"] or default.paper_weight,
        boxes=boxes or default.boxes,
    )


def _columns(
    form: str | None, own: tuple[str, ...] | None, default: tuple[IndexColumn, ...]
) -> tuple[IndexColumn, ...]:
    """The columns of the form that was chosen; 自定 without columns is the default."""
    if form == OWN_WORDS:
        return index_columns(own) if own else default
    return {DA_T_22_WORDS: DA_T_22, GB_T_9705_WORDS: GB_T_9705}.get(form or "", default)
