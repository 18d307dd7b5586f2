"""`python -m forms`: the same as the command `taizhang`."""

from __future__ import annotations

import multiprocessing
import sys

from forms.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # in the frozen program, the processes of an export begin here
    sys.exit(main())
