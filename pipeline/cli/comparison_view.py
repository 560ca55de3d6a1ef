"""What a comparison came to, in a few lines: the findings, and where the files are."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import vocabulary
from pipeline.cli.console import one_line
from pipeline.compare import Comparison
from pipeline.compare.figures import figures, sentences
from pipeline.names import Names

_PLACES = {
    "report.html": "отчёт: откройте в браузере, годится и для письма",
    "report.docx": "он же коротко, для официальной переписки",
    "comparison.xlsx": "таблицы сравнения: начните с листа «Сводка»",
    "csv": "те же таблицы по одной, для любых программ",
    "parquet": "те же таблицы для программ анализа данных",
    "datapackage.json": "описание таблиц и их граф для программ",
}


def lines(comparison: Comparison, written: Sequence[Path], out: Path) -> Iterator[str]:
    """The lines for a terminal, in Russian."""
    yield from map(one_line, sentences(figures(comparison), comparison, Names(vocabulary.load())))
    yield f"Результат в папке {out}:"
    there = {path.relative_to(out).parts[0] for path in written}
    yield from (f"  {name:<17}{meaning}" for name, meaning in _PLACES.items() if name in there)
