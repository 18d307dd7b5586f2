"""Chapters of a draft: under each heading what the records of its kinds say, and visibly open what they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ledger.own_registers import PREFIX
from ledger.reporting.counting import counting, left_out
from ledger.reporting.outlines import (
    HOUSE,
    PRAISING,
    STAGES,
    house,
    stage_of_title,
    tells_of_plans,
    tells_of_problems,
)
from ledger.reporting.outlook import plans, problems
from ledger.reporting.scope import Scope
from ledger.reporting.sentences import Sentence, listed, open_place, paragraphs
from ledger.reporting.service import TARGETS, target_sentence
from ledger.reporting.spans import StageSpan
from ledger.reporting.voices import WRITERS
from ledger.schemes.provisions import Chapter, Outline
from ledger.statistics import TargetResult, checked_targets, wanted


@dataclass(frozen=True)
class Drafted:
    """A chapter as it is drafted: its heading and its paragraphs."""

    title: str
    paragraphs: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The paragraphs, a line each."""
        return "\n".join(each.text for each in self.paragraphs)


_OTHERS = "其他工作情况"
"""The heading of the registers that the clerk defined himself."""


def chapters(scope: Scope, outline: Outline, sort: str) -> tuple[Drafted, ...]:
    """Every chapter of the outline; what is not done and what comes next follow unless the outline has a place."""
    outline = _with_own(scope, outline)
    if outline.key == STAGES:
        made, told, results = _by_stages(scope, outline), scope, checked_targets(scope.snapshot, scope.period)
        made = [*made, *_targets_alone(scope, results)]
    else:
        told = replace(scope, kinds=frozenset(kind for each in outline.headings for kind in each.kinds))
        results = checked_targets(scope.snapshot, scope.period)
        made = _by_headings(told, outline, results)
    titles = [each.title for each in outline.headings]
    if sort in PRAISING:
        return tuple(made)
    if not any(tells_of_problems(title) for title in titles):
        before = next((place for place, each in enumerate(made) if tells_of_plans(each.title)), len(made))
        made.insert(before, Drafted("存在的问题", tuple(problems(told, results))))
    if not any(tells_of_plans(title) for title in titles):
        made.append(Drafted("下一步打算", tuple(plans(told))))
    return tuple(made)


def _with_own(scope: Scope, outline: Outline) -> Outline:
    """The house's outline with a chapter for registers of one's own that have something to tell of."""
    own = tuple(kind.slug for kind in scope.snapshot.kinds if kind.slug.startswith(PREFIX) and scope.of(kind.slug))
    if outline.key != HOUSE or not own:
        return outline
    return replace(outline, headings=(*outline.headings, Chapter(_OTHERS, own)))


def told_of(scope: Scope, slug: str) -> tuple[Sentence, ...]:
    """What the records of a kind say; nothing where there are none."""
    writer = WRITERS.get(slug)
    told = writer(scope) if writer else counting(scope, slug)
    return (*told, *left_out(scope, slug))


def _by_headings(scope: Scope, outline: Outline, results: tuple[TargetResult, ...]) -> list[Drafted]:
    """The chapters of an outline; targets stand with the kinds they are about, the others in the last one told."""
    made = []
    last = next((each for each in reversed(outline.headings) if each.kinds), None)
    said: set[str] = set()
    told: dict[str, str] = {}
    for heading in outline.headings:
        if tells_of_problems(heading.title) and not heading.kinds:
            made.append(Drafted(heading.title, tuple(problems(scope, results))))
        elif tells_of_plans(heading.title) and not heading.kinds:
            made.append(Drafted(heading.title, tuple(plans(scope))))
        else:
            mine = [each for each in results if each.target.key not in said and _is_here(scope, each, heading, last)]
            said |= {each.target.key for each in mine}
            made.append(_chapter(scope, heading, mine, told, sparse=outline.key == HOUSE))
            told = {**dict.fromkeys(heading.kinds, heading.title), **told}
            if heading is last:
                made[-1] = _with_unrated(scope, made[-1])
    return made


def _with_unrated(scope: Scope, chapter: Drafted) -> Drafted:
    """The chapter with a place for the targets that no statistics are compared with."""
    names = [f"“{each.name}”（{wanted(each)}）" for each in scope.snapshot.scheme.targets if not each.rate]
    if not names:
        return chapter
    left = open_place(f"目标{listed(names, 8, '项')}的完成情况，台帐不作统计")
    return replace(chapter, paragraphs=(*chapter.paragraphs, left))


def _is_here(scope: Scope, result: TargetResult, heading: Chapter, last: Chapter | None) -> bool:
    slug = TARGETS.get(result.target.rate, "")
    return slug in heading.kinds or (heading is last and slug not in scope.kinds)


def _chapter(
    scope: Scope, heading: Chapter, targets: Iterable[TargetResult], before: Mapping[str, str], *, sparse: bool
) -> Drafted:
    """One chapter; `sparse` asks only for what the scheme demands, since no unit has every kind of the house.

    What was told `before` (a kind's slug with the heading) is not told again, but pointed to.
    """
    told = {slug: told_of(scope, slug) for slug in heading.kinds}
    told |= {slug: _pointed_to(scope, slug, before[slug]) for slug in told if told[slug] and slug in before}
    groups = [sentences for sentences in told.values() if sentences]
    groups.append(tuple(target_sentence(scope, each) for each in targets))
    silent = [slug for slug, sentences in told.items() if not sentences and not scope.of(slug)]
    asked = [slug for slug in silent if not sparse or slug in scope.demanded]
    made = list(paragraphs(groups))
    if asked:
        names = listed([scope.snapshot.kind(slug).title for slug in asked], 8, "类")
        made.append(open_place(f"{names}的情况，台帐在这一时段没有登记"))
    if not made:
        made.append(open_place(f"{heading.title}，台帐在这一时段没有登记"))
    return Drafted(heading.title, tuple(made))


def _pointed_to(scope: Scope, slug: str, title: str) -> tuple[Sentence, ...]:
    return (Sentence(f"{scope.snapshot.kind(slug).title}的情况见“{title}”。"),)


def _by_stages(scope: Scope, outline: Outline) -> list[Drafted]:
    """A chapter for each stage that has begun in the period; of a single stage, the chapters of the house."""
    if isinstance(scope.period, StageSpan):
        return _of_one_stage(scope)
    made = []
    for heading in outline.headings:
        stage = stage_of_title(scope.snapshot.scheme, heading.title)
        if stage is None or stage.first > scope.until or (stage.last and stage.last < scope.period.first):
            continue
        kinds = tuple(kind for each in house().headings for kind in each.kinds)
        inside = replace(scope, period=StageSpan.of_stage(stage, scope.period), kinds=frozenset(kinds))
        made.append(_chapter(inside, Chapter(heading.title, kinds), (), {}, sparse=True))
    return made


def _of_one_stage(scope: Scope) -> list[Drafted]:
    """The house's chapters that the stage has something to say of, or is asked for."""
    whole = replace(scope, kinds=frozenset(kind for each in house().headings for kind in each.kinds))
    wanted = [each for each in house().headings if any(whole.of(kind) or kind in whole.demanded for kind in each.kinds)]
    return [_chapter(whole, each, (), {}, sparse=True) for each in wanted]


def _targets_alone(scope: Scope, results: tuple[TargetResult, ...]) -> Iterator[Drafted]:
    if results:
        made = paragraphs([[target_sentence(scope, each) for each in results]])
        yield Drafted("活动目标完成情况", tuple(made))
