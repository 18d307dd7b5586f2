"""`schemes` and `kinds`: what the program ships and what can be recorded."""

from __future__ import annotations

import argparse
from typing import Any

from forms.commands.opening import opened
from forms.commands.verbs import Command, add_json_flag, path_of, print_json
from ledger.fields import Choice, Choices, Field, LinkTo, Rows
from ledger.kinds import KINDS, Form, Kind, named
from ledger.schemes.load import load_scheme, shipped
from ledger.schemes.model import Scheme

FORMS = {Form.EACH: "一条一份", Form.REGISTER: "汇成一本登记簿", Form.DATA: "不单独成文"}


def schemes(args: argparse.Namespace) -> int:
    """List the schemes shipped."""
    loaded = [load_scheme(scheme_id) for scheme_id in shipped()]
    if args.json:
        print_json({"schemes": [_scheme(each) for each in loaded]})
    for each in loaded if not args.json else ():
        lost = f"，有{len(each.lost)}处来源缺失、待补录" if each.lost else ""
        print(f"{each.id}　{each.name}（{each.basis}；{'计分' if each.scored else '不计分'}{lost}）")
    return 0


def _scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "id": scheme.id,
        "name": scheme.name,
        "basis": scheme.basis,
        "year": scheme.year,
        "scored": scheme.scored,
        "stages": [stage.name for stage in scheme.stages],
        "required": len(scheme.required),
        "lost": [{"place": each.place, "words": each.words} for each in scheme.lost],
    }


def kinds(args: argparse.Namespace) -> int:
    """List the kinds, or the fields of one."""
    known = KINDS
    if args.lib is not None:  # registers of one's own are only known to their library
        with opened(args.lib, read_only=True) as ledger:
            known = ledger.kinds
    chosen = (named(args.kind, known),) if args.kind else known
    if args.json:
        print_json({"kinds": [_kind(kind) for kind in chosen]})
        return 0
    for kind in chosen:
        print(f"{kind.slug}　{kind.title}（{FORMS[kind.form]}）　{kind.note}")
        for field in kind.fields if args.kind else ():
            _print_field(field, "  ")
    return 0


def _print_field(field: Field, indent: str) -> None:
    need = "必有" if field.essential else "应填" if field.required else "可空"
    extra = f"：{'、'.join(field.choices)}" if isinstance(field, Choice | Choices) and field.choices else ""
    hint = f"（{field.hint}）" if field.hint else ""
    print(f"{indent}{field.name}　{field.label}　{field.type_name}　{need}{extra}{hint}")
    for column in field.columns if isinstance(field, Rows) else ():
        _print_field(column, indent + "  ")


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "slug": kind.slug,
        "number": kind.number,
        "group": kind.group,
        "proof": kind.proof,
        "title": kind.title,
        "paper": kind.paper,
        "form": kind.form.value,
        "signed": kind.signed,
        "note": kind.note,
        "fields": [_field(field) for field in kind.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": field.name,
        "label": field.label,
        "type": type(field).__name__,
        "required": field.required or field.essential,
        "essential": field.essential,
        "hint": field.hint,
        "sample": field.sample,
    }
    if isinstance(field, Choice | Choices):
        data |= {"choices": list(field.choices), "source": field.source}
    if isinstance(field, LinkTo):
        data["kind"] = field.kind
    if isinstance(field, Rows):
        data["columns"] = [_field(column) for column in field.columns]
    return data


def _kinds_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", metavar="种类")
    parser.add_argument("--lib", type=path_of)
    add_json_flag(parser)


SCHEMES = Command("schemes", "schemes [--json]", "列出随程序提供的活动方案模板。", add_json_flag, schemes)
KINDS_COMMAND = Command(
    "kinds",
    "kinds [种类] [--lib 台帐库] [--json]",
    "列出能登记的种类；指明一种时列出它的栏目；--lib 连同这个台帐库的自建登记簿。",
    _kinds_arguments,
    kinds,
)

COMMANDS = (SCHEMES, KINDS_COMMAND)
