"""`register`: the definitions of the clerk's own registers, handed over from one library to another."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from exports.errors import CannotWrite, TargetExists
from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, place_of, print_json, read_json, who
from ledger.book import Ledger
from ledger.definitions import Unreadable, read_definitions
from ledger.durable import replace_file
from ledger.errors import InputError
from ledger.kinds import named
from ledger.own_registers import OWN_REGISTER, PREFIX, slug_in
from ledger.records import Record

_REGISTERS = "registers"


class NoneDefined(InputError):
    """A library without registers of its own has none to hand over."""

    def __init__(self) -> None:
        super().__init__("这个台帐库里没有自建登记簿，没有可导出的：请先在“登记簿”页新建一种，再来导出。")


def register(args: argparse.Namespace) -> int:
    """Write definitions to a file, or take those of a file in, all or none; else list them."""
    if args.export is not None:
        return _export(args)
    if args.source is not None:
        return _import(args)
    with opened(args.lib, read_only=True) as ledger:
        return _tell(args, _chosen(ledger, args.kinds), "")


def _export(args: argparse.Namespace) -> int:
    path: Path = args.export
    with opened(args.lib, read_only=True) as ledger:
        chosen = _chosen(ledger, args.kinds)
    spoilt = {each.uid for each in _unreadable(chosen)}
    chosen = tuple(each for each in chosen if each.uid not in spoilt)
    if not chosen:
        raise NoneDefined
    if path.exists():
        raise TargetExists(path)
    text = json.dumps({_REGISTERS: [_definition(each) for each in chosen]}, ensure_ascii=False, indent=2)
    try:
        replace_file(path, f"{text}\n".encode())
    except OSError as error:
        raise CannotWrite(path, error) from error
    return _tell(args, chosen, f"，已写到“{path}”")


def _import(args: argparse.Namespace) -> int:
    given = read_json(args.source)
    definitions = given.get(_REGISTERS) if isinstance(given, dict) else None
    if not isinstance(definitions, list) or not definitions or args.kinds:
        raise BadShape(place_of(args.source), "应是register --export写出的文件，里面的登记簿全部收进来，不用另写种类")
    with opened(args.lib, who=who()) as ledger:
        return _tell(args, ledger.add_many(OWN_REGISTER, definitions), "，已收进台帐库")


def _chosen(ledger: Ledger, slugs: list[str]) -> tuple[Record, ...]:
    """The definitions of these registers, of all, spoilt ones too, when none is named. Raises UnknownKind."""
    definitions = ledger.records(OWN_REGISTER)
    if not slugs:
        return definitions
    own = [kind for kind in ledger.kinds if kind.slug.startswith(PREFIX)]
    asked = [named(slug, own).slug for slug in slugs]
    return tuple(next(each for each in definitions if slug_in(each.values) == slug) for slug in asked)


def _unreadable(records: Iterable[Record]) -> tuple[Unreadable, ...]:
    """The definitions that were spoilt."""
    return read_definitions((each.uid, each.values) for each in records)[1]


def _definition(record: Record) -> dict[str, Any]:
    """What `add own_register` takes, blanks left out."""
    dumped = {field.name: field.dump(record[field.name]) for field in record.declared.fields}
    return {name: _filled(value) for name, value in dumped.items() if value is not None}


def _filled(value: Any) -> Any:
    """Rows without their blank cells; anything else as it is."""
    if not isinstance(value, list):
        return value
    return [{name: cell for name, cell in row.items() if cell is not None} for row in value]


def _tell(args: argparse.Namespace, records: tuple[Record, ...], done: str) -> int:
    if args.json:
        print_json({_REGISTERS: [{"slug": slug_in(each.values), **_definition(each)} for each in records]})
        return 0
    unreadable = _unreadable(records)
    for each in records:
        spoilt = next((fault.why for fault in unreadable if fault.uid == each.uid), None)
        told = f"定义有误：{spoilt.title}{spoilt.why}" if spoilt else f"{each['title']}　{len(each['columns'])}个栏目"
        print(f"{slug_in(each.values)}　{told}")
    print(f"共{len(records)}种自建登记簿{done}。")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("kinds", nargs="*", metavar="种类")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--export", type=path_of)
    way.add_argument("--import", dest="source")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "register",
        "register 台帐库 [种类 …] [--export 文件.json | --import 文件.json] [--json]",
        "列出自建登记簿；--export把定义写成文件，--import把别处写出的定义收进来，有一个重名就一个也不收。",
        _arguments,
        register,
    ),
)
