"""`protect`, `passphrase` and `unprotect`: a library gets a passphrase, another one, or none again."""

from __future__ import annotations

import argparse
import datetime as dt

from forms.commands import passphrases
from forms.commands.opening import LIBRARY
from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from ledger import protection

NEW = "新口令"


def protect(args: argparse.Namespace) -> int:
    """Encrypt the library; the recovery code is told once. 1 when a file had to be left as it was."""
    made = protection.protect(args.lib, passphrases.read_new(NEW), who=who(), now=_now())
    if args.json:
        print_json({"recovery": made.recovery, "unread": made.unread})
    else:
        print(f"已加密“{args.lib}”。恢复码：{made.recovery}")
        print(
            "恢复码只显示这一次：请抄下或打印，锁进柜子，不要和电脑放在一起；口令和恢复码都丢了，台帐库就再也打不开。"
        )
        _tell(made.unread)
    return 1 if made.unread else 0


def passphrase(args: argparse.Namespace) -> int:
    """Exchange the passphrase; the first one read is the present one, or the recovery code."""
    old = passphrases.read(LIBRARY)
    protection.change_passphrase(args.lib, old, passphrases.read_new(NEW), who=who(), now=_now())
    if args.json:
        print_json({"changed": True})
    else:
        print(f"“{args.lib}”的口令已更换，恢复码不变。以前的备份和整库副本如带有旧的 ledger.key，仍用旧口令打开。")
    return 0


def unprotect(args: argparse.Namespace) -> int:
    """Decrypt the library. 1 when a file could not be read and stays sealed."""
    unread = protection.unprotect(args.lib, passphrases.read(LIBRARY), who=who(), now=_now())
    if args.json:
        print_json({"unread": unread})
    else:
        print(f"“{args.lib}”已取消口令，谁都能打开了。")
        _tell(unread)
    return 1 if unread else 0


def _tell(unread: tuple[str, ...]) -> None:
    for name in unread:
        print(f"“{name}”读不出来，保持原样：请用 taizhang doctor 检查，从备份补回后再做一次。")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "protect",
        "protect 台帐库 [--password-stdin] [--json]",
        "给台帐库设口令：数据库、附件、备份和草稿全部加密，给出一次性显示的恢复码。先关闭打开着它的窗口。",
        _arguments,
        protect,
    ),
    Command(
        "passphrase",
        "passphrase 台帐库 [--password-stdin] [--json]",
        "更换台帐库的口令：先读旧口令（或恢复码），再读新口令。",
        _arguments,
        passphrase,
    ),
    Command(
        "unprotect",
        "unprotect 台帐库 [--password-stdin] [--json]",
        "取消台帐库的口令，全部解密。",
        _arguments,
        unprotect,
    ),
)
