"""The page on the manifest: `docs/manifest.md` is generated from here (`python -m pipeline.export.reasons`)."""

from pipeline.errors import (
    ClusterError,
    CorrectionsError,
    NoDatasetError,
    PartlyReadError,
    ReferenceFileError,
    RemoteError,
    RoadmapError,
    SeveralCausesError,
    VocabularyError,
)
from pipeline.export.manifest import MANIFEST
from pipeline.export.page import section
from pipeline.problems import CATALOGUE, LOSING
from pipeline.verdicts import SKIPPED

NOT_OF_FILES: set[type[RoadmapError]] = {
    ClusterError,
    CorrectionsError,
    NoDatasetError,
    PartlyReadError,
    ReferenceFileError,
    RemoteError,
    SeveralCausesError,
    VocabularyError,
}
"""Errors of a whole run, which no file is refused for."""

_TOP = """# Манифест: что стало с каждым файлом

Создано командой `python -m pipeline.export.reasons > docs/manifest.md`.

В таблице `manifest` — `csv/manifest.csv`, `parquet/manifest.parquet`, лист «Файлы» — одна строка на каждый найденный файл и на каждый файл
в архиве (у самого архива строка тоже есть). Если не заказаны ни CSV, ни Parquet, `csv/manifest.csv` пишется всё равно.
Найдено = whole + partial + refused + skipped. Это можно доказать без нашей программы: `python docs/check_manifest.py ПАПКА… --out РЕЗУЛЬТАТ`
сам обходит папки, открывает ZIP и TAR и сверяет имена, размеры и контрольные суммы; если что-то не сходится, он называет это и завершается с кодом 1.
"""

_NAMES = r"""## Имена

Имя файла — это байты, и в них бывает что угодно: переводы строк, знаки, меняющие направление текста, байты не в UTF-8. В графе `name_bytes` имя
стоит шестнадцатеричными цифрами, байт за байтом. В графе `name` оно записано так, что невидимого в нём нет, и восстанавливается точно:

| в имени | в графе `name` |
|---|---|
| обратная черта | `\\` |
| байт, который не читается как UTF-8 | `\xff`: две цифры |
| управляющий знак, знак направления, знак без ширины, пробел не простой, простой пробел в начале или конце имени | `\u202e`: номер знака, четыре цифры |
| такой же знак с номером больше ffff | `\U000e0001`: восемь цифр |
| всё остальное | как есть |

Как и всякий текст в CSV и Excel, имя, похожее на формулу, защищено там ещё и апострофом.
"""

_VERDICTS = """## Итоги

| итог | что он значит |
|---|---|
| `whole` | Всё, что есть в файле, вошло в данные; причины нет. |
| `partial` | Часть файла прочитать не удалось; чего не хватает, сказано в графе `detail` и в таблице `problems`. |
| `refused` | Из файла ничего не взято; почему и что делать, сказано там же. |
| `skipped` | Читать было нечего или не нужно. |
"""


def refusals() -> list[type[RoadmapError]]:
    """The errors that a file is refused for, by their exit codes; of one code the first, which its other classes are kinds of."""
    errors: list[type[RoadmapError]] = [RoadmapError, *RoadmapError.__subclasses__()]
    return sorted((error for error in errors if error not in NOT_OF_FILES), key=lambda error: error.exit_code)


def page() -> str:
    """The page, in Markdown."""
    lines = [_TOP, section(MANIFEST), _VERDICTS, "## Причины\n"]
    lines += ["`partial`:\n", "| причина | что случилось |", "|---|---|", *(f"| `{code}` | {CATALOGUE[code].message} |" for code in LOSING)]
    lines += [
        "\nУ архива, из которого взято не всё, причина — одна из следующих.",
        "\n`refused`:\n",
        "| причина | что случилось | что делать |",
        "|---|---|---|",
    ]
    lines += [f"| `{error.code}` | {error.what} | {error.advice} |" for error in refusals()]
    lines += ["\n`skipped`:\n", "| причина | что это |", "|---|---|", *(f"| `{code}` | {text} |" for code, text in SKIPPED.items())]
    return "\n".join([*lines, "", _NAMES])


if __name__ == "__main__":
    print(page(), end="")
