"""The commands `roadmaps compare` and `roadmaps report`: datasets against a reference, a group, and the year before."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import russian
from pipeline.cli.arguments import parse_path
from pipeline.cli.console import say

GROUPS = ("region", "kind", "district", "year")
"""The columns of `pipeline.compare`, named again so that the help page need not load its libraries; a test holds them together."""

REFERENCE = "minpros-2021"
_FOLDER = "comparison"
_COMPARE_HELP = """Сравнить планы с образцом, друг с другом и с прошлым годом: чего нет, кто опаздывает, кто за что отвечает, что изменилось.

\b
Примеры:
  roadmaps compare Результат --out Сравнение
  roadmaps compare Прошлый Нынешний --out Сравнение        с прошлым годом; новый набор — последним
  roadmaps compare Результат --out Сравнение --by region,kind
  roadmaps compare Результат --out Сравнение --reference наш-образец.yaml

\b
В папке --out будут report.html (открывается в браузере, годится для письма),
report.docx, comparison.xlsx и те же таблицы в CSV и Parquet.
Свой образец составляют по docs/compare.md."""
_REPORT_HELP = """Сравнить планы и открыть отчёт в браузере.

\b
Примеры:
  roadmaps report Результат                       отчёт в Результат/comparison
  roadmaps report Прошлый Нынешний                в Нынешний/comparison
  roadmaps report Результат --no-open             только записать

\b
Где открыть нечем (сервер, запуск из другой программы), отчёт только записывается."""

Folders = Annotated[
    list[Path],
    typer.Argument(
        parser=parse_path, metavar="РЕЗУЛЬТАТ", help="Папки, которые записала команда convert; самая новая — последней.", show_default=False
    ),
]
ReferenceName = Annotated[
    str, typer.Option("--reference", metavar="ОБРАЗЕЦ", help=f"{REFERENCE} (если не указан), r145-2019 или свой файл.", show_default=False)
]
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="СПИСОК", help=f"С какой группой сравнивать: {','.join(GROUPS)}, через запятую.", show_default=False),
]

app = typer.Typer(cls=russian.Group, rich_markup_mode=None)


@app.command(cls=russian.Command, help=_COMPARE_HELP, short_help="Сравнить планы с образцом, друг с другом, с прошлым годом.")
def compare(
    datasets: Folders,
    out: Annotated[Path, typer.Option("--out", parser=parse_path, metavar="ПАПКА", help="Куда записать; папка будет создана.")],
    reference: ReferenceName = REFERENCE,
    by: By = None,
) -> int:
    """Datasets to a comparison."""
    _run(datasets, out, reference, by)
    return 0


@app.command(cls=russian.Command, help=_REPORT_HELP, short_help="Сравнить и открыть отчёт в браузере.")
def report(
    datasets: Folders,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            parser=parse_path,
            metavar="ПАПКА",
            help=f"Куда записать; по умолчанию {_FOLDER} в последней папке.",
            show_default=False,
        ),
    ] = None,
    reference: ReferenceName = REFERENCE,
    by: By = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Не открывать браузер.")] = False,
) -> int:
    """The comparison with defaults, opened."""
    place = out or datasets[-1] / _FOLDER
    _run(datasets, place, reference, by)
    from pipeline.cli.desktop import open_page  # noqa: PLC0415
    from pipeline.compare.report.page import FILE  # noqa: PLC0415

    if not no_open and open_page(place / FILE):
        say("Отчёт открывается в браузере.")
    return 0


def _run(datasets: list[Path], out: Path, reference: str, by: list[str] | None) -> None:
    """Compares, writes, and says what came of it."""
    columns = _parse_by(by)
    _check_twice(datasets)
    from pipeline import compare as comparing  # noqa: PLC0415 - its libraries take a second to load, which the help page need not wait for
    from pipeline.cli.comparison_view import lines  # noqa: PLC0415
    from pipeline.compare.write import check_place, write  # noqa: PLC0415

    check_place(out)
    comparison = comparing.compare(datasets, reference, columns)
    written = write(comparison, out)
    say("\n".join(lines(comparison, written, out)))


def _parse_by(values: list[str] | None) -> tuple[str, ...]:
    names = [name.strip().lower() for name in ",".join(values or ()).split(",") if name.strip()]
    unknown = [name for name in names if name not in GROUPS]
    if values and not names:
        raise typer.TyperException(f"Признаки не указаны. Есть: {', '.join(GROUPS)}; несколько пишутся через запятую.")
    if unknown:
        raise typer.TyperException(f"Нет признака «{unknown[0]}». Есть: {', '.join(GROUPS)}; несколько пишутся через запятую.")
    return tuple(dict.fromkeys(names))


def _check_twice(datasets: list[Path]) -> None:
    """A folder that is named twice is a slip: it would be compared with itself."""
    seen: set[Path] = set()
    for folder in datasets:
        if folder.resolve() in seen:
            raise typer.TyperException(f"Папка «{folder}» названа дважды. Чтобы сравнить два года, укажите две разные папки.")
        seen.add(folder.resolve())
