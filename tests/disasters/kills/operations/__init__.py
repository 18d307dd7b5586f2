"""The operations that are killed; another one is a module with an OPERATION and a line here."""

from __future__ import annotations

from tests.disasters.kills.operation import Operation
from tests.disasters.kills.operations import (
    backing_up,
    copying,
    entry,
    exporting,
    founding,
    handing_over,
    importing,
    merging,
    migrating,
    protecting,
    receiving,
    restoring,
)

MODULES = (
    founding,
    entry,
    importing,
    exporting,
    backing_up,
    restoring,
    migrating,
    copying,
    merging,
    handing_over,
    receiving,
    protecting,
)

OPERATIONS: dict[str, Operation] = {module.OPERATION.slug: module.OPERATION for module in MODULES}
