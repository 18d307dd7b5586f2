"""The commands of run.py, once Python is known to be new enough."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from scripts import bench, checks, demo, environment, fonts, kills, lock, pictures, screens, windows
from scripts.environment import SetupError

ROOT = Path(__file__).resolve().parent.parent


def parser() -> argparse.ArgumentParser:
    """The command line: one word says what to do."""
    top = argparse.ArgumentParser(prog="run.py", description="试用、测试、检查本程序（自建 .venv，首次运行要联网）")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="命令")
    verbs.add_parser("demo", help="建一个示例台帐库并导出报送文件夹").add_argument(
        "folder", nargs="?", type=Path, metavar="文件夹", help="放在哪里；不写就是本目录的 demo，可重复运行"
    )
    verbs.add_parser("test", help="检查代码并运行全部测试；其后的参数原样交给 pytest")
    verbs.add_parser("check", help="只检查代码：ruff 与 mypy")
    verbs.add_parser("lock", help="按 requirements/*.in 重新锁定依赖的版本和校验值")
    verbs.add_parser("fonts", help="用原始字体重做随附字体，核对与 assets/fonts 一致")
    verbs.add_parser("pictures", help="重做 README 里的图片")
    verbs.add_parser("screens", help="给窗口的每个画面拍图：两种大小、浅色深色、100 %% 与 150 %%").add_argument(
        "folder", nargs="?", type=Path, metavar="文件夹", help="放在哪里；不写就是 build/screens"
    )
    verbs.add_parser("bench", help="与别的工具比速度，对照工具装在 build/bench（要联网）").add_argument(
        "part", nargs="?", choices=bench.PARTS, default="all", metavar="部分", help="、".join(bench.PARTS)
    )
    killing = verbs.add_parser("kills", help="在各项操作进行中强行终止程序许多次，核对有没有丢失或损坏")
    killing.add_argument("times", nargs="?", type=int, default=kills.TIMES, metavar="次数", help="不写就是500次")
    killing.add_argument("--seed", type=int, metavar="种子", help="同一种子选同样的时机；不写就每次不同")
    on_windows = verbs.add_parser("windows", help="在 Wine 的 Windows Python 下导出示例、与本机的比较，并打开窗口")
    on_windows.add_argument("--exe", action="store_true", help="改为建成 taizhang.exe 并打开它的窗口")
    on_windows.add_argument("--tests", nargs=argparse.REMAINDER, metavar="参数", help="改为在其下运行 pytest")
    return top


def run(arguments: list[str]) -> int:
    """Do what the command line asks; the exit code."""
    options, rest = parser().parse_known_args(arguments)
    if rest and options.verb != "test":
        parser().error(f"不认识的参数：{' '.join(rest)}")
    match options.verb:
        case "demo":
            return demo.run(ROOT, environment.prepare(ROOT, "runtime"), options.folder)
        case "test":
            return checks.test(ROOT, environment.prepare(ROOT, "test"), rest)
        case "check":
            return checks.lint(ROOT, environment.prepare(ROOT, "test"))
        case "lock":
            return lock.run(ROOT)
        case "fonts":
            return fonts.run(ROOT)
        case "pictures":
            return pictures.run(ROOT, environment.prepare(ROOT, "runtime"))
        case "screens":
            return screens.run(ROOT, environment.prepare(ROOT, "runtime"), options.folder)
        case "bench":
            return bench.run(ROOT, environment.prepare(ROOT, "runtime"), options.part)
        case "kills":
            return kills.run(ROOT, environment.prepare(ROOT, "test"), options.times, options.seed)
        case "windows":
            return windows.run(ROOT, environment.prepare(ROOT, "runtime"), options.tests, options.exe)
    raise AssertionError(options.verb)


def main() -> int:
    """Run, and turn what cannot be done into its sentence and exit code 3."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)  # a console of another code page
    try:
        return run(sys.argv[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 130
