"""`scheme`: shows the scheme of a library, writes it into a file to hand on, and puts another in its place."""

from __future__ import annotations

import argparse
from typing import Any

from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json, who
from ledger.schemes.changes import TEXT
from ledger.schemes.files import SchemeFile, read_scheme_file, write_scheme_file
from ledger.schemes.load import shipped
from ledger.schemes.model import Scheme


def scheme(args: argparse.Namespace) -> int:
    """Show the scheme, write it into a file, or replace it by a file."""
    wishes = [bool(args.show), args.export is not None, args.import_ is not None]
    if sum(wishes) != 1:
        raise BadShape("scheme 命令", "--show、--export、--import 三者取一")
    if (args.import_ is not None) != (args.reason is not None):
        raise BadShape("scheme 命令", "--import 要和 --reason 一起写")
    if args.import_ is not None:
        return _import(args)
    with opened(args.lib, read_only=True) as ledger:
        shown, text = ledger.scheme, ledger.scheme_text()
    if args.export is not None:
        write_scheme_file(args.export, text)
        name = shown.name.replace("“", "‘").replace("”", "’")  # GB/T 15834-2011, 4.8
        print(f"已把活动方案“{name}”写到“{args.export}”。")
    elif args.json:
        print_json(scheme_json(shown))
    else:
        print("\n".join(_lines(shown)))
    return 0


def wished(text: str) -> str | SchemeFile:
    """What an argument names: a shipped scheme by its id, else a file. Raises what reading it raises."""
    if text in shipped() or not text.lower().endswith(".toml"):
        return text
    return read_scheme_file(path_of(text))


def _import(args: argparse.Namespace) -> int:
    file = read_scheme_file(args.import_)
    with opened(args.lib, who=who()) as ledger:
        before = len(ledger.scheme_changes())
        ledger.replace_scheme(file.text, args.reason, source=file.source)
        made = ledger.scheme_changes()[before:]
    for change in made:
        if change.key == TEXT:
            print(f"已改用“{file.source}”里的活动方案：{change.new}（{change.reason}）")
    if not made:
        print(f"“{file.source}”与现在的活动方案相同，没有改动。")
    return 0


def scheme_json(scheme: Scheme) -> dict[str, Any]:
    """What `--show --json` tells of a scheme."""
    return {
        "id": scheme.id,
        "name": scheme.name,
        "basis": scheme.basis,
        "year": scheme.year,
        "scored": scheme.scored,
        "stages": [{"key": each.key, "name": each.name, "span": each.span} for each in scheme.stages],
        "required": [{"key": each.key, "name": each.name, "kind": each.kind} for each in scheme.required],
        "duties": [{"key": each.key, "name": each.name, "every": each.every} for each in scheme.duties],
        "lost": [{"place": each.place, "words": each.words} for each in scheme.lost],
    }


def _lines(scheme: Scheme) -> list[str]:
    stages = "；".join(f"{each.name}（{each.span}）" for each in scheme.stages)
    counts = (
        ("必备资料", scheme.required),
        ("经常性工作", scheme.duties),
        ("创建标准", scheme.standards),
        ("名目", scheme.lists),
        ("指标", scheme.targets),
        ("检查表", scheme.tables),
    )
    told = "，".join(f"{words}{len(parts)}项" for words, parts in counts if parts)
    lines = [
        f"{scheme.name}（{scheme.basis}）",
        f"{scheme.year}年度，{'计分' if scheme.scored else '不计分'}",
        f"阶段：{stages}",
        told,
    ]
    if scheme.lost:
        lines.append(f"来源缺失、待补录{len(scheme.lost)}处：")
        lines += [f"  {each.place}：{each.words}" for each in scheme.lost]
    return [line for line in lines if line]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--export", type=path_of)
    parser.add_argument("--import", dest="import_", type=path_of)
    parser.add_argument("--reason")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "scheme",
        "scheme 台帐库 --show [--json] | --export 文件 | --import 文件 --reason 理由",
        "看本活动的方案，把它写成文件交给别的单位，或改用文件里的方案。",
        _arguments,
        scheme,
    ),
)
