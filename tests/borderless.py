"""Plans of invented schools, drawn as PDF tables without rules: the same grid as a Document (the truth) and as a page layout with its hazards.

Everything follows from a seed. The layout draws text itself, so that it can do what office programs do: no blank between rows, cells in the
middle of merged rows, rows broken by a page.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import pairwise

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Cell, Document, Paragraph, Source, Table

STAGES = {
    "Подготовка условий для реализации системы наставничества": (
        "Изучение нормативной базы по наставничеству",
        "Подготовка приказа о назначении куратора",
        "Разработка положения о наставничестве и согласование его с методическим советом",
        "Проведение педагогического совета «Наставник - кто он?»",
        "Выбор форм наставничества исходя из потребностей коллектива",
        "Создание рабочей группы",
    ),
    "Формирование банка наставляемых": (
        "Анкетирование молодых специалистов с целью выявления профессиональных затруднений",
        "Сбор согласий на обработку персональных данных",
        "Составление списка наставляемых",
        "Беседы с педагогами, которые пришли в школу в этом году",
    ),
    "Формирование банка наставников": (
        "Анкетирование педагогов, желающих стать наставниками",
        "Собеседование с кандидатами",
        "Формирование базы данных наставников из числа опытных учителей",
        "Размещение списка наставников на сайте школы",
    ),
    "Отбор и обучение наставников": (
        "Анализ анкет и подбор пар",
        "Обучающий семинар для наставников",
        "Консультации педагога-психолога по вопросам общения с подопечными, разбор трудных случаев",
        "Школа наставника: практикум",
    ),
    "Организация и осуществление работы наставнических пар": (
        "Закрепление наставнических пар приказом",
        "Разработка персонализированных программ наставничества",
        "Взаимное посещение уроков с последующим обсуждением и выработкой рекомендаций",
        "Мастер-классы",
        "Неделя молодого педагога",
        "Регулярные встречи наставника и наставляемого",
        "Участие в конкурсах профессионального мастерства муниципального уровня",
    ),
    "Завершение персонализированных программ наставничества": (
        "Мониторинг качества реализации программ",
        "Круглый стол по итогам года",
        "Награждение лучших наставников",
        "Подготовка отчёта и публикация его на сайте",
    ),
    "Информационная поддержка системы наставничества": (
        "Освещение работы пар в социальных сетях",
        "Обновление раздела «Наставничество» на сайте школы",
    ),
}
DEADLINES = ("Сентябрь", "Октябрь", "Сентябрь-октябрь 2024 г.", "В течение года", "до 15 ноября 2024 г.", "Ноябрь 2024", "Ежемесячно", "Март 2025",
             "В течение учебного года", "01.09.2024-15.09.2024", "Май", "Постоянно", "1 раз в четверть", "Апрель - май 2025 г.")  # fmt: skip
ROLES = ("Директор", "Куратор", "Заместитель директора по УВР", "Куратор, наставники", "Педагог-психолог", "Наставники", "Методист",
         "Директор, заместитель директора по УВР", "Руководители МО", "Администрация", "Наставник, наставляемый")  # fmt: skip
RESULTS = ("Приказ", "Положение о наставничестве", "Список наставляемых утверждён", "База данных наставников", "Протокол педсовета",
           "Повышение профессионального уровня молодых педагогов", "Отчёт", "Наставники готовы к работе с молодыми педагогами")  # fmt: skip
VALUES = {"deadline": DEADLINES, "responsible": ROLES, "result": RESULTS}
HEADINGS = {
    "number": ("№", "№ п/п"),
    "stage": ("Этап", "Наименование этапа"),
    "content": ("Содержание деятельности", "Мероприятия", "Наименование мероприятия"),
    "deadline": ("Сроки", "Срок исполнения", "Сроки проведения"),
    "responsible": ("Ответственные", "Ответственный"),
    "result": ("Ожидаемый результат", "Результат"),
}
WIDTHS = {"number": 1.0, "stage": 3.6, "content": 6.5, "deadline": 2.7, "responsible": 3.2, "result": 3.4}


@dataclass(frozen=True)
class Layout:
    """How a plan is set; lengths in points. `middle` are the columns whose cells stand in the middle of their rows."""

    font: str = "LiberationSerif-Regular"
    size: float = 11.0
    page: tuple[float, float] = (595.0, 842.0)
    margin: float = 50.0
    gutter: float = 10.0
    padding: float = 0.0
    spacing: float = 0.0
    justified: bool = False
    repeats_header: bool = False
    breaks_rows: bool = True
    middle: frozenset[str] = frozenset()
    rules: str = ""
    page_numbers: bool = False
    approvals: bool = False
    signature: bool = False


@dataclass(frozen=True)
class Place:
    """A cell of the grid: rows and columns from 0."""

    row: int
    column: int
    paragraphs: tuple[str, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Plan:
    """A grid with its header in row 0, and how it is set."""

    fields: tuple[str, ...]
    places: tuple[Place, ...]
    layout: Layout
    name: str = ""
    title: tuple[str, ...] = (
        "Дорожная карта по реализации системы наставничества",
        "МБОУ «СОШ №17» г. Зареченска на 2024-2025 учебный год",
    )
    rows: int = field(default=0)


# ------------------------------------------------------------ what a plan says


def make_plan(seed: int) -> Plan:
    """A plan that nobody has seen before, and always the same for a seed."""
    chance = random.Random(seed)
    fields = _fields(chance)
    sections = "stage" not in fields and chance.random() < 0.6
    has_stages = "stage" in fields or sections
    style = chance.choice(("rows", "rows", "stages", "dotted")[: 4 if has_stages else 2]) if "number" in fields else "none"
    lists = chance.choice(("", "", "- ", "1) "))
    closing = chance.choice(("", "", "."))
    merged = {name for name in ("deadline", "responsible", "result") if has_stages and chance.random() < 0.2}
    places = [Place(0, column, (chance.choice(HEADINGS[name]),)) for column, name in enumerate(fields)]
    stages = chance.sample(list(STAGES.items()), chance.randint(3, 7)) if has_stages else [("", _all_activities(chance))]
    row, count = 1, 0
    for number, (stage, activities) in enumerate(stages, start=1):
        if sections:
            title = f"{chance.choice(('Раздел', 'Этап'))} {number}. {stage}" if style != "dotted" else f"{number}. {stage}"
            places.append(Place(row, 0, (title,), columns=len(fields)))
            row += 1
        groups = _groups(list(activities), chance, lists)
        for at, group in enumerate(groups, start=1):
            count += 1
            label = {"rows": f"{count}.", "dotted": f"{number}.{at}.", "stages": f"{number}.", "none": ""}[style]
            for column, name in enumerate(fields):
                over_stage = name == "stage" or (name == "number" and style == "stages") or name in merged
                if over_stage and at > 1:
                    continue
                fixed = {"number": (label,), "stage": (stage,), "content": _content(group, lists, closing)}
                texts = fixed[name] if name in fixed else (chance.choice(VALUES[name]),)
                places.append(Place(row, column, texts, len(groups) if over_stage else 1))
            row += 1
    return Plan(fields, tuple(places), _layout(chance, fields), f"seed {seed}", rows=row)


def _fields(chance: random.Random) -> tuple[str, ...]:
    fields = ["content", "deadline", "responsible"]
    if chance.random() < 0.35:
        fields[1:] = fields[:0:-1]
    if chance.random() < 0.5:
        fields.append("result")
    if chance.random() < 0.5:
        fields.insert(0, "stage")
    if chance.random() < 0.7:
        fields.insert(0, "number")
    return tuple(fields)


def _all_activities(chance: random.Random) -> tuple[str, ...]:
    texts = [text for texts in STAGES.values() for text in texts]
    return tuple(chance.sample(texts, chance.randint(10, 24)))


def _groups(texts: list[str], chance: random.Random, lists: str) -> list[list[str]]:
    """The activities of each row: one, or a list of some."""
    if not lists:
        return [[text] for text in texts]
    groups: list[list[str]] = []
    while texts:
        size = chance.choice((1, 2, 3))
        groups.append(texts[:size])
        texts = texts[size:]
    return groups


def _content(group: Sequence[str], lists: str, closing: str) -> tuple[str, ...]:
    if len(group) == 1:
        return (group[0] + closing,)
    ends = [";"] * (len(group) - 1) + ["."]
    return tuple(f"{lists.replace('1', str(at))}{text}{end}" for at, (text, end) in enumerate(zip(group, ends, strict=True), start=1))


def _layout(chance: random.Random, fields: Sequence[str]) -> Layout:
    landscape = chance.random() < 0.3
    middle: frozenset[str] = chance.choice((frozenset(), frozenset(), frozenset(), frozenset(fields) - {"content"}, frozenset(fields)))
    return Layout(
        font=chance.choice(("LiberationSerif-Regular", "LiberationSans-Regular", "DejaVuSans")),
        size=chance.choice((9.0, 10.0, 11.0, 12.0) if landscape else (8.0, 9.0, 10.0, 11.0)),
        page=(842.0, 595.0) if landscape else (595.0, 842.0),
        gutter=chance.choice((5.0, 8.0, 10.8, 16.0)),
        padding=chance.choice((0.0, 0.0, 0.0, 2.0, 4.0)),
        justified=chance.random() < 0.25,
        repeats_header=chance.random() < 0.4,
        breaks_rows=chance.random() < 0.7,
        middle=middle,
        rules=chance.choice(("", "", "", "", "horizontal", "vertical", "frame", "zebra")),
        page_numbers=chance.random() < 0.4,
        approvals=chance.random() < 0.4,
        signature=chance.random() < 0.4,
    )


def make_document(plan: Plan) -> Document:
    """The plan as a reader would give it that sees every cell: the truth."""
    cells = tuple(
        Cell(
            row=place.row + 1,
            column=place.column + 1,
            row_span=place.rows,
            column_span=place.columns,
            paragraphs=tuple(Paragraph(text=text) for text in place.paragraphs if text),
        )
        for place in sorted(plan.places, key=lambda place: (place.row, place.column))
    )
    table = Table(rows=plan.rows, columns=len(plan.fields), cells=cells, shows_merges=True)
    source = Source(file="truth", sha256="0" * 64, format="docx", characters=1)
    return Document(source=source, blocks=(*(Paragraph(text=line) for line in plan.title), table))


# ------------------------------------------------------------ how it is drawn


@dataclass
class _Set:
    """A cell's lines, ready to be drawn: text, whether it fills the column, blank before it."""

    place: Place
    lines: list[tuple[str, bool, float]]
    top: float = 0.0


def make_pdf(plan: Plan) -> bytes:
    """The plan as a PDF."""
    return _Sheet(plan).draw()


class _Sheet:
    def __init__(self, plan: Plan) -> None:
        self.plan, self.layout = plan, plan.layout
        if self.layout.font not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(self.layout.font, f"{self.layout.font}.ttf"))
        while sum(map(self._longest_word, range(len(plan.fields)))) > 0.8 * self._room():
            self.layout = replace(self.layout, size=self.layout.size - 0.5)
        self.stream = BytesIO()
        self.canvas = Canvas(self.stream, pagesize=self.layout.page, invariant=True)
        self.leading = self.layout.size * 1.15
        self.lefts, self.widths = self._columns()
        self.number = 1
        self.y = 0.0

    def _columns(self) -> tuple[list[float], list[float]]:
        room = self._room()
        parts = [WIDTHS[name] for name in self.plan.fields]
        widths = [room * part / sum(parts) for part in parts]
        least = [self._longest_word(column) + 0.5 for column in range(len(parts))]
        spare = sum(max(0.0, width - word) for width, word in zip(widths, least, strict=True))
        missing = sum(max(0.0, word - width) for width, word in zip(widths, least, strict=True))
        widths = [max(word, width - max(0.0, width - word) * missing / spare) for width, word in zip(widths, least, strict=True)]
        lefts = [self.layout.margin + sum(widths[:at]) + at * self.layout.gutter for at in range(len(widths))]
        return lefts, widths

    def _room(self) -> float:
        return self.layout.page[0] - 2 * self.layout.margin - self.layout.gutter * (len(self.plan.fields) - 1)

    def _longest_word(self, column: int) -> float:
        places = [place for place in self.plan.places if place.column == column and place.columns == 1]
        return max(self.width(word) for place in places for text in place.paragraphs for word in text.split())

    def width(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, self.layout.font, self.layout.size))

    def wrap(self, text: str, room: float) -> list[tuple[str, bool]]:
        """Lines no wider than the room; all but the last are full."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}") <= room:
                lines[-1] += f" {word}"
                continue
            lines.append(word)
        return [(line, at < len(lines) - 1) for at, line in enumerate(lines)]

    def set_cell(self, place: Place) -> _Set:
        last = place.column + place.columns - 1
        room = self.lefts[last] + self.widths[last] - self.lefts[place.column]
        lines = [
            (line, is_full, self.layout.spacing if at == 0 and count else 0.0)
            for count, paragraph in enumerate(place.paragraphs)
            for at, (line, is_full) in enumerate(self.wrap(paragraph, room))
        ]
        return _Set(place, lines)

    def height(self, cell: _Set) -> float:
        return sum(self.leading + blank for _, _, blank in cell.lines)

    def draw(self) -> bytes:
        self.begin_page()
        self.draw_front()
        cells = [self.set_cell(place) for place in self.plan.places]
        heights = self.row_heights(cells)
        tops = [0.0]
        for height in heights:
            tops.append(tops[-1] + height)
        for cell in cells:
            past = tops[cell.place.row + cell.place.rows]
            cell.top = tops[cell.place.row] + self.layout.padding
            if cell.place.row == 0 or self.plan.fields[cell.place.column] in self.layout.middle:
                cell.top = (tops[cell.place.row] + past - self.height(cell)) / 2
        self.draw_table(cells, tops)
        if self.layout.signature:
            self.y -= 3 * self.leading
            self.text(self.layout.margin, "Директор школы")
            self.text(self.layout.page[0] - self.layout.margin - self.width("О.П. Вербицкая"), "О.П. Вербицкая")
        self.end_page()
        self.canvas.save()
        return self.stream.getvalue()

    def row_heights(self, cells: Iterable[_Set]) -> list[float]:
        heights = [0.0] * self.plan.rows
        for cell in sorted(cells, key=lambda cell: cell.place.rows):
            covered = range(cell.place.row, cell.place.row + cell.place.rows)
            missing = self.height(cell) + 2 * self.layout.padding - sum(heights[row] for row in covered)
            heights[covered[-1]] += max(0.0, missing)
        return heights

    def draw_table(self, cells: Sequence[_Set], tops: Sequence[float]) -> None:
        """Lines from the top, on a new page where one has no room; a page begins with the row where rows are kept whole."""
        bottom = self.layout.margin + 14
        header = [cell for cell in cells if cell.place.row == 0]
        lines = sorted(
            ((y, cell, index) for cell in cells for index, y in enumerate(self._line_tops(cell))),
            key=lambda entry: (entry[0], entry[1].place.column),
        )
        shift, start = self.y, 0.0
        for y, cell, index in lines:
            needed = self._row_end(y, tops) if not self.layout.breaks_rows else y + self.leading
            is_new_row = self.layout.breaks_rows or any(abs(y - self.layout.padding - top) < 0.1 for top in tops)
            if shift - (needed - start) < bottom and is_new_row and y > start + self.leading:
                self.rule(tops, start, y, shift)
                self.end_page()
                self.begin_page()
                if self.layout.repeats_header:
                    self._draw_header(header)
                shift, start = self.y, y
            self._draw_line(cell, index, shift - (y - start))
            self.y = shift - (y - start) - self.leading
        self.rule(tops, start, tops[-1], shift)

    def _draw_header(self, header: Sequence[_Set]) -> None:
        top = self.y
        for cell in header:
            for index, y in enumerate(self._line_tops(cell)):
                self._draw_line(cell, index, top - y)
        self.y = top - max(self.height(cell) for cell in header) - 2 * self.layout.padding

    def _row_end(self, y: float, tops: Sequence[float]) -> float:
        return next((end for start, end in pairwise(tops) if start <= y < end), tops[-1])

    def _line_tops(self, cell: _Set) -> list[float]:
        found, y = [], cell.top
        for _, _, blank in cell.lines:
            found.append(y + blank)
            y += self.leading + blank
        return found

    def _draw_line(self, cell: _Set, index: int, y: float) -> None:
        text, is_full, _ = cell.lines[index]
        self.y = y
        left, room = self.lefts[cell.place.column], self.widths[cell.place.column]
        words = text.split()
        if cell.place.row == 0 or cell.place.columns > 1:
            last = cell.place.column + cell.place.columns - 1
            self.text((left + self.lefts[last] + self.widths[last] - self.width(text)) / 2, text)
        elif self.layout.justified and is_full and len(words) > 1:
            blank = (room - sum(map(self.width, words))) / (len(words) - 1)
            for word in words:
                self.text(left, word)
                left += self.width(word) + blank
        else:
            self.text(left, text)

    def text(self, x: float, text: str) -> None:
        self.canvas.drawString(x, self.y - 0.8 * self.layout.size, text)

    def rule(self, tops: Sequence[float], start: float, end: float, shift: float) -> None:
        """Rules of the part of the table that a page shows, where the layout has any."""
        left, right = self.layout.margin - 4, self.layout.page[0] - self.layout.margin + 4
        top, bottom = shift + 1, shift - (end - start) - 1
        inner = [shift - (y - start) for y in tops if start <= y <= end]
        match self.layout.rules:
            case "horizontal":
                for y in inner:
                    self.canvas.line(left, y, right, y)
            case "vertical":
                for x in [left, *(x - self.layout.gutter / 2 for x in self.lefts[1:]), right]:
                    self.canvas.line(x, top, x, bottom)
            case "frame":
                self.canvas.rect(left, bottom, right - left, top - bottom)
            case "zebra":
                self.canvas.setFillGray(0.9)
                for y, below in list(pairwise(inner))[::2]:
                    self.canvas.rect(left, below, right - left, y - below, stroke=0, fill=1)
                self.canvas.setFillGray(0)

    def begin_page(self) -> None:
        self.canvas.setFont(self.layout.font, self.layout.size)
        self.y = self.layout.page[1] - self.layout.margin

    def end_page(self) -> None:
        if self.layout.page_numbers:
            self.canvas.drawCentredString(self.layout.page[0] / 2, 30, str(self.number))
        self.number += 1
        self.canvas.showPage()

    def draw_front(self) -> None:
        if self.layout.approvals:
            for left, right in (
                ("СОГЛАСОВАНО", "УТВЕРЖДАЮ"),
                ("Председатель профкома", "Директор школы"),
                ("И.К. Лозовая", "О.П. Вербицкая"),
            ):
                self.text(self.layout.margin, left)
                self.text(self.layout.page[0] - self.layout.margin - 130, right)
                self.y -= self.leading
            self.y -= self.leading
        for line in self.plan.title:
            for text, _ in self.wrap(line, self.layout.page[0] - 2 * self.layout.margin):
                self.text((self.layout.page[0] - self.width(text)) / 2, text)
                self.y -= self.leading
        self.y -= 0.5 * self.leading


def with_layout(plan: Plan, **changes: object) -> Plan:
    """The plan set in another way."""
    return replace(plan, layout=replace(plan.layout, **changes))  # type: ignore[arg-type]
