"""A document and a roadmap as lines of plain text, for a terminal of 100 columns or a file."""

import datetime as dt
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from pipeline.cli.console import one_line
from pipeline.document import Document, Origin, Source, Table
from pipeline.model import Activity, Approval, Deadline, Match, Organisation, Period, Problem, Responsible, Result, Roadmap, Stage
from pipeline.names import CONDITIONS, DEADLINES, PERIODS, RECURRENCES, Names, called
from pipeline.normalize.plan.table_headers import find_header
from pipeline.text import join_nonempty, squash
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
_METHODS = {
    "exact": "дословно",
    "lemma": "по словам",
    "fuzzy": "похоже",
    "context": "по соседям",
    "correction": "исправлено человеком",
    "none": "не распознано",
}
_SCOPES = {"own": "", "row": "на всю строку", "merged": "из объединённой ячейки", "carried": "из строки выше"}
_SEVERITIES = {"error": "ошибка", "warning": "проверить", "info": "к сведению"}


def document_lines(document: Document, columns: Columns) -> list[str]:
    """The file and its tables as found, with what each column of a header was taken for."""
    lines = [_source(document.source), "", "Таблицы в файле"]
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
    yield f"  {number}. строк: {table.rows}, граф: {table.columns}{merges}{_place(table.origin.model_copy(update={'table': None}), ' — ')}"
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
    yield from _labelled("организация", _organisation(roadmap.organisation, names))
    yield from _labelled("утверждение", _approval(roadmap.approval))
    yield from _labelled("период", _period(roadmap.period))
    yield from _labelled("образец", called(names.schemes, roadmap.scheme))


def _organisation(found: Organisation, names: Names) -> str | None:
    parts = (found.legal_form, found.name, found.locality, found.district, found.region)
    normal = ", ".join(filter(None, parts))
    return (
        f"{found.text} → {normal}{_bracketed(found.kind and called(names.organisations, found.kind))}{_look(found.match)}"
        if found.text
        else None
    )


def _approval(found: Approval) -> str | None:
    number = f"№ {found.number}" if found.number else None
    date = f"от {found.date:%d.%m.%Y}" if found.date else None
    return join_nonempty((found.act, number, date, found.position, found.person, "ПРОВЕРИТЬ" if found.match.review else None), ", ")


def _period(found: Period) -> str | None:
    return f"{found.text} → {_span(found.start, found.end)} [{PERIODS[found.kind]}]{_look(found.match)}" if found.text else None


# ------------------------------------------------------------ stages and activities


def _stage(stage: Stage, names: Names) -> Iterator[str]:
    name = " ".join(filter(None, (stage.number and f"{stage.number}.", stage.name))) or "(без названия)"
    yield from _wrapped(f"ЭТАП {name}", 0)
    yield from _wrapped(f"→ {called(names.stages, stage.code)} — {_match(stage.match)}", 5)
    for activity in stage.activities:
        yield ""
        yield from _activity(activity, names)


def _activity(activity: Activity, names: Names) -> Iterator[str]:
    if activity.lead:
        yield from _wrapped(f"{activity.lead}:", 2)
    yield from _wrapped(f"{activity.number or '•'}  {activity.text}", 2)
    types = "; ".join(called(names.activities, code) for code in activity.codes) or "нет"
    yield from _labelled("вид", f"{types} — {_match(activity.match)}")
    for deadline in activity.deadlines:
        yield from _labelled("срок", _deadline(deadline))
    for responsible in activity.responsibles:
        yield from _labelled("ответственный", _responsible(responsible, names))
    for result in activity.results:
        yield from _labelled("результат", _result(result))
    yield from _labelled("место", _place(activity.origin))


def _match(match: Match) -> str:
    score = f", {match.score:.2f}" if match.method != "none" else ""
    return _METHODS[match.method] + score + _look(match)


def _look(match: Match) -> str:
    return ", ПРОВЕРИТЬ" if match.review else ""


def _deadline(found: Deadline) -> str:
    dates = _span(found.start, found.end) if found.start or found.end else None
    edtf = found.edtf and f"EDTF {found.edtf}"
    recurrence = found.recurrence and RECURRENCES[found.recurrence]
    conditions = (CONDITIONS.get(code, code) for code in found.conditions if code != found.kind)
    meaning = ", ".join(filter(None, (DEADLINES[found.kind], dates, edtf, recurrence, *conditions)))
    return f"{found.text} → {meaning}{_look(found.match)}{_bracketed(_SCOPES[found.scope])}"


def _responsible(found: Responsible, names: Names) -> str:
    area = found.area and called(names.areas, found.area)
    meaning = ", ".join(filter(None, (called(names.roles, found.role), area, found.person)))
    return f"{found.text} → {meaning}{_look(found.match)}{_bracketed(_SCOPES[found.scope])}"


def _result(found: Result) -> str:
    return f"{found.text}{_bracketed(_SCOPES[found.scope])}"


# ------------------------------------------------------------ problems


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    yield f"Замечания: {len(problems)}"
    order = list(_SEVERITIES)
    for found in sorted(problems, key=lambda found: order.index(found.severity)):
        text = f" «{squash(found.text)}»" if found.text else ""
        yield from _wrapped(f"{_SEVERITIES[found.severity]}: {found.message}{text}{_place(found.origin, ' — ')} [{found.code}]", 2)


# ------------------------------------------------------------ small words


def _place(origin: Origin | None, before: str = "") -> str:
    if origin is None:
        return ""
    names = (
        ("стр.", origin.page),
        ("табл.", origin.table),
        ("строка", origin.row),
        ("графа", origin.column),
        ("строка файла", origin.line),
    )
    found = ", ".join(f"{name} {number}" for name, number in names if number)
    return before + found if found else ""


def _span(start: dt.date | None, end: dt.date | None) -> str:
    return " — ".join(f"{day:%d.%m.%Y}" if day else "…" for day in (start, end))


def _bracketed(text: str | None) -> str:
    return f" [{text}]" if text else ""


def _labelled(label: str, text: str | None) -> Iterable[str]:
    """A line with a label, if there is anything to say; what is missing in the front is told as a dash."""
    return _wrapped(f"{label + ':':<{_LABEL}}{text or '—'}", 5, _LABEL)


def _wrapped(text: str, indent: int, hanging: int = 2) -> list[str]:
    """The text in lines of the terminal's width, those after the first indented deeper; as found where it has no line to break."""
    first = " " * indent
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=first + " " * hanging, break_on_hyphens=False) or [first]
