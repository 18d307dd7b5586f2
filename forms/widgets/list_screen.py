"""The visible part of a list: a Treeview that holds the rows on the screen only, changed by one call of Tcl."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from forms import theme
from forms.widgets.list_model import ListRow, one_line

TONES = ("good", "warn", "bad", "muted")
CHECK = "check"
"""The column of check marks, first where there are any."""
MARKS = {False: "□", True: "√"}

# While another thread is busy, each call of Tcl may wait for the interpreter: a screen is drawn by one. The wheel is
# added up by Tcl itself, so that a hundred turns cost one call of Python.
_TCL = """
namespace eval ::ledger_list {
    variable turned
    variable pending
    proc draw {tree count changes chosen here bar} {
        foreach {item values tags} $changes {
            if {[$tree exists $item]} {
                $tree item $item -values $values -tags $tags
            } else {
                $tree insert {} end -id $item -values $values -tags $tags
            }
        }
        $tree delete [lrange [$tree children {}] $count end]
        if {$chosen ne [$tree selection]} { $tree selection set $chosen }
        mark $tree $here $bar
    }
    proc mark {tree here bar} {
        if {$here ne "" && [focus] eq $tree && [set box [$tree bbox $here]] ne ""} {
            place $bar -x 0 -y [lindex $box 1] -height [lindex $box 3]
            raise $bar
        } else {
            place forget $bar
        }
    }
    proc wheel {tree units command} {
        variable turned
        variable pending
        incr turned($tree) $units
        if {![info exists pending($tree)]} {
            set pending($tree) [after idle [list ::ledger_list::roll $tree $command]]
        }
    }
    proc roll {tree command} {
        variable turned
        variable pending
        unset pending($tree)
        $command [lindex [list $turned($tree) [set turned($tree) 0]] 0]
    }
    proc forget {tree} {
        variable turned
        variable pending
        if {[info exists pending($tree)]} { after cancel $pending($tree) }
        array unset turned $tree
        array unset pending $tree
    }
}
"""
_NOTCH = 120
"""Units of the wheel for one notch, as Windows counts them; a notch turns three rows."""


@dataclass(frozen=True)
class Drawn:
    """One row as it stands on the screen."""

    values: tuple[str, ...]
    tags: tuple[str, ...]


class ListScreen:
    """Draws rows into `tree`; `rolled(rows)` hears of the wheel, downwards positive."""

    def __init__(self, tree: ttk.Treeview, rolled: Callable[[int], None], *, checks: bool = False) -> None:
        self.tree, self.checks = tree, checks
        self._rolled, self._rest = rolled, 0
        self._drawn: list[Drawn] = []
        self._here = ""
        self._bar = tk.Frame(tree, width=theme.px(3), borderwidth=0, highlightthickness=0)
        self._bar.bind("<Button-1>", lambda event: tree.focus_set())
        tree.tk.eval(_TCL)
        self._bind_wheel()
        for event in ("<FocusIn>", "<FocusOut>"):
            tree.bind(event, lambda event: self._mark(), add="+")
        tree.bind("<Destroy>", lambda event: tree.tk.call("::ledger_list::forget", str(tree)), add="+")

    def capacity(self) -> int:
        """How many whole rows find room; one at least."""
        high = int(ttk.Style(self.tree).lookup("Treeview", "rowheight") or 20)
        # Tk asks for the head and as many rows as its option says: that is all it tells about the head.
        head = self.tree.winfo_reqheight() - high * int(self.tree.cget("height"))
        return max(1, (self.tree.winfo_height() - head) // high)

    def draw(self, rows: Sequence[ListRow], chosen: set[str], focused: str | None) -> None:
        """Show exactly these rows, of which `chosen` are chosen and the keyboard is at `focused`."""
        drawn = [self._row(row, row.uid in chosen) for row in rows]
        changes: list[object] = []
        for slot, row in enumerate(drawn):
            if slot >= len(self._drawn) or self._drawn[slot] != row:
                changes += [f"r{slot}", row.values, row.tags]
        marked = tuple(f"r{slot}" for slot, row in enumerate(rows) if row.uid in chosen)
        self._here = next((f"r{slot}" for slot, row in enumerate(rows) if row.uid == focused), "")
        self.tree.tk.call(
            "::ledger_list::draw", str(self.tree), len(drawn), tuple(changes), marked, self._here, str(self._bar)
        )
        self._drawn = drawn

    def restyle(self) -> None:
        """Take the colours and sizes of the present mode and zoom."""
        for tone in TONES:
            self.tree.tag_configure(tone, foreground=theme.colour(tone))
        self._bar.configure(background=theme.colour("accent"), width=theme.px(3))

    def slot(self, y: int) -> int | None:
        """Which row on the screen is at the height `y`; None above and below the rows."""
        item = str(self.tree.identify_row(y))
        return int(item[1:]) if item else None

    def _row(self, row: ListRow, chosen: bool) -> Drawn:
        cells = tuple(map(one_line, row.cells))
        return Drawn((MARKS[chosen], *cells) if self.checks else cells, (row.tone,) if row.tone else ())

    def _mark(self) -> None:
        self.tree.tk.call("::ledger_list::mark", str(self.tree), self._here, str(self._bar))

    def _bind_wheel(self) -> None:
        tree, command = str(self.tree), self.tree.register(self._roll)
        for event, units in (("<Button-4>", "-120"), ("<Button-5>", "120"), ("<MouseWheel>", "[expr {-(%D)}]")):
            self.tree.tk.call("bind", tree, event, f"::ledger_list::wheel %W {units} {command}; break")
        for event, step in (("<Shift-Button-4>", "-40"), ("<Shift-Button-5>", "40")):
            self.tree.tk.call("bind", tree, event, f"%W xview scroll {step} units; break")
        self.tree.tk.call("bind", tree, "<Shift-MouseWheel>", "%W xview scroll [expr {-(%D) / 3}] units; break")

    def _roll(self, units: str) -> None:
        """Units that were turned since the last call; what is less than a row waits for more."""
        self._rest += int(units) * 3
        rows = int(self._rest / _NOTCH)
        self._rest -= rows * _NOTCH
        if rows:
            self._rolled(rows)
