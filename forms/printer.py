"""Files sent to a printer: by the program that Windows has for them, by CUPS on Linux; nothing is claimed unseen."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from exports.sniff import KEPT, PDF, FileType, sniff
from forms.opening import CannotOpen, environment, hand_over, windows_starter
from ledger.causes import reason
from ledger.errors import InputError, LedgerError

MOST_COPIES = 99
_WAIT = 60
"""Seconds for a command of CUPS: a print server that is gone is waited for that long."""


class CannotPrint(LedgerError):
    """A file was not handed over to a printer; nothing was printed."""

    def __init__(self, name: str, why: str, advice: str) -> None:
        self.name, self.why, self.advice = name, why, advice
        super().__init__(f"{f'“{name}”' if name else ''}没有打印：{why}，{advice}。")


class BadCopies(InputError):
    """A number of copies that nobody means."""

    def __init__(self, copies: int) -> None:
        super().__init__(f"份数是{copies}：请填1到{MOST_COPIES}之间的整数。")


@dataclass(frozen=True)
class Sent:
    """A file was handed over; `words` tell the clerk what is known about it, no more."""

    words: str
    printer: str = ""


@dataclass(frozen=True)
class Printers:
    """What CUPS knows: the names of all printers, the one by default ("" for none), and those that stand still."""

    names: tuple[str, ...]
    default: str
    stopped: frozenset[str]


def send(path: Path, copies: int = 1, printer: str = "") -> Sent:
    """Hand a file over to a printer, by default to that of the system. May take a minute: not on the Tk thread.

    On Linux only PDF and pictures; on Windows whatever a program prints, on the printer that this program takes.
    Raises CannotPrint and BadCopies.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise BadCopies(copies)
    kind = _kind(path)
    extent = _extent(path, kind, copies)
    if sys.platform == "win32":
        return send_windows(path, copies, extent, windows_starter())
    if kind not in KEPT:
        raise CannotPrint(path.name, f"是{kind.name}，打印机只认PDF和图片", "请用相应的程序打开它再打印")
    return _send_cups(path, copies, extent, printer)


def send_windows(path: Path, copies: int, extent: str, startfile: Callable[[str, str], object]) -> Sent:
    """Ask Windows once for every copy: its "print" knows no number. Raises CannotPrint."""
    for done in range(copies):
        try:
            hand_over(path, "print", startfile)
        except CannotOpen as error:
            advice = f"请先安装能打印{path.suffix.lstrip('.').upper() or '它'}的程序，或打开文件后自己打印"
            why = error.why if not done else f"第{done + 1}份交不出去（前{done}份已交出），{error.why}"
            raise CannotPrint(path.name, why, advice) from error
    return Sent(f"已把“{path.name}”（{extent}）交给系统的打印程序，请到默认打印机上查看。")


def printers(name: str = "") -> Printers:
    """The printers of CUPS, for the file `name`. Raises CannotPrint when there is no CUPS, or it does not answer."""
    said = _run(["lpstat", "-p", "-d"], name)
    names = tuple(re.findall(r"^printer (\S+) ", said.stdout, re.MULTILINE))
    default = re.search(r"^system default destination: (\S+)", said.stdout, re.MULTILINE)
    stopped = frozenset(re.findall(r"^printer (\S+) disabled", said.stdout, re.MULTILINE))
    if said.returncode and not names and "No destinations" not in said.stderr:
        raise CannotPrint(name, "系统的打印服务没有回应", "请检查打印服务（CUPS）是否已启动")
    return Printers(names, default.group(1).split("/")[0] if default else "", stopped)


def _send_cups(path: Path, copies: int, extent: str, printer: str) -> Sent:
    known = printers(path.name)
    chosen = _choose(path, known, printer)
    command = ["lp", "-d", chosen, "-n", str(copies), "-t", path.name, "--", str(path.absolute())]
    said = _run(command, path.name)
    if said.returncode:
        why = f"打印机“{chosen}”没有接受" + (f"（{_words(said.stderr)}）" if _words(said.stderr) else "")
        raise CannotPrint(path.name, why, "请检查这台打印机后再试")
    if chosen in known.stopped:
        return Sent(f"已把“{path.name}”（{extent}）排进打印机“{chosen}”，但它现在停用，恢复后才会打印。", chosen)
    return Sent(f"已把“{path.name}”（{extent}）交给打印机“{chosen}”。", chosen)


def _choose(path: Path, known: Printers, wanted: str) -> str:
    """The printer that is wanted, or the default one, or the only one. Raises CannotPrint."""
    if not known.names:
        raise CannotPrint(path.name, "系统里没有打印机", "请先在系统设置里添加打印机")
    if wanted and wanted not in known.names:
        raise CannotPrint(path.name, f"系统里没有打印机“{wanted}”", f"现有的是{'、'.join(known.names)}")
    chosen = wanted or known.default or (known.names[0] if len(known.names) == 1 else "")
    if not chosen:
        listed = "、".join(known.names)
        raise CannotPrint(path.name, f"没有默认打印机（现有{listed}）", "请在系统设置里把其中一台设为默认")
    return chosen


def _run(command: Sequence[str], name: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment(plain=True),
            timeout=_WAIT,
            check=False,
        )
    except FileNotFoundError as error:
        raise CannotPrint(name, "系统里没有打印服务（CUPS）", "请先安装打印服务并添加打印机") from error
    except subprocess.TimeoutExpired as error:
        raise CannotPrint(name, "打印服务很久没有回应", "请检查打印机和网络后再试") from error
    except OSError as error:
        raise CannotPrint(name, reason(error), "请检查系统的打印服务") from error


def _words(text: str) -> str:
    """The first line of what a command said, without its name."""
    line = next((each.strip() for each in text.splitlines() if each.strip()), "")
    return re.sub(r"^lp: (Error - )?", "", line).rstrip(".")


def _kind(path: Path) -> FileType:
    try:
        if path.stat().st_size == 0:
            raise CannotPrint(path.name, "是空文件（0字节）", "请从来源处再拷贝一份")
        return sniff(path)
    except OSError as error:
        raise CannotPrint(path.name, reason(error), "请核对文件是否还在原处") from error


def _extent(path: Path, kind: FileType, copies: int) -> str:
    """Pages and copies in words; the pages are told only of a PDF whose pages can be counted."""
    pages = ""
    if kind is PDF:
        try:
            with pikepdf.open(path, suppress_warnings=True) as pdf:
                pages = f"共{len(pdf.pages)}页，"
        except pikepdf.PasswordError as error:
            raise CannotPrint(path.name, "PDF已加密，打印需要密码", "请用PDF阅读器输入密码打开后打印") from error
        except (pikepdf.PdfError, OSError) as error:
            raise CannotPrint(path.name, "PDF已损坏或不完整", "请重新生成或再拷贝一份") from error
    return f"{pages}{copies}份"
