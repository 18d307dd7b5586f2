"""Schemes from TOML: those shipped with the program, and the editable copy that a campaign keeps."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from ledger.assets import folder
from ledger.schemes import build_formula, build_plan
from ledger.schemes.build_provisions import provisions, verify_provisions
from ledger.schemes.checks import Kinds
from ledger.schemes.errors import BadToml, UnknownScheme, WrongType
from ledger.schemes.model import Scheme
from ledger.schemes.table import Table
from ledger.schemes.verify import verify

KEYS = (
    "id", "name", "basis", "year", "goals", "root", "assessor", "methods", "inspection",
    "stages", "standards", "required", "volumes", "nodes", "tables", "rules",
    "duties", "lists", "targets", "rewards", "vetoes", "figures", "lost", "outlines",
)  # fmt: skip


def shipped() -> tuple[str, ...]:
    """The ids of the schemes shipped with the program, sorted."""
    return tuple(sorted(path.stem for path in (folder() / "schemes").glob("*.toml")))


def scheme_text(scheme_id: str) -> str:
    """The TOML text of a shipped scheme. Raises UnknownScheme."""
    known = shipped()
    if scheme_id not in known:
        raise UnknownScheme(scheme_id, known)
    return (folder() / "schemes" / f"{scheme_id}.toml").read_text(encoding="utf-8")


def load_scheme(scheme_id: str, year: int | None = None) -> Scheme:
    """A shipped scheme, dated for `year` or for its own. Raises UnknownScheme."""
    return read_scheme(scheme_text(scheme_id), year, f"{scheme_id}.toml")


def read_scheme(text: str, year: int | None = None, source: str = "方案", kinds: Kinds | None = None) -> Scheme:
    """The scheme written in `text`, its stages dated for `year` (None: the year written in it).

    `source` is the file named in errors. `kinds` maps each kind of record to its field names; when given, required
    papers and volumes are checked against it. Raises SchemeError, always with file, key and reason.
    """
    root = Table(source, "", _parse(text, source), KEYS)
    dated = _year(root) if year is None else year
    scheme = Scheme(
        id=root.text("id"),
        name=root.text("name"),
        basis=root.text("basis"),
        year=dated,
        goals=root.texts("goals"),
        stages=build_plan.stages(root, dated),
        standards=build_plan.standards(root),
        required=build_plan.required(root),
        volumes=build_plan.volumes(root),
        nodes=build_formula.nodes(root),
        tables=build_formula.tables(root),
        rules=build_plan.rules(root),
        root=root.text("root", "" if "nodes" not in root.data else None),
        assessor=root.text("assessor", ""),
        methods=root.texts("methods"),
        provisions=provisions(root),
        inspection=root.text("inspection", ""),
    )
    verify(scheme, source, kinds)
    verify_provisions(scheme.provisions, source, dated, kinds)
    return scheme


def _year(root: Table) -> int:
    """The year written in the scheme. Raises MissingKey or WrongType."""
    year = root.number("year")
    if year != int(year) or not 1900 <= year <= 2999:
        raise WrongType(root.source, "year", "四位年份")
    return int(year)


def _parse(text: str, source: str) -> dict[str, Any]:
    """`text` as TOML with exact decimals. Raises BadToml with line and column."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        place = f"第 {found[1]} 行第 {found[2]} 列" if found else "末尾"
        raise BadToml(source, "", f"的{place}不合 TOML 写法") from None
