"""The command `roadmaps watch`: its arguments."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import russian
from pipeline.cli.arguments import FORMATS, Additions, parse_formats, parse_path

_EVERY = 30
"""Seconds between looks: a share is not kept busy, a letter's attachment is copied long before, and a person waits no minute."""
_HELP = """Следить за папкой: читать новые файлы, как только они приходят, и держать таблицы свежими.

Годится и сетевая папка. Файл читается, когда он перестал меняться: его размер и время одинаковы при двух взглядах подряд. Таблицы всегда
соответствуют папке: если файл удалён, его строк в них больше нет. Закончить: Ctrl+C.

\b
Примеры:
  roadmaps watch Входящие --out Результат
  roadmaps watch Входящие --out Результат --every 300
  roadmaps watch Входящие --out Результат --once    один раз, для планировщика

\b
Код завершения: 0 — остановлено человеком или системой; с --once — как у convert."""

app = typer.Typer()


@app.command(cls=russian.Command, help=_HELP, short_help="Следить за папкой и читать новое.")
def watch(
    folder: Annotated[Path, typer.Argument(parser=parse_path, metavar="ПАПКА", help="За чем следить; с вложенными.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", parser=parse_path, metavar="ПАПКА", help="Куда записать результат; папка будет создана.")],
    every: Annotated[float, typer.Option("--every", metavar="СЕКУНДЫ", help="Как часто смотреть.", min=0.1, show_default=False)] = _EVERY,
    *,
    once: Annotated[bool, typer.Option("--once", help="Прочитать один раз и закончить: для cron и планировщика Windows.")] = False,
    formats: Annotated[
        list[str] | None, typer.Option(metavar="СПИСОК", help=f"Через запятую; по умолчанию {','.join(FORMATS)}.", show_default=False)
    ] = None,
    vocab: Additions = None,
    anonymise: Annotated[bool, typer.Option("--anonymise", help="Без имён: вместо людей — их роли.")] = False,
) -> int:
    """A folder to datasets, again and again."""
    wanted = parse_formats(",".join(formats or FORMATS))
    if folder.resolve() == out.resolve():
        raise typer.TyperException("Результат нельзя писать в ту же папку, за которой идёт слежение. Укажите в --out другую.")
    from pipeline.cli import watching  # noqa: PLC0415 - its libraries take a second to load, which the help page need not wait for

    return watching.watch(folder, out, every, once=once, formats=wanted, vocab=vocab, anonymise=anonymise)
