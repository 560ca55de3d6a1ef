"""Document to Roadmap: what the words on the page mean. A pure function of (document, vocabulary); opens no file.

bounds      how much of a document is understood
plan/       where the plan is: tables, headers, rows over pages, rows out of interleaved text
front/      what stands before it: title, approval, organisation, period
rows/       its rows in stages, rows to activities, and the values of each with their scope
words/      what the words mean: stages, types, deadlines, responsibles, schemes
leftovers   every text outside the plan that is in no field becomes a problem
audit       and every piece of a cell of the plan
characters  what the page does not show, or shows as something else, is told
"""

from collections.abc import Iterator, Sequence

from pipeline.document import Document
from pipeline.errors import NoPlanError, TooLargeError
from pipeline.model import Approval, Organisation, Period, Problem, Roadmap, Stage
from pipeline.normalize.audit import left_over_problems
from pipeline.normalize.bounds import MOST_VALUES, near, within_bounds
from pipeline.normalize.characters import character_problems
from pipeline.normalize.front.approval import read_approval
from pipeline.normalize.front.blocks import Front, lines_of, read_front
from pipeline.normalize.front.organisation import complete_organisation, find_organisation
from pipeline.normalize.front.period import Reading, read_period
from pipeline.normalize.leftovers import furniture_problems, outside_problems, remark_problems
from pipeline.normalize.plan.find import Plan, find_plan
from pipeline.normalize.rows.activities import read_activities
from pipeline.normalize.rows.sections import Section, numbers_belong_to_rows, split_sections
from pipeline.normalize.rows.values import Context
from pipeline.normalize.words.schemes import match_scheme
from pipeline.normalize.words.stage_context import in_context
from pipeline.normalize.words.stages import OTHER, match_stage
from pipeline.normalize.words.subjects import subject_of_plan
from pipeline.problems import problem
from pipeline.text import squash
from pipeline.vocabulary.shapes import Vocabulary

_SHORT_LINE = 80
"""Longer lines before a plan are running text, and their years are of laws and orders."""
_MOST_UNREAD = 120
"""Letters of what could not be read that a message quotes."""


def normalize(document: Document, vocabulary: Vocabulary, known_period: Period | None = None) -> Roadmap:
    """The roadmap that a document holds. Raises NoPlanError where no table or text of it is a plan of activities, TooLargeError
    where none is in the part of it that is small enough to be understood.

    known_period: what a person said the plan covers; deadlines take their years from it, whatever the document says.
    """
    try:
        return _roadmap(*within_bounds(document), vocabulary, known_period)
    except TooLargeError as error:
        raise error.at(document.source.file) from error


def _roadmap(document: Document, left_out: Sequence[Problem], vocabulary: Vocabulary, known_period: Period | None) -> Roadmap:
    plan = find_plan(document, vocabulary)
    if not plan.rows:
        raise TooLargeError("", left_out[0].text or "") if left_out else NoPlanError(document.source.file, _unread(document))
    before, aside = near(plan.before)
    front = read_front(before, vocabulary)
    approval = read_approval(([line.text for line in block] for block in front.approvals), vocabulary)
    period = _period(front, vocabulary, known_period)
    organisation, place_problems = _organisation(document, front, plan, vocabulary)
    context = Context(period.period, vocabulary, subject_of_plan(front.title, _own_words(plan), vocabulary))
    stages, stage_problems = _stages(plan, context)
    return Roadmap(
        source=document.source,
        title=front.title,
        organisation=organisation,
        approval=approval,
        period=period.period,
        scheme=match_scheme([stage.name for stage in stages], _words_of(front.title, stages), vocabulary),
        stages=stages,
        problems=(
            *remark_problems(document),
            *left_out,
            *plan.problems,
            *_period_problems(period),
            *_approval_problems(approval),
            *place_problems,
            *stage_problems,
            *left_over_problems(plan.rows, stages, [*plan.problems, *stage_problems], vocabulary.stages),
            *outside_problems(front, approval, aside, plan.after),
            *furniture_problems(document),
            *character_problems(document),
        ),
    )


def _unread(document: Document) -> str:
    """What of a document could not be read, in a few words: the plan may have been in it."""
    texts = [remark.text for remark in document.remarks if remark.code == "unreadable_part"]
    return f"часть файла прочитать не удалось: {texts[0][:_MOST_UNREAD]}" if texts else ""


def _period(front: Front, vocabulary: Vocabulary, known: Period | None) -> Reading:
    """The period as it was read, with its text; its days are those that are known otherwise."""
    found = read_period(front.title, (line.text for line in front.rest if len(line.text) < _SHORT_LINE), vocabulary)
    return Reading(known.model_copy(update={"text": found.period.text})) if known else found


def _period_problems(reading: Reading) -> Iterator[Problem]:
    """What a person must know of the period: that it is one year for two, that it is unsure, or that years were not understood."""
    if reading.is_one_for_two:
        yield problem("one_year_for_two", reading.period.text)
    elif reading.is_unread or reading.period.match.review:
        yield problem("unread_period" if reading.is_unread else "unsure_period", reading.source)


def _approval_problems(approval: Approval) -> Iterator[Problem]:
    if approval.match.review:
        yield problem("unsure_approval" if approval.match.score else "unread_approval", approval.text)


def _organisation(document: Document, front: Front, plan: Plan, vocabulary: Vocabulary) -> tuple[Organisation, list[Problem]]:
    """By trust: title, approval, the lines before the table, page headers, the lines after it, and last the plan itself."""
    approvals = [squash(" ".join(line.text for line in block)) for block in front.approvals]
    headers = [line.text for line in lines_of(near([block for block in document.paragraphs if block.place == "page_header"])[0])]
    before = [*(line.text for line in front.rest), squash(" ".join(line.text for line in front.rest))]
    after = [line.text for line in lines_of(near(plan.after)[0])]
    title = [front.title] if front.title else []
    found = find_organisation(title, vocabulary)
    if found is None or found.is_cited:
        found = find_organisation([*title, *approvals, *before, *headers, *after], vocabulary)
    else:
        found = complete_organisation(found, [*approvals, *before, *headers, *after], vocabulary)
    problems: list[Problem] = []
    if found is None or found.is_of_country:
        in_plan = find_organisation(_own_words(plan), vocabulary)
        problems += [problem("organisation_from_plan", in_plan.organisation.text)] if in_plan else []
        found = in_plan or found
    if found is None:
        return Organisation(), [problem("no_organisation")]
    organisation = found.organisation
    if organisation.region is None and found.candidates:
        problems.append(problem("ambiguous_place", f"{organisation.locality}: {', '.join(found.candidates)}"))
    return organisation, problems


def _own_words(plan: Plan) -> list[str]:
    """The texts of the plan itself, but for those who answer: they may be of another organisation."""
    return [squash(slot.text) for row in plan.rows for name, slots in row.fields.items() if name != "responsible" for slot in slots]


def _stages(plan: Plan, context: Context) -> tuple[tuple[Stage, ...], list[Problem]]:
    sections, problems = split_sections(plan, context.vocabulary)
    numbers_rows = numbers_belong_to_rows(plan)
    found: list[tuple[Stage, list[Problem]]] = []
    left = MOST_VALUES
    for section in sections:
        found.append(_stage(section, numbers_rows, context, left))
        left -= sum(len(one.deadlines) + len(one.responsibles) + len(one.results) for one in found[-1][0].activities)
    stages = in_context([stage for stage, _ in found], context.vocabulary)
    for stage, (_, told) in zip(stages, found, strict=True):
        if (stage.name or stage.number) and stage.code == OTHER:
            problems.append(problem("unknown_stage", stage.name or stage.number))
        problems += told
    return tuple(stages), problems


def _stage(section: Section, numbers_rows: bool, context: Context, most_values: int) -> tuple[Stage, list[Problem]]:
    code, match = match_stage(section.name, context.vocabulary)
    activities, problems = read_activities(section.rows, numbers_rows, context, most_values)
    if not activities:
        problems = [problem("empty_stage", section.name), *problems]
    return Stage(number=section.number, name=section.name, code=code, match=match, activities=activities), problems


def _words_of(title: str | None, stages: tuple[Stage, ...]) -> list[str]:
    texts = [text for stage in stages for activity in stage.activities for text in (activity.lead, activity.text)]
    return [text for text in (title, *(stage.name for stage in stages), *texts) if text]
