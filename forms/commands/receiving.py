"""`verify`, `receive` and `receipt`: packages that come in, and what goes back to their senders."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from exports.handover import receipts
from exports.handover.findings import Finding, NotAPackage
from exports.handover.layout import PackageInfo
from exports.handover.receipts import write_receipt
from exports.handover.receiving import Inside, inside
from exports.handover.refusals import PackageNotWhole
from exports.handover.verifying import Counts, Verified, never, silent, verify
from exports.handover.zip_contents import PackageLocked
from forms.commands import passphrases
from forms.commands.opening import opened
from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from forms.moments import minute
from forms.receiving import take_beside
from ledger.errors import InputError
from ledger.library import Library
from ledger.sizes import size_in_words

PACKAGE = "移交包的口令"
_SHOWN = 100
"""Findings that are printed; a package of which half is missing has thousands."""

T = TypeVar("T")


class LibraryThere(InputError):
    """The place to receive to is a library; what shall become of it must be said."""

    def __init__(self, library: Path) -> None:
        self.library = library
        ways = "、".join(f"{way}（{words}）" for way, (words, _) in WAYS.items() if way)
        cure = f"请写明怎样接收：{ways}；或" if ways else "请"
        super().__init__(f"“{library}”已经是一个台帐库，没有改动它：{cure}换一个还没有的文件夹，另行打开。")


class NoLibraryThere(InputError):
    """A way of receiving that changes a library was asked for, and there is none."""

    def __init__(self, library: Path, way: str) -> None:
        self.library = library
        super().__init__(f"“{library}”不是台帐库，不能用 {way} 接收：请核对路径，或不写 {way}，另行打开。")


def verify_package(args: argparse.Namespace) -> int:
    """Check a package; 1 when something is wrong, 2 when it is none."""
    found = _verified(args.package)
    if args.json:
        print_json(_verdict(found))
    elif found.info is None or not found.whole:
        print(f"移交包“{args.package.name}”核对发现{len(found.findings)}处问题：")
    else:
        _print_facts(found.info, inside(found))
        print(f"核对无误：{found.counts.hashed}个文件逐个算过校验值（SHA-256），与清单一致。")
    if not args.json:
        _print_sentences(found.findings, found.notes)
    return code_of(found.findings)


def code_of(findings: tuple[Finding, ...]) -> int:
    """The exit code: 0 whole, 1 findings, 2 no package."""
    if any(isinstance(finding, NotAPackage) for finding in findings):
        return 2
    return 1 if findings else 0


def _verified(package: Path) -> Verified:
    return with_passphrase(lambda passphrase: verify(package, passphrase=passphrase))


def with_passphrase(work: Callable[[str | None], T]) -> T:
    """What `work` gives; where the package is locked its passphrase is read first, and given to it."""
    try:
        return work(None)
    except PackageLocked:
        passphrase = passphrases.read(PACKAGE)
    return work(passphrase)


def receive(args: argparse.Namespace) -> int:
    """Take a package in, in the way that was asked for; with `preview` only tell what is inside."""
    way = args.way or ""
    there = Library(args.lib).database.is_file()
    if there and not way and not args.preview:
        raise LibraryThere(args.lib)
    if way and not there:
        raise NoLibraryThere(args.lib, way)
    if args.preview and not way:
        return _previewed(args)
    try:
        return WAYS[way][1](args)
    except PackageNotWhole as error:
        return _refused(args, error.findings, ())


def _refused(args: argparse.Namespace, findings: tuple[Finding, ...], notes: tuple[str, ...]) -> int:
    if args.json:
        print_json(_verdict(Verified(None, findings, Counts(), notes)))
    else:
        print(f"移交包“{args.package.name}”没有通过核对，没有接收任何内容：")
        _print_sentences(findings, notes)
    return code_of(findings)


def _previewed(args: argparse.Namespace) -> int:
    found = _verified(args.package)
    if found.info is None or not found.whole:
        return _refused(args, found.findings, found.notes)
    if args.json:
        print_json(_verdict(found))
    else:
        _print_facts(found.info, inside(found))
        _print_sentences((), found.notes)
    return 0


def _beside(args: argparse.Namespace) -> int:
    """Put the library of the package to a new place, note where it came from, and write the receipt beside it."""
    made = with_passphrase(lambda passphrase: take_beside(args.package, passphrase, args.lib, who(), silent, never))
    received, verified = made.received, made.received.verified
    written = write_receipt(args.lib.absolute().parent, made.receipt)
    if args.json:
        facts = {"library": str(received.folder), "files": received.files, "size": received.bytes}
        print_json({**facts, "receipt": str(written), "notes": list(verified.notes)})
    else:
        size = size_in_words(received.bytes)
        print(f"已把移交包里的台帐库放到“{received.folder}”：{received.files}个文件，{size}，全部重新读出核对过。")
        print(f"回执写在“{written}”：请交还移交方，由对方登记。")
        _print_sentences((), verified.notes)
    return 0


Way = Callable[[argparse.Namespace], int]
"""Takes the arguments and gives the exit code; raises PackageNotWhole when the package is not to be taken."""


def _merged(args: argparse.Namespace) -> int:
    from forms.commands import merging  # which takes from here what a package needs

    return merging.receive(args, branch=False)


def _as_branch(args: argparse.Namespace) -> int:
    from forms.commands import merging

    return merging.receive(args, branch=True)


def _replaced(args: argparse.Namespace) -> int:
    from forms.commands import replacing

    return replacing.receive(args)


WAYS: dict[str, tuple[str, Way]] = {
    "": ("另行打开", _beside),
    "--replace": ("换掉这个台帐库，先自动留一份", _replaced),
    "--merge": ("并入这个台帐库", _merged),
    "--branch": ("作为下级单位的台帐收入", _as_branch),
}
"""The ways of receiving by their option, what each does in words, and what does it."""


def note_receipt(args: argparse.Namespace) -> int:
    """Note the receipt of a package in the library it went out from; a second time changes nothing."""
    with opened(args.lib, who=who()) as ledger:
        noted = receipts.note(ledger, args.file)
    handover = noted.handover
    at = "" if handover.received_at is None else minute(handover.received_at)
    if args.json:
        facts = {"package": handover.package, "received": at, "by": handover.received_by, "result": handover.result}
        print_json({**facts, "known": noted.known})
    elif noted.known:
        print(f"这个移交包的回执以前登记过（{handover.received_by}，{at}），没有再登记。")
    else:
        print(f"已登记移交回执：{handover.received_by}于{at}收到，{handover.result}。")
    return 0


def _verdict(found: Verified) -> dict[str, Any]:
    """What `--json` prints of a package."""
    facts: dict[str, Any] = {
        "whole": found.whole,
        "findings": [
            {"finding": type(each).__name__, "path": each.path, "sentence": each.sentence} for each in found.findings
        ],
        "notes": list(found.notes),
        "counts": vars(found.counts),
        "inside": None,
    }
    if found.whole:
        holds = inside(found)
        facts["inside"] = {
            **vars(holds),
            "purpose": holds.purpose.value,
            "made": holds.made.isoformat(),
            "records": dict(holds.records),
            "notes": None,
        }
        del facts["inside"]["notes"]
    return facts


def _print_facts(info: PackageInfo, holds: Inside) -> None:
    print(f"{holds.unit}　{holds.year}年度　{holds.campaign_name}（{info.purpose.words}）")
    print(f"　{holds.by}于{minute(holds.made)}做成，{holds.files}个文件，{size_in_words(holds.bytes)}。")
    if holds.version:
        kinds = "、".join(f"{title}{count}条" for title, count in holds.records.items()) or "没有记录"
        print(f"　里面有整个台帐库：{kinds}；回收站{holds.deleted}条。")
    else:
        print("　里面是报送的资料，没有台帐库。")


def _print_sentences(findings: tuple[Finding, ...], notes: tuple[str, ...]) -> None:
    for finding in findings[:_SHOWN]:
        print(finding.sentence)
    if len(findings) > _SHOWN:
        print(f"另有{len(findings) - _SHOWN}处，加 --json 可以看到全部。")
    for sentence in notes:
        print(sentence)


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=path_of, metavar="移交包")
    add_json_flag(parser)


def _receive_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("package", type=path_of, metavar="移交包")
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    for way in filter(None, WAYS):
        parser.add_argument(way, dest="way", action="store_const", const=way)
    parser.set_defaults(way="")
    parser.add_argument("--choose", choices=("ours", "theirs"))
    parser.add_argument("--choices", metavar="文件")
    parser.add_argument("--preview", action="store_true")
    add_json_flag(parser)


def _receipt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("file", type=path_of, metavar="回执")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "verify",
        "verify 移交包 [--password-stdin] [--json]",
        "核对移交包：清单、每个文件的校验值、个数和里面的台帐库；包是文件夹、.zip或任一分卷都行，什么也不改动。",
        _verify_arguments,
        verify_package,
    ),
    Command(
        "receive",
        "receive 移交包 台帐库 [--replace|--merge|--branch] [--choose ours|theirs] [--choices 文件] [--preview] "
        "[--password-stdin] [--json]",
        "核对移交包，把里面的台帐库放到一个新的文件夹，并写一份回执；--preview 只看里面有什么。",
        _receive_arguments,
        receive,
    ),
    Command(
        "receipt",
        "receipt 台帐库 回执 [--json]",
        "登记接收方交回的移交回执；登记过的不重复登记。",
        _receipt_arguments,
        note_receipt,
    ),
)
