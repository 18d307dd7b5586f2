"""The points of a check round as rows of a grid: all of the scheme's, how each was judged, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from forms.widgets.grid_model import GridRow
from ledger.fields import Choice, Rows, chinese_date
from ledger.following import standing
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.schemes.model import Scheme

Checked = Mapping[str, str]
"""A row of a round as it is typed: point, result and found."""

_field = kind_of("check_round").field("rows")
assert isinstance(_field, Rows) and isinstance(_field.columns[1], Choice)
RESULTS: tuple[str, ...] = _field.columns[1].choices
PASSED, PARTLY, FAILED, UNCHECKED = RESULTS
FAILING = (PARTLY, FAILED)
OTHERS = "其他要点"
"""The heading over points that are none of the scheme's."""

_TONES = {FAILED: "bad", PARTLY: "warn", UNCHECKED: "muted"}
_ALIKE = 0.5
"""Share of the shorter text's pairs of characters that a finding has in common with what was found."""
_OF_ANOTHER = 0.6
"""What likeness is worth when the finding names another standard."""
_SOURCES = {"检查台帐资料": "日常考核", "现场察看": "日常考核"}
"""The source of a finding for ways of checking that are not a source themselves."""


def completed(points: Sequence[str], typed: Sequence[Checked]) -> list[dict[str, str]]:
    """Every point of the scheme as `typed` judges it, unchecked when it does not; then the other rows of `typed`."""
    left = list(typed)
    rows: list[dict[str, str]] = []
    for point in points:
        known = next((row for row in left if row.get("point") == point), None)
        if known is not None:
            left.remove(known)
        rows.append(_row(point, known or {}))
    return rows + [_row(row.get("point") or "", row) for row in left]


def untouched(rows: Sequence[Checked]) -> bool:
    """Whether nothing was judged yet."""
    return all(row["result"] == UNCHECKED and not row["found"] for row in rows)


def tally(rows: Sequence[Checked]) -> dict[str, int]:
    """How many points have each result."""
    return {result: sum(row["result"] == result for row in rows) for result in RESULTS}


def grid_rows(rows: Sequence[Checked], points: Sequence[str], followed: Mapping[int, str]) -> list[GridRow]:
    """The rows of the grid, a heading over each standard; the uid of a point is its place among `rows`."""
    shown: list[GridRow] = []
    heading = ""
    for place, row in enumerate(rows):
        standard, _ = divided(row["point"]) if place < len(points) else (OTHERS, "")
        if standard != heading:
            heading = standard
            shown.append(GridRow(f"heading{place}", (heading, "", "", ""), heading=True))
        shown.append(grid_row(place, row, place < len(points), followed.get(place, "")))
    return shown


def grid_row(place: int, row: Checked, listed: bool, followed: str) -> GridRow:
    """One point of the grid; `listed` points stand under their standard, which is not said again."""
    words = divided(row["point"])[1] if listed else row["point"]
    return GridRow(str(place), (words, row["result"], row["found"], followed), tone=_TONES.get(row["result"], ""))


def divided(point: str) -> tuple[str, str]:
    """Standard and words of a point, which is written “standard：point”; no standard when there is none."""
    standard, colon, words = point.partition("：")
    return (standard, words) if colon else ("", point)


def followed(rows: Sequence[Checked], findings: Sequence[Record]) -> dict[int, Record]:
    """The finding that came of a failing point of a round, by the place of the point."""
    return matched({place: row for place, row in enumerate(rows) if row["result"] in FAILING}, findings)


def matched(failing: Mapping[int, Checked], findings: Sequence[Record]) -> dict[int, Record]:
    """The finding that came of a failing point, by the place of the point; each counts for one point.

    A finding names its point. One that was entered before findings did so names none: of those it is the one whose
    words are most alike.
    """
    found: dict[int, Record] = {}
    for place, row in failing.items():
        named = next((each for each in findings if each["point"] == row["point"] and each not in found.values()), None)
        if named is not None:
            found[place] = named
    nameless = [each for each in findings if not each["point"]]
    left = {place: row for place, row in failing.items() if place not in found}
    return {**found, **_most_alike(left, nameless)}


def _most_alike(failing: Mapping[int, Checked], findings: Sequence[Record]) -> dict[int, Record]:
    pairs = [
        (share, -place, number)
        for place, row in failing.items()
        for number, finding in enumerate(findings)
        if (share := _alike(row, finding)) >= _ALIKE
    ]
    found: dict[int, Record] = {}
    taken: set[int] = set()
    for _, minus, number in sorted(pairs, reverse=True):
        if -minus not in found and number not in taken:
            found[-minus] = findings[number]
            taken.add(number)
    return found


def followed_words(found: Mapping[int, Record], day: dt.date) -> dict[int, str]:
    """What the grid says about followed points."""
    stands = {place: standing(record, day) for place, record in found.items()}
    return {place: f"已列入，{stand.value}" for place, stand in stands.items() if stand is not None}


def finding_of(row: Checked, round_: Record, scheme: Scheme, number: int) -> dict[str, Any]:
    """What a finding of a failing point has filled in, as it would be typed."""
    standard, words = divided(row["point"])
    method = str(round_["method"] or "自查")
    data: dict[str, Any] = {
        "number": str(number),
        "source": _SOURCES.get(method, method),
        "round": round_.uid,
        "point": row["point"],
        "problem": row["found"].strip() or words,
        "status": "未整改",
    }
    if isinstance(round_["date"], dt.date):
        data["found"] = chinese_date(round_["date"])
    if standard in {each.name for each in scheme.standards}:
        data["standard"] = standard
    return data


def finding_of_acceptance(row: Checked, acceptance: Record, number: int) -> dict[str, Any]:
    """What a finding of a failing point of an acceptance has filled in, as it would be typed."""
    data: dict[str, Any] = {
        "number": str(number),
        "source": "日常考核",
        "acceptance": acceptance.uid,
        "point": row["point"],
        "problem": row["found"].strip() or divided(row["point"])[1],
        "status": "未整改",
    }
    if isinstance(acceptance["date"], dt.date):
        data["found"] = chinese_date(acceptance["date"])
    return data


def next_number(findings: Sequence[Record]) -> int:
    """The number after the highest one."""
    return max((record["number"] or 0 for record in findings), default=0) + 1


def _row(point: str, row: Checked) -> dict[str, str]:
    return {"point": point, "result": row.get("result") or UNCHECKED, "found": row.get("found") or ""}


def _alike(row: Checked, finding: Record) -> float:
    standard, words = divided(row["point"])
    problem = _pairs(str(finding["problem"]))
    share = max(_share(_pairs(text), problem) for text in (row["found"], words))
    return share if finding["standard"] in (None, standard) else share * _OF_ANOTHER


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters."""
    bare = "".join(character for character in text if character.isalnum())
    return {bare[at : at + 2] for at in range(len(bare) - 1)}


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
