"""Whether a process still runs, told apart from a later process that was given the same number."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
    _RUNNING = 259  # STILL_ACTIVE
    _DENIED = 5  # ERROR_ACCESS_DENIED

    def process_mark(pid: int) -> str | None:
        """Words no other process ever had with this number; None when `pid` does not run."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(_QUERY, False, pid)
        if not handle:
            return "" if ctypes.get_last_error() == _DENIED else None
        try:
            code = wintypes.DWORD()
            times = [wintypes.FILETIME() for _ in range(4)]
            kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code))
            kernel.GetProcessTimes(wintypes.HANDLE(handle), *(ctypes.byref(each) for each in times))
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))
        if code.value != _RUNNING:
            return None
        return f"{times[0].dwHighDateTime}:{times[0].dwLowDateTime}"

else:

    def process_mark(pid: int) -> str | None:
        """Words no other process ever had with this number; None when `pid` does not run.

        Made of the start of the computer and of the process where the system tells them, otherwise empty.
        """
        if not Path("/proc/self/stat").exists():
            return _mark_by_signal(pid)
        try:
            # The name in parentheses may hold blanks; after it come state, parent, … and the start as the 20th word.
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except OSError:
            return None
        words = stat.rpartition(")")[2].split()
        return None if words[0] in "ZX" else f"{boot}:{words[19]}"

    def _mark_by_signal(pid: int) -> str | None:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return None
        except PermissionError:
            return ""
        return ""
