"""`python -m forms`: the same as the command `taizhang`."""

from __future__ import annotations

import sys

from forms.cli import main

if __name__ == "__main__":
    sys.exit(main())
