"""A document and a roadmap as lines of plain text, for a terminal of 100 columns or a file."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from pipeline import wording
from pipeline.cli.console import one_line
from pipeline.document import Document, Source, Table
from pipeline.model import Activity, Problem, Roadmap, Stage
from pipeline.names import Names, called
from pipeline.normalize.plan.table_headers import find_header
from pipeline.text import squash
from pipeline.vocabulary.shapes import Columns

_WIDTH = 100
_LABEL = 16

_FIELDS = {
    "number": "номер",
    "stage": "этап",
    "group": "заголовок группы мероприятий",
    "content": "мероприятие",
    "deadline": "срок",
    "responsible": "ответственный",
    "result": "результат",
    "unused": "без поля в данных: уходит в замечания",
    "unknown": "не распознана",
}
_SEVERITIES = {"error": "ошибка", "warning": "проверить", "info": "к сведению"}


def document_lines(document: Document, file: str, columns: Columns) -> list[str]:
    """The file, called so, and its tables as found, with what each column of a header was taken for."""
    lines = [_source(document.source.model_copy(update={"file": file})), "", "Таблицы в файле"]
    for number, table in enumerate(document.tables, 1):
        lines += _table(number, table, columns)
    return lines if document.tables else [*lines, "  нет: текст без сетки"]


def roadmap_lines(roadmap: Roadmap, names: Names) -> list[str]:
    """The roadmap: its front, its stages with their activities, and its problems, the gravest first."""
    lines = ["", "План", *_front(roadmap, names)]
    for stage in roadmap.stages:
        lines += ["", *_stage(stage, names)]
    return [*lines, "", *_problems(roadmap.problems)]


# ------------------------------------------------------------ the file


def _source(source: Source) -> str:
    pages = f", страниц: {source.pages}" if source.pages else ""
    return f"{one_line(source.file)}: {source.format}{pages}, знаков: {source.characters}"


def _table(number: int, table: Table, columns: Columns) -> Iterator[str]:
    merges = "" if table.shows_merges else ", объединённые ячейки формату неизвестны"
    yield f"  {number}. строк: {table.rows}, граф: {table.columns}{merges}{wording.place(table.origin.model_copy(update={'table': None}), ' — ')}"
    yield from _grid(table)
    header = find_header(table, columns)
    if header is None:
        yield "     шапки нет: продолжение таблицы выше, или другая таблица, или графы ясны по содержимому"
        return
    yield f"     шапка — строка {header.row}:"
    for heading, field in zip(header.headings, header.fields, strict=True):
        yield from _wrapped(f"«{heading}» → {_FIELDS[field]}", 7)


def _grid(table: Table) -> Iterator[str]:
    """A line for each row, its cells cut short; «″» where a merged cell goes on."""
    texts = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                texts[row - 1][column - 1] = "″"
        texts[cell.row - 1][cell.column - 1] = squash(" ".join(f"{one.label or ''} {one.text}" for one in cell.paragraphs))
    width = max((_WIDTH - 8) // table.columns - 3, 1)
    for number, row_texts in enumerate(texts, 1):
        yield f"     {number:>3}" + "".join(f" │ {_cut(text, width):<{width}}" for text in row_texts).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


# ------------------------------------------------------------ the front


def _front(roadmap: Roadmap, names: Names) -> Iterator[str]:
    yield from _labelled("название", roadmap.title)
    yield from _labelled("организация", wording.organisation(roadmap.organisation, names))
    yield from _labelled("утверждение", wording.approval(roadmap.approval))
    yield from _labelled("период", wording.period(roadmap.period))
    yield from _labelled("образец", called(names.schemes, roadmap.scheme))


# ------------------------------------------------------------ stages and activities


def _stage(stage: Stage, names: Names) -> Iterator[str]:
    name = " ".join(filter(None, (stage.number and f"{stage.number}.", stage.name))) or "(без названия)"
    yield from _wrapped(f"ЭТАП {name}", 0)
    yield from _wrapped(f"→ {called(names.stages, stage.code)} — {wording.match(stage.match)}", 5)
    for activity in stage.activities:
        yield ""
        yield from _activity(activity, names)


def _activity(activity: Activity, names: Names) -> Iterator[str]:
    if activity.lead:
        yield from _wrapped(f"{activity.lead}:", 2)
    yield from _wrapped(f"{activity.number or '•'}  {activity.text}", 2)
    types = "; ".join(called(names.activities, code) for code in activity.codes) or "нет"
    yield from _labelled("вид", f"{types} — {wording.match(activity.match)}")
    for deadline in activity.deadlines:
        yield from _labelled("срок", wording.deadline(deadline))
    for responsible in activity.responsibles:
        yield from _labelled("ответственный", wording.responsible(responsible, names))
    for result in activity.results:
        yield from _labelled("результат", wording.result(result))
    yield from _labelled("место", wording.place(activity.origin))


# ------------------------------------------------------------ problems


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    yield f"Замечания: {len(problems)}"
    order = list(_SEVERITIES)
    for found in sorted(problems, key=lambda found: order.index(found.severity)):
        text = f" «{squash(found.text)}»" if found.text else ""
        yield from _wrapped(f"{_SEVERITIES[found.severity]}: {found.message}{text}{wording.place(found.origin, ' — ')} [{found.code}]", 2)


# ------------------------------------------------------------ small words


def _labelled(label: str, text: str | None) -> Iterable[str]:
    """A line with a label, if there is anything to say; what is missing in the front is told as a dash."""
    return _wrapped(f"{label + ':':<{_LABEL}}{text or '—'}", 5, _LABEL)


def _wrapped(text: str, indent: int, hanging: int = 2) -> list[str]:
    """The text in lines of the terminal's width, those after the first indented deeper; as found where it has no line to break."""
    first = " " * indent
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=first + " " * hanging, break_on_hyphens=False) or [first]
