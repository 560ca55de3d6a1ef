"""The command `roadmaps`: its arguments, what it says, and its exit codes."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli import comparison, russian, vocab, watch
from pipeline.cli.arguments import FORMATS, Additions, parse_formats, parse_path, parse_place
from pipeline.cli.console import complain, never_fail_to_print, say
from pipeline.cli.endings import INTERRUPTED, ended_as_interrupted, fault
from pipeline.errors import RoadmapError

_USAGE = 2
_MOST_FILES = 5
_HELP = """Дорожные карты наставничества из документов, электронных таблиц, веб-страниц, сканов и архивов — в таблицы, которые можно сравнивать.

\b
Примеры:
  roadmaps convert Планы --out Результат          вся папка с вложенными
  roadmaps convert план.docx --out Результат      один файл
  roadmaps inspect план.docx                      как понят один файл
  roadmaps watch Входящие --out Результат         читать новые файлы, как придут
  roadmaps formats                                какие файлы здесь читаются
  roadmaps report Результат                       отчёт: чего нет, кто опаздывает
  roadmaps compare Прошлый Новый --out Сравнение  сравнить с прошлым годом
  roadmaps vocab suggest Результат                каких слов не хватает словарю
  roadmaps review Результат                       книга Excel с тем, что проверить
  roadmaps apply Результат/review.xlsx            принять исправления из неё

Подробнее о команде: roadmaps КОМАНДА --help"""
_CONVERT_HELP = """Прочитать файлы, папки и архивы и записать таблицы. Какие файлы читаются, покажет roadmaps formats.

\b
Примеры:
  roadmaps convert Планы --out Результат
  roadmaps convert Планы ещё.docx --out Результат --formats xlsx,csv
  roadmaps convert архив.zip --out Результат
  roadmaps convert Планы --out Результат --vocab Слова
  roadmaps convert Планы --out Новый --corrections Результат/corrections.jsonl
  roadmaps convert Планы --out Результат --anonymise   без имён людей

\b
Код завершения: 0 — прочитано всё; другой — что-то не прочитано,
остальные файлы при этом записаны. Коды перечислены в README."""
_INSPECT_HELP = """Показать, как понят один файл: графы, этапы, мероприятия, сроки, ответственные и замечания.

\b
Примеры:
  roadmaps inspect план.docx
  roadmaps inspect план.docx > план.txt
  roadmaps inspect архив.zip/папка/план.docx
  roadmaps inspect план.docx --vocab Слова"""
_REVIEW_HELP = """Записать книгу Excel, в которой человек проверяет и исправляет то, в чём программа не уверена.

\b
Примеры:
  roadmaps review Результат                       в Результат/review.xlsx
  roadmaps review Результат --all                 все решения, не только неуверенные
  roadmaps review Результат --out Проверка.xlsx

\b
Что дальше: откройте книгу в Excel или LibreOffice (как её заполнять, сказано
на её втором листе), сохраните и запустите roadmaps apply."""
_APPLY_HELP = """Принять исправления из книги, которую записала команда review.

Они хранятся рядом с таблицами, в corrections.jsonl, и войдут в таблицы, когда вы снова запустите convert в ту же папку.

\b
Примеры:
  roadmaps apply Результат/review.xlsx
  roadmaps apply Проверка.xlsx --dataset Результат

\b
Верно заполненные строки принимаются, даже если в других ошибки: те названы
вместе с графой и с тем, что делать, а код завершения тогда 15."""
_FORMATS_HELP = """Показать, какие файлы читаются на этой машине, чего для других не хватает и как это установить.

\b
Примеры:
  roadmaps formats
  roadmaps formats --json"""

app = typer.Typer(cls=russian.Group, help=_HELP, rich_markup_mode=None, add_completion=False)
app.add_typer(comparison.app)
app.add_typer(watch.app)
app.add_typer(vocab.app, name="vocab")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command with `arguments`, those of the process by default; returns the exit code."""
    never_fail_to_print()
    try:
        with ended_as_interrupted():
            code = int(typer.main.get_command(app).main(arguments, prog_name="roadmaps", standalone_mode=False) or 0)
    except typer.TyperException as error:
        complain(f"{russian.mistake(error.format_message())} Справка: {_command_of(error)} --help")
        return _USAGE
    except RoadmapError as error:
        complain(error.message)
        return error.exit_code
    except KeyboardInterrupt:  # outside of what typer sees
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - our own fault, whatever it is: nobody is helped by a traceback
        told = fault(error)
        complain(told.message)
        return told.exit_code
    if code == INTERRUPTED:  # typer makes this of Ctrl-C
        complain("Работа прервана. Прежний результат не тронут, прочитанное сохранено: та же команда продолжит с того же места.")
    return code


def _command_of(error: typer.TyperException) -> str:
    """The command that the mistake was made in, if the library knows it."""
    context = getattr(error, "ctx", None)
    return context.command_path if context else "roadmaps"


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"roadmaps {version('roadmap-pipeline')}")
        raise typer.Exit


@app.callback()
def _program(
    _: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Показать версию.")] = False,
) -> None:
    pass


@app.command(cls=russian.Command, help=_CONVERT_HELP, short_help="Файлы и папки — в таблицы.")
def convert(
    paths: Annotated[
        list[Any],
        typer.Argument(
            parser=parse_place, metavar="ПУТЬ", help="Файлы, папки и архивы с вложенными; можно s3://, sftp://.", show_default=False
        ),
    ],
    out: Annotated[
        Any, typer.Option("--out", parser=parse_place, metavar="ПАПКА", help="Куда записать результат; папка будет создана. Можно s3://.")
    ],
    formats: Annotated[
        list[str] | None, typer.Option(metavar="СПИСОК", help=f"Через запятую; по умолчанию {','.join(FORMATS)}.", show_default=False)
    ] = None,
    *,
    vocab: Additions = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections",
            parser=parse_path,
            metavar="ФАЙЛ",
            help="Исправления; по умолчанию corrections.jsonl из папки --out.",
            show_default=False,
        ),
    ] = None,
    anonymise: Annotated[
        bool, typer.Option("--anonymise", help="Без имён: вместо людей — их роли, во всех таблицах и именах файлов.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, metavar="ЧИСЛО", help="Сколько файлов читать сразу; по умолчанию по числу ядер.", show_default=False
        ),
    ] = None,
    seconds: Annotated[
        float,
        typer.Option(
            "--seconds",
            min=1,
            metavar="ЧИСЛО",
            help="Сколько секунд процессора может занять один файл; по умолчанию 20.",
            show_default=False,
        ),
    ] = 20,
    memory: Annotated[
        int,
        typer.Option(
            "--memory", min=256, metavar="МБ", help="Сколько памяти может занять один файл; по умолчанию 1536.", show_default=False
        ),
    ] = 1536,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="АДРЕС",
            help="Читать на кластере Dask с этим планировщиком: tcp://10.0.0.5:8786. Папки должны быть общими.",
            show_default=False,
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Не показывать, как идёт работа.")] = False,
    log: Annotated[
        Path | None,
        typer.Option("--log-json", parser=parse_path, metavar="ФАЙЛ", help="Журнал для программ: событие на строке.", show_default=False),
    ] = None,
) -> int:
    """Files and folders to datasets."""
    wanted = parse_formats(",".join(formats or FORMATS))
    if scheduler and workers:
        raise typer.TyperException("--workers и --scheduler вместе не указывают: сколько файлов читать сразу, решает кластер.")
    from pipeline import batch, vocabulary  # noqa: PLC0415 - its libraries take a second to load, which the help page need not wait for
    from pipeline.cli.progress import watching  # noqa: PLC0415
    from pipeline.cli.summary import summary  # noqa: PLC0415
    from pipeline.cluster import on_cluster  # noqa: PLC0415
    from pipeline.remote.bringing import brought  # noqa: PLC0415

    words, limits = vocabulary.load(vocab), batch.Asked(seconds, memory)
    hire = on_cluster(scheduler) if scheduler else None
    with brought(paths, out) as local, watching(quiet, log) as watch:
        report = batch.convert(
            local.paths,
            local.out,
            wanted,
            words,
            watch,
            corrections=corrections,
            anonymise=anonymise,
            limits=limits,
            workers=workers,
            hire=hire,
            missed=local.missed,
        )
        local.publish(report)
    say("" if quiet else summary(report, local.out, local.shown))
    return report.exit_code


@app.command(cls=russian.Command, help=_INSPECT_HELP, short_help="Показать, как понят один файл.")
def inspect(
    path: Annotated[
        Path,
        typer.Argument(
            parser=parse_path, metavar="ФАЙЛ", help="Файл или файл в архиве; какие читаются, покажет roadmaps formats.", show_default=False
        ),
    ],
    vocab: Additions = None,
) -> int:
    """How one file was understood."""
    if path.is_dir():
        raise typer.TyperException(f"«{path}» — папка, а здесь нужен один файл. Папку читает команда convert.")
    from pipeline import vocabulary  # noqa: PLC0415
    from pipeline.batch.looking import onlooker  # noqa: PLC0415
    from pipeline.cli.inspection import find_files, inspect_file  # noqa: PLC0415

    with onlooker(vocabulary.load(vocab)) as eyes:
        found = find_files(path, eyes)
        if len(found.files) > 1:
            raise typer.TyperException(_which_of(path, [str(path.parent / one.name) for one in found.files]))
        inspection = inspect_file(path, found, eyes)
    say(inspection.text)
    if inspection.failure:
        complain(inspection.failure.problem.message)
    return inspection.exit_code


@app.command(cls=russian.Command, help=_REVIEW_HELP, short_help="Книга Excel с тем, что проверить человеку.")
def review(
    dataset: Annotated[Path, typer.Argument(parser=parse_path, metavar="ПАПКА", help="Папка с результатом convert.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", parser=parse_path, metavar="ФАЙЛ", help="Куда записать; по умолчанию review.xlsx в ПАПКЕ.", show_default=False
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Все решения, не только неуверенные.")] = False,
    vocab: Additions = None,
) -> int:
    """What is unsure, to a workbook."""
    from pipeline.cli import corrections  # noqa: PLC0415

    say(corrections.ask(dataset, out, everything, vocab))
    return 0


@app.command(cls=russian.Command, help=_APPLY_HELP, short_help="Принять исправления из этой книги.")
def apply(
    workbook: Annotated[Path, typer.Argument(parser=parse_path, metavar="КНИГА", help="Заполненная книга.", show_default=False)],
    dataset: Annotated[
        Path | None,
        typer.Option(
            "--dataset",
            parser=parse_path,
            metavar="ПАПКА",
            help="Папка с результатом convert; по умолчанию та, где книга.",
            show_default=False,
        ),
    ] = None,
    vocab: Additions = None,
) -> int:
    """A filled workbook to corrections."""
    from pipeline.cli import corrections  # noqa: PLC0415

    done = corrections.apply(workbook, dataset, vocab)
    for line in done.faults:
        complain(line)
    say(done.text)
    return done.exit_code


@app.command(name="formats", cls=russian.Command, help=_FORMATS_HELP, short_help="Какие файлы здесь читаются.")
def show_formats(as_json: Annotated[bool, typer.Option("--json", help="Для программ: в JSON.")] = False) -> int:
    """Which formats can be read on this machine."""
    from pipeline.cli import formats  # noqa: PLC0415

    rows = formats.formats()
    say(formats.as_json(rows) if as_json else formats.as_text(rows))
    return 0


def _which_of(path: Path, files: Sequence[str]) -> str:
    """What to say of an archive of several files where one is needed."""
    shown = "".join(f' roadmaps inspect "{file}";' for file in files[:_MOST_FILES])
    more = f" и ещё {len(files) - _MOST_FILES}" if len(files) > _MOST_FILES else ""
    return f"В архиве «{path}» файлов: {len(files)}, а здесь нужен один. Укажите его:{shown.removesuffix(';')}{more}."
