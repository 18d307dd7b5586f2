"""One file per disaster, and what the ledger does about it."""

from __future__ import annotations
