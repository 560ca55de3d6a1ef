"""The first sheet of the workbook: what the sheets and their columns are, and what did not fit."""

from collections.abc import Sequence

from pipeline.export.dataset import Words
from pipeline.export.manifest import WRITTEN

TITLE = "О данных"
CODES = "Коды"
CODE_HEADINGS = ("Что это", "Код", "Название")
WIDTHS = (24, 32, 24, 100)
_SHOWN = 16
"""Digits of the hash of the vocabulary; all of them stand in the data package."""

Line = tuple[str, ...]

_INTRODUCTION: tuple[Line, ...] = (
    ("Дорожные карты наставничества",),
    ("Планы мероприятий разных организаций, приведённые к одному виду, чтобы их можно было сравнивать.",),
    ("Начните с листа «Мероприятия»: его можно отбирать по организации, этапу, месяцу и роли.",),
    ("Что значат коды этапов, ролей и видов (preparation, head …), сказано на последнем листе «Коды».",),
    ("Листы связаны кодами документа, этапа и мероприятия; их графы свёрнуты: раскройте их знаком «+» над таблицей.",),
    ("Пустая ячейка значит: в документе этого нет или это не удалось понять. Непонятое перечислено на листе «Замечания».",),
    ("Члены списка в одной ячейке соединены через «; ». «Да» и «нет» здесь — true и false в CSV и Parquet.",),
    (
        "Апостроф ' не даёт программе принять текст за формулу. Чтобы получить текст документа, уберите по одному апострофу в начале и после «;», табуляции и перевода строки.",
    ),
    ("Знак «�» и четыре цифры за ним — код знака, которого книга Excel вместить не может.",),
)


def about(notes: Sequence[str], words: Words | None = None) -> list[Line]:
    """The lines of the sheet, each a row of texts; an empty one is a blank row. `notes` say what did not fit."""
    told = [(), ("Что не поместилось в книгу",), *((note,) for note in notes)] if notes else []
    sheets = [(table.title, table.description) for table in WRITTEN]
    columns = [(table.title, column.title, column.name, column.description) for table in WRITTEN for column in table.columns]
    return [
        *_INTRODUCTION,
        *((_vocabulary(words),) if words else ()),
        *told,
        (),
        ("Лист", "Что на нём"),
        *sheets,
        (),
        ("Лист", "Графа", "Имя в CSV и Parquet", "Что в ней"),
        *columns,
    ]


def _vocabulary(words: Words) -> Line:
    additions = f"встроенный с дополнениями ({', '.join(words.additions)})" if words.additions else "встроенный"
    return (f"Словарь, по которому поняты планы: {additions}; его контрольная сумма — {words.sha256[:_SHOWN]}.",)
