"""One exception class per cause; each knows its exit code and says what happened, where, and what to do.

The exit codes are tabled in README.md; a test holds the table and the classes together.
"""

from typing import ClassVar, Self


class RoadmapError(Exception):
    """A failure that a person can act on: what happened, where, and what to do, in Russian."""

    code: ClassVar[str] = "internal_error"
    exit_code: ClassVar[int] = 1
    what: ClassVar[str] = "Внутренняя ошибка программы"
    advice: ClassVar[str] = "сообщите о ней разработчикам и приложите файл"

    def __init__(self, where: str, detail: str = "") -> None:
        self.where = where
        self.detail = detail
        super().__init__(where, detail)

    def __str__(self) -> str:
        return self.message

    def at(self, where: str) -> Self:
        """The same failure of what is called `where`."""
        return type(self)(where, self.detail)

    @property
    def message(self) -> str:
        """One sentence: where: what (detail): advice."""
        return f"{self.where}: {self.cause}"

    @property
    def cause(self) -> str:
        """The same without the place, which may be called otherwise by whom it is told."""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.what[0].lower()}{self.what[1:]}{detail}. Что делать: {self.advice}."


class MissingPathError(RoadmapError):
    """A path named on the command line does not exist."""

    code = "missing_path"
    exit_code = 3
    what = "Такого файла или папки нет"
    advice = "проверьте путь; если в нём есть пробелы, возьмите его в кавычки"


class EmptyFileError(RoadmapError):
    """The file has no content at all, or nothing but white space."""

    code = "empty_file"
    exit_code = 4
    what = "Файл пуст"
    advice = "попросите организацию прислать файл ещё раз"


class UnsupportedFormatError(RoadmapError):
    """The content is of a kind that no reader takes."""

    code = "unsupported_format"
    exit_code = 5
    what = "Файл такого вида не читается"
    advice = "сохраните документ как DOCX или PDF с текстом и повторите"


class DamagedFileError(RoadmapError):
    """The content begins like a known format and cannot be read to its end."""

    code = "damaged_file"
    exit_code = 6
    what = "Файл повреждён или защищён паролем"
    advice = "откройте его в программе, в которой он создан, сохраните заново без пароля и повторите"


class NoTextError(RoadmapError):
    """A PDF whose pages are pictures: there is no text to read."""

    code = "no_text"
    exit_code = 7
    what = "В файле нет текста, только изображения страниц"
    advice = "найдите исходный документ или распознайте скан и сохраните его как PDF с текстом"


class NoPlanError(RoadmapError):
    """The document was read, and no plan of activities is in it."""

    code = "no_plan"
    exit_code = 8
    what = "В документе не найден план мероприятий"
    advice = "проверьте, что это дорожная карта: нужна таблица с мероприятиями и сроками или ответственными"


class OutputError(RoadmapError):
    """The output folder or a file in it cannot be written."""

    code = "output_not_writable"
    exit_code = 9
    what = "Не удаётся записать результат"
    advice = "закройте файлы результата в других программах или укажите другую папку в --out"


class VocabularyError(RoadmapError):
    """A file of the vocabulary breaks its schema; `where` names file and line."""

    code = "vocabulary"
    exit_code = 10
    what = "Ошибка в словаре"
    advice = "исправьте названные строки; все ошибки и советы покажет команда «roadmaps vocab check»"


class SeveralCausesError(RoadmapError):
    """Files of one batch failed for different causes; never raised for one file."""

    code = "several_causes"
    exit_code = 11
    what = "Часть файлов не прочитана по разным причинам"
    advice = "причины названы выше и в таблице problems"


class UnreadableFileError(RoadmapError):
    """The system does not let the file or folder be opened."""

    code = "unreadable_file"
    exit_code = 12
    what = "Файл или папка не открывается"
    advice = "закройте его в других программах, проверьте права доступа и что диск подключён"


class NoDatasetError(RoadmapError):
    """A folder that holds nothing that `convert` wrote, or what another version of it wrote; `detail` says which."""

    code = "no_dataset"
    exit_code = 14
    what = "В папке нет результата команды convert, который можно прочитать"
    advice = "запустите «roadmaps convert» и укажите папку, которая стояла в --out"


class MissingToolError(RoadmapError):
    """The content needs a program or library that is not on this machine; `detail` names it and the line that installs it."""

    code = "missing_tool"
    exit_code = 13
    what = "Чтобы прочитать файл такого вида, нужна программа, которой здесь нет"
    advice = "установите её или сохраните документ как DOCX; что читается здесь, покажет команда «roadmaps formats»"


class CorrectionsError(RoadmapError):
    """A workbook or a file of corrections that cannot be used, or rows of it that were not taken; `detail` says why."""

    code = "corrections"
    exit_code = 15
    what = "Исправления нельзя применить"
    advice = "создайте книгу командой «roadmaps review ПАПКА», исправьте в ней названное и повторите; как её заполнять, сказано на её втором листе"


class ReferenceFileError(RoadmapError):
    """The reference that plans are to be compared with is neither a known code nor a sound file."""

    code = "reference_file"
    exit_code = 16
    what = "Образец для сравнения не читается"
    advice = "назовите minpros-2021, r145-2019 или файл, составленный как vocab/references/minpros-2021.yaml"


class PartlyReadError(RoadmapError):
    """Every file of a batch was read, and of some not all; never raised for one file."""

    code = "partly_read"
    exit_code = 17
    what = "Часть файлов прочитана не целиком"
    advice = "чего в них не хватает, сказано в таблице manifest и на листе «Файлы»; сверьте с исходными файлами"


class TooLargeError(RoadmapError):
    """The file, or what it unpacks to, is larger than a limit; `detail` names the limit."""

    code = "too_large"
    exit_code = 18
    what = "Файл слишком велик или раздувается при распаковке"
    advice = "проверьте, что это документ; если да, разделите его на части или сохраните заново без вложений"


class TimeLimitError(RoadmapError):
    """The reading took longer than it may; `detail` names the limit."""

    code = "time_limit"
    exit_code = 19
    what = "Файл читается слишком долго, чтение остановлено"
    advice = "если документ исправен и просто велик, повторите с большим --seconds"


class MemoryLimitError(RoadmapError):
    """The reading needed more memory than it may have; `detail` names the limit."""

    code = "memory_limit"
    exit_code = 20
    what = "Чтобы прочитать файл, нужно слишком много памяти"
    advice = "если документ исправен и просто велик, повторите с большим --memory"


class ReaderDiedError(RoadmapError):
    """The process that read the file died, twice: of what is in the file, or of a fault of a library."""

    code = "reader_died"
    exit_code = 21
    what = "Чтение файла завершилось аварийно"
    advice = "сохраните документ заново в программе, в которой он создан, и повторите; другие файлы это не задело"


class LockedFileError(RoadmapError):
    """The file is encrypted."""

    code = "locked_file"
    exit_code = 22
    what = "Файл закрыт паролем"
    advice = "откройте его с паролем, сохраните без пароля и повторите"


class ClusterError(RoadmapError):
    """The cluster cannot do the work; what and what to do is told by the class of the cause."""

    code = "cluster"
    exit_code = 23
    what = "Кластер не может выполнить работу"
    advice = "проверьте его или запустите ту же команду без --scheduler"


class RemoteError(RoadmapError):
    """A URL that cannot be read or written at all."""

    code = "remote"
    exit_code = 24
    what = "Хранилище по этому адресу недоступно"
    advice = "проверьте адрес, сеть и права доступа и повторите"
