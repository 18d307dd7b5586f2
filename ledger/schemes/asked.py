"""Which kinds of records a scheme asks for, and where in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ledger.schemes.model import Scheme


def asked(scheme: Scheme) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Every kind that the scheme asks records of: the place in the file, the kind, and the words of its fields."""
    for paper in scheme.required:
        yield f"required.{paper.key}", paper.kind, paper.where
    for duty in scheme.duties:
        if duty.kind:
            yield f"duties.{duty.key}", duty.kind, duty.where
    for volume in scheme.volumes:
        for kind in volume.kinds:
            yield f"volumes.{volume.no}", kind, {}
    for outline in scheme.outlines:
        for heading in outline.headings:
            for kind in heading.kinds:
                yield f"outlines.{outline.key}", kind, {}
    for node in scheme.nodes:
        if node.source:
            kind, _, name = node.source.partition(".")
            yield f"nodes.{node.key}.source", kind, {name: ""}
