# -*- coding: utf-8 -*-
"""The one door for trying, testing and checking the program; needs nothing but Python 3.11 or newer."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python is the case meant
    message = "本程序需要 Python 3.11 或更新的版本，现在用的是 {}.{}：请安装 Python 3.11，再用它运行 run.py。"
    sys.exit(message.format(*sys.version_info[:2]))

from scripts.main import main

if __name__ == "__main__":
    sys.exit(main())
