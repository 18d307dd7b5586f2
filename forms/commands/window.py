"""`gui`: the window."""

from __future__ import annotations

import argparse

from forms.commands.verbs import Command, path_of


def gui(args: argparse.Namespace) -> int:
    """Open the window, with a library or with the one that was open last."""
    from forms.launch import main  # Tk is read only when a window is wanted

    return main(args.lib)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, nargs="?", metavar="台帐库")


COMMANDS = (
    Command(
        "gui",
        "gui [台帐库]",
        "打开窗口；只写 taizhang 也一样。不写台帐库时打开上次用的那个，已经开着的窗口会到最前面。",
        _arguments,
        gui,
    ),
)
