"""What the clerk has said of each file that is to be added: where it belongs, and what it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from forms.dialogs.attaching import suggested
from forms.filing_guess import Guess
from forms.screens.filing_taking import Wanted
from forms.widgets.listing import ListColumn, ListRow
from ledger.attachments import ROLES
from ledger.fields import chinese_date
from ledger.kinds import Form
from ledger.records import Record
from ledger.snapshot import Snapshot

NEW, SAME, SKIP = "作为新的归档文件", "并入上一件", "不添加"
_ROLE_WORDS = (("照片", "photo"), ("附件", "annex"))

COLUMNS = (
    ListColumn("file", "文件", 11, stretch=True),
    ListColumn("target", "归到", 12, stretch=True),
    ListColumn("role", "作为", 6),
    ListColumn("why", "根据", 9),
)


@dataclass(frozen=True)
class Chosen:
    """A file and what becomes of it: `target` is a uid, NEW, SAME or SKIP; `data` are the fields of a new paper."""

    path: Path
    target: str
    role: str
    why: str
    data: Mapping[str, Any]
    doubtful: bool = False


def wanted_of(chosen: Sequence[Chosen]) -> tuple[Wanted, ...]:
    """What the action is told: a file that is part of the one before it goes where that goes."""
    wanted = []
    head: Chosen | None = None
    for each in chosen:
        if each.target == SKIP:
            continue
        if each.target == SAME and head is not None:
            wanted.append(Wanted(each.path, each.role, head=head.path))
            continue
        head = each
        wanted.append(Wanted(each.path, each.role, "" if each.target in (NEW, SAME) else each.target, each.data))
    return tuple(wanted)


def head_of(chosen: Sequence[Chosen], place: int) -> Chosen | None:
    """The file that the one at `place` is part of when it is SAME: the nearest before it that is a head itself."""
    return next((each for each in reversed(chosen[:place]) if each.target not in (SAME, SKIP)), None)


def targets_of(snapshot: Snapshot) -> dict[str, str]:
    """What a file may belong to: words by which it is found, each once, and the uid."""
    records = [record for record in snapshot.records if _takes_files(record)]
    titles = Counter(snapshot.title(record) for record in records)
    found = {NEW: NEW, SAME: SAME, SKIP: SKIP}
    for record in records:
        words = snapshot.title(record)
        if titles[words] > 1:
            day = snapshot.day(record)
            words = f"{words}（{day:%Y-%m-%d}）" if day else words
        found[words if words not in found else f"{words}（编号{record.uid}）"] = record.uid
    return found


def chosen_at_first(guesses: Sequence[Guess], snapshot: Snapshot) -> list[Chosen]:
    """What the guesses come to: a file that fits nowhere is a paper of its own."""
    signed: set[str] = set()
    chosen = []
    for guess in guesses:
        record = snapshot.get(guess.uid)
        role = role_of(record, guess.path, signed)
        if record is not None and role == "signed":
            signed.add(record.uid)
        data = {"title": guess.title}
        if guess.day is not None:
            data["date"] = chinese_date(guess.day)
        if guess.number:
            data["doc_no"] = guess.number
        why = guess.why or ("没有相近的" if record is None else "")
        chosen.append(Chosen(guess.path, guess.uid or NEW, role, why, data, guess.doubtful))
    return chosen


def role_of(record: Record | None, path: Path, signed: set[str]) -> str:
    """What a file most likely is to a record; `signed` are the records that get their signed scan from another one."""
    if record is None:
        return "signed"
    named = next((role for words, role in _ROLE_WORDS if words in path.stem), "")
    role = named or suggested(record, path)
    return "annex" if role == "signed" and record.uid in signed else role


def retargeted(chosen: Sequence[Chosen], place: int, target: str, snapshot: Snapshot) -> Chosen:
    """The file at `place` for another target, chosen by the clerk; without one before it, none is part of another."""
    this, head = chosen[place], head_of(chosen, place)
    if target == SAME and head is None:
        return this
    role = head.role if target == SAME and head is not None else role_of(snapshot.get(target), this.path, set())
    return replace(this, target=target, role=role, why="", doubtful=False)


def row_of(place: int, chosen: Chosen, names: Mapping[str, str]) -> ListRow:
    """The row of a file; `names` are the words of each target."""
    role = ROLES[chosen.role] if chosen.target not in (NEW, SKIP) else ""
    target = names.get(chosen.target, chosen.target)
    if chosen.target == NEW:
        target = f"新：{chosen.data.get('title', '')}"
    tone = "muted" if chosen.target == SKIP else "warn" if chosen.doubtful else ""
    return ListRow(str(place), (chosen.path.name, target, role, chosen.why), (), tone)


def _takes_files(record: Record) -> bool:
    kind = record.declared
    return kind.form is not Form.DATA and not kind.secret
