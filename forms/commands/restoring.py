"""`restore`: the backups there are, what one would change, a rehearsal, and the restore itself."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from forms.commands import passphrases
from forms.commands.opening import LIBRARY
from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from forms.moments import minute
from ledger.backup import Backup, backups, second_backups
from ledger.errors import InputError
from ledger.library import Library, NotALibrary
from ledger.rehearsal import rehearse
from ledger.restore_preview import KindPreview, Preview, preview
from ledger.restoring import restore as restored
from ledger.sizes import size_in_words
from ledger.unlocking import PassphraseNeeded, is_protected

T = TypeVar("T")


class NoBackup(InputError):
    """No backup of this name is known, and no file lies there."""

    def __init__(self, words: str) -> None:
        super().__init__(f"没有名为“{words}”的备份：用 restore 台帐库 --list 查看有哪些，或者写备份文件的路径。")


class BackupNotNamed(InputError):
    """It was not said which backup is meant."""

    def __init__(self) -> None:
        super().__init__("请写明用哪一份备份：restore 台帐库 备份；用 restore 台帐库 --list 查看有哪些。")


def restore(args: argparse.Namespace) -> int:
    """List, preview, rehearse or restore; 1 when a rehearsal or a restore found something missing."""
    library = Library(args.lib)
    if not library.folder.is_dir():
        raise NotALibrary(library.folder, "没有这个文件夹")
    if args.list:
        return _list(library, as_json=args.json)
    if args.backup is None:
        raise BackupNotNamed
    path, now = _found(library, args.backup), dt.datetime.now(dt.UTC)
    if args.preview:
        told = unlocked(library, lambda word: preview(args.lib, path, now=now, passphrase=word))
        at = f"（{minute(told.at)}）" if told.at else ""
        return tell_preview(told, f"备份“{path.name}”{at}", as_json=args.json)
    if args.rehearse:
        return _rehearse(library, path, now, as_json=args.json)
    done = unlocked(library, lambda word: restored(args.lib, path, who=who(), now=now, passphrase=word))
    facts = {"records": done.records, "put_back": done.put_back, "lost": list(done.lost)}
    if args.json:
        print_json({**facts, "safety": str(done.safety) if done.safety else None})
    else:
        print("\n".join(done.sentences))
    return 1 if done.lost else 0


def _found(library: Library, words: str) -> Path:
    """The backup that the words mean: the path of a file, or a name of the list, with or without its ending."""
    path = path_of(words)
    if path.is_file():
        return path.absolute()
    for each in (*backups(library), *second_backups(library)):
        if words in (each.path.name, each.path.stem):
            return each.path
    raise NoBackup(words)


def unlocked(library: Library, act: Callable[[str], T]) -> T:
    """What `act` gives; the passphrase is read when the library or the backup has one."""
    if library.database.is_file() and is_protected(library):
        return act(passphrases.read(LIBRARY))
    try:
        return act("")
    except PassphraseNeeded:
        word = passphrases.read("备份的口令")
    return act(word)


def _list(library: Library, *, as_json: bool) -> int:
    first, second = backups(library), second_backups(library)
    if as_json:
        print_json(
            {"backups": [_facts(each, apart) for apart, found in ((False, first), (True, second)) for each in found]}
        )
        return 0
    for each in first:
        print(_line(each))
    for each in second:
        print(f"{_line(each)}　第二处：{each.path.parent}")
    print(f"共{len(first)}份{f'，第二处{len(second)}份' if second else ''}。")
    return 0


def _facts(each: Backup, apart: bool) -> dict[str, Any]:
    facts = {"name": each.path.name, "file": str(each.path), "at": each.at.isoformat()}
    return {**facts, "size": each.size, "why": each.why, "second": apart}


def _line(each: Backup) -> str:
    return f"{each.path.name}　{minute(each.at)}　{size_in_words(each.size)}　{each.why}"


def tell_preview(told: Preview, what: str, *, as_json: bool) -> int:
    """Tell what would change if `what` were put in place."""
    if as_json:
        facts = {**vars(told), "backup": str(told.backup), "at": told.at.isoformat() if told.at else None}
        print_json({**facts, "missing": list(told.missing), "kinds": [_kind(each) for each in told.kinds]})
        return 0
    print(f"{what}：{told.unit}　{told.year}年度　{told.campaign}，{told.records}条记录。")
    if told.unreadable:
        print(f"现在的台帐库打不开，不能逐条比较：{told.unreadable}")
    elif not told.same_campaign:
        print("注意：这是另一个台帐库的，换上以后现在的记录都不在了。")
    for each in told.kinds:
        print(_words(each))
    if not told.changes and not told.unreadable:
        print("换上它不会改变任何记录。")
    for name in told.missing:
        print(f"附件“{name}”的文件不在里面，台帐库里也没有。")
    print("什么也没有改动；去掉 --preview 就换上。")
    return 0


def _kind(each: KindPreview) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(each).items()}


def _words(each: KindPreview) -> str:
    sorts = (
        ("会回来", each.back, each.back_titles),
        ("会消失", each.gone, each.gone_titles),
        ("会变回原样", each.changed, each.changed_titles),
    )
    parts = (f"{words}{count}条{_titles(count, titles)}" for words, count, titles in sorts if count)
    return f"{each.title}：{'；'.join(parts)}。"


def _titles(count: int, titles: tuple[str, ...]) -> str:
    if not titles:
        return ""
    quoted = "".join(f"“{title}”" for title in titles)
    return f"（{quoted}{'等' if count > len(titles) else ''}）"


def _rehearse(library: Library, path: Path, now: dt.datetime, *, as_json: bool) -> int:
    done = unlocked(library, lambda word: rehearse(path, now=now, passphrase=word))
    if as_json:
        print_json({**vars(done), "backup": str(done.backup), "faults": list(done.faults), "proven": not done.faults})
    else:
        print("\n".join((done.sentence, *done.faults)))
    return 1 if done.faults else 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("backup", nargs="?", metavar="备份")
    way = parser.add_mutually_exclusive_group()
    for name in ("--list", "--preview", "--rehearse"):
        way.add_argument(name, action="store_true")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "restore",
        "restore 台帐库 备份 [--preview | --rehearse] [--json]，restore 台帐库 --list [--json]",
        "把台帐库恢复到一份备份（名称或路径）：先查备份，先留下现在的状态，再整个换过去；"
        "--preview 只看会改变什么，--rehearse 恢复到临时的地方证明这份备份能用，--list 列出备份。",
        _arguments,
        restore,
    ),
)
