"""The commands `roadmaps vocab …`: for those who tend the words."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import russian
from pipeline.cli.arguments import Additions, parse_path
from pipeline.cli.console import say

_HELP = """Словарь: проверить свои слова и узнать, каких не хватает.

Свои слова лежат в отдельной папке, в файлах с теми же именами, что и встроенные (roles.yaml, stages.yaml …), и дополняют встроенный словарь.

\b
Примеры:
  roadmaps vocab suggest Результат                каких слов не хватает
  roadmaps vocab check Слова                      всё ли верно в папке Слова
  roadmaps convert Планы --vocab Слова --out Результат"""
_CHECK_HELP = """Проверить слова: все ошибки, советы и то, что меняется в образцах.

Без ПАПКИ проверяется встроенный словарь, с ПАПКОЙ — ваши слова поверх него. В ней хватит и одного файла, а в файле — одной записи; годится и копия
всего словаря. Фраза, которая во встроенном словаре значит другое, переходит к вашему значению. Убрать встроенную фразу нельзя: только
вписать её к другому коду. Новых кодов добавлять нельзя.

\b
Примеры:
  roadmaps vocab check
  roadmaps vocab check Слова
  roadmaps vocab check Слова --samples Планы      что меняется в ваших планах

\b
Код завершения: 0 — ошибок нет (советы не в счёт), 10 — есть ошибки."""
_SUGGEST_HELP = """Показать, какие фразы программа не поняла: сколько раз, где, на что похоже.

РЕЗУЛЬТАТ — папка, которую записала команда convert. С --out заготовки записываются в файл YAML: просмотрите их и перенесите в свои файлы слов.

\b
Примеры:
  roadmaps vocab suggest Результат
  roadmaps vocab suggest Результат --out заготовки.yaml"""

app = typer.Typer(cls=russian.Group, help=_HELP, short_help="Словарь: проверить и дополнить.", rich_markup_mode=None)


@app.command(cls=russian.Command, help=_CHECK_HELP, short_help="Проверить слова.")
def check(
    folder: Annotated[Path | None, typer.Argument(parser=parse_path, metavar="ПАПКА", help="Ваши слова.", show_default=False)] = None,
    samples: Annotated[
        Path | None,
        typer.Option(
            "--samples", parser=parse_path, metavar="ПУТЬ", help="На чём показать изменения; по умолчанию образцы.", show_default=False
        ),
    ] = None,
) -> int:
    """Faults, advice, and what changes."""
    if samples and not folder:
        raise typer.TyperException("Чтобы показать изменения, нужны ваши слова: roadmaps vocab check ПАПКА --samples ПУТЬ.")
    from pipeline.cli.bar import Bar  # noqa: PLC0415 - its libraries take a second to load, which the help page need not wait for
    from pipeline.cli.vocab_view import check_lines  # noqa: PLC0415
    from pipeline.errors import VocabularyError  # noqa: PLC0415
    from pipeline.lexicography.check import check_words  # noqa: PLC0415

    found = check_words(folder, samples, Bar())
    say("\n".join(check_lines(found, folder)))
    return VocabularyError.exit_code if found.faults else 0


@app.command(cls=russian.Command, help=_SUGGEST_HELP, short_help="Каких слов не хватает.")
def suggest(
    dataset: Annotated[
        Path, typer.Argument(parser=parse_path, metavar="РЕЗУЛЬТАТ", help="Папка, которую записала команда convert.", show_default=False)
    ],
    out: Annotated[
        Path | None, typer.Option("--out", parser=parse_path, metavar="ФАЙЛ.yaml", help="Записать заготовки в файл.", show_default=False)
    ] = None,
    vocab: Additions = None,
) -> int:
    """Phrases that were not understood, and a stub to paste."""
    from pipeline import vocabulary  # noqa: PLC0415
    from pipeline.cli.vocab_view import suggestion_lines  # noqa: PLC0415
    from pipeline.export.files import write_bytes  # noqa: PLC0415
    from pipeline.export.stored import read_tables  # noqa: PLC0415
    from pipeline.lexicography.hints import suggest as find  # noqa: PLC0415
    from pipeline.lexicography.missing import missing_phrases  # noqa: PLC0415
    from pipeline.lexicography.stubs import stub  # noqa: PLC0415

    suggestions = find(missing_phrases(read_tables(dataset)), vocabulary.load(vocab))
    say("\n".join(suggestion_lines(suggestions)))
    if out:
        say(f"Заготовки записаны: {write_bytes(out, stub(suggestions).encode())}")
    return 0
