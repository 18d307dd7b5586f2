"""`export` and `demo`: from the records to the submission folder."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import time
from pathlib import Path

from exports.errors import TargetExists
from exports.job import FORMATS, ExportJob, ExportResult
from exports.pipeline import run
from forms.commands.memory import remember
from forms.commands.opening import opened
from forms.commands.results import gap_json, problem_json
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json
from forms.sample import build
from forms.submission_words import Changes, Outcome, summary
from ledger.exported import Export
from ledger.library import Library
from ledger.phones import Phones
from ledger.snapshot import Snapshot
from ledger.unlocking import is_protected

LIBRARY, SUBMISSION = "台帐库", "报送"
"""What `demo` calls its two folders."""


def export(args: argparse.Namespace) -> int:
    """Make the submission folder of a library."""
    wanted = {word.strip().lower() for word in re.split(r"[,，、]", args.formats) if word.strip()}
    if not wanted or not wanted <= set(FORMATS):
        raise BadShape(f"--formats “{args.formats}”", f"只能从{'、'.join(FORMATS)}里选，用逗号隔开")
    formats = tuple(each for each in FORMATS if each in wanted)
    if args.workers < 0:
        raise BadShape(f"--workers “{args.workers}”", "请填1以上的整数，0表示按电脑的核数")
    snapshot, last = _opened(args.lib)
    job = ExportJob(
        snapshot, args.dest, formats, args.bundled_fonts, not args.without_gaps, Ticker(),
        cache=_cache(args), workers=args.workers, phones=Phones(args.phones),
    )  # fmt: skip
    result = run(job)
    remembered = remember(args.lib, result, snapshot)
    _report(args, result, remembered, Changes.since_last(last, result.traces), with_gaps=not args.without_gaps)
    return 1 if result.gaps or result.problems else 0


def _cache(args: argparse.Namespace) -> Path | None:
    """Where papers made before lie; nowhere in a library with a passphrase, for anybody could read them there."""
    library = Library(args.lib)
    return None if args.anew or is_protected(library) else library.cache


def demo(args: argparse.Namespace) -> int:
    """Build the sample library and export it; its gaps and contradictions are meant, so they are no failure."""
    library, submission = args.dir / LIBRARY, args.dir / SUBMISSION
    for target in (library, submission):
        if target.exists():
            raise TargetExists(target)
    print("正在建立示例台帐库……", file=sys.stderr)
    _build_whole(library)
    snapshot, _ = _opened(library)
    result = run(ExportJob(snapshot, submission, bundled_only=True, progress=Ticker()))
    _report(args, result, remember(library, result, snapshot), None, with_gaps=True)
    return 0


def _build_whole(library: Path) -> None:
    """The sample library at its place, or nothing when it is stopped on the way."""
    scratch = library.with_name(f".{library.name}.part")
    shutil.rmtree(scratch, ignore_errors=True)  # of an earlier one that was killed
    try:
        build(scratch)
        scratch.rename(library)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _opened(lib: Path) -> tuple[Snapshot, Export | None]:
    with opened(lib, read_only=True) as ledger:
        return ledger.snapshot(), ledger.last_export()


class Ticker:
    """Shows the progress of anything over a second, one line a second at most."""

    def __init__(self) -> None:
        self._shown = time.monotonic()

    def __call__(self, done: int, total: int, words: str) -> None:
        now = time.monotonic()
        if now - self._shown >= 1:
            self._shown = now
            print(f"{done * 100 // max(total, 1):3d}%　{words}", file=sys.stderr)


def _report(
    args: argparse.Namespace, result: ExportResult, noted: Export | None, changes: Changes | None, *, with_gaps: bool
) -> None:
    if args.json:
        print_json({**_facts(result), **_since(noted, changes)})
        return
    where = "见其中的“缺项与疑点”" if with_gaps else "用 taizhang gaps 查看"
    for sentence in summary(Outcome.of(result), changes, where):
        print(sentence)


def _facts(result: ExportResult) -> dict[str, object]:
    bound = result.bound
    return {
        "folder": str(result.folder),
        "volumes": result.volumes,
        "items": result.items,
        "pages": result.pages,
        "files": result.files,
        "gaps": [gap_json(gap) for gap in result.gaps],
        "problems": [problem_json(problem) for problem in result.problems],
        "sides": bound.sides,
        "made": result.made,
        "redrawn": list(bound.redrawn),
        "unread": list(bound.unread),
        "unstamped": list(bound.unstamped),
        "archival": bound.archival,
        "faces": [{"role": role, "family": family, "sha256": sha} for role, family, sha in result.faces],
    }


def _since(noted: Export | None, changes: Changes | None) -> dict[str, object]:
    return {"export": noted.number if noted else None, "changes": changes.json() if changes else None}


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("dest", type=path_of, metavar="目标文件夹")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--bundled-fonts", action="store_true")
    parser.add_argument("--without-gaps", action="store_true")
    parser.add_argument("--anew", action="store_true")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--phones", choices=[each.value for each in Phones], nargs="?", const="full", default="out")
    add_json_flag(parser)


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dir", type=path_of, metavar="文件夹")
    add_json_flag(parser)


COMMANDS = (
    Command("demo", "demo 文件夹 [--json]", "在文件夹里建一个示例台帐库，并导出报送文件夹。", _demo_arguments, demo),
    Command(
        "export",
        "export 台帐库 目标文件夹 [--formats docx,pdf,xlsx] [--bundled-fonts] [--without-gaps] [--anew] [--workers 数] "
        "[--phones [masked|full]] [--json]",
        "导出报送文件夹；目标已存在时不覆盖。--formats 选各份资料的格式，合订本总会有；"
        "--bundled-fonts 只用自带字体，--without-gaps 不附缺项与疑点，--anew 不沿用上次排好的，"
        "--workers 限定同时用几个进程。登记簿里不印联系电话；--phones masked 印出但遮去四位，--phones full 照原样印。",
        _export_arguments,
        export,
    ),
)
