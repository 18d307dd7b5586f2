"""A bare window of customtkinter with one Treeview of as many rows as asked for; ends when it takes keys."""

from __future__ import annotations

import os
import sys
from tkinter import ttk

import customtkinter as ctk

COLUMNS = ("no", "date", "title", "person", "state")
WORDS = ("2015-05-07", "三楼会议室第一次工作例会", "王芳", "办结")


def main(rows: int) -> None:
    """Show the window, and wait until its list has answered a key."""
    root = ctk.CTk()
    root.geometry("1280x720+0+0")
    tree = ttk.Treeview(root, columns=COLUMNS, show="headings")
    tree.pack(fill="both", expand=True)
    for number in range(rows):
        tree.insert("", "end", iid=str(number), values=(number, *WORDS))
    root.update()
    root.focus_force()
    tree.focus_set()
    pressed: list[object] = []
    tree.bind("<Down>", pressed.append, add="+")
    while not pressed:
        root.update()
        if root.tk.call("focus"):
            tree.event_generate("<Down>")
    root.update()
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
