"""What can be wrong with an archive or with one file in it. To a program each is one of the tabled causes, to a person it is not."""

from pipeline import errors
from pipeline.errors import DamagedFileError, LockedFileError, MissingPathError, MissingToolError, UnsupportedFormatError

_UNPACK = "распакуйте архив сами и укажите папку с файлами"


class DamagedArchiveError(DamagedFileError):
    """The list of the members cannot be read, or not to its end."""

    what = "Архив повреждён"
    advice = "попросите прислать его ещё раз"


class DamagedMemberError(DamagedFileError):
    """One member cannot be unpacked."""

    what = "Файл в архиве повреждён"
    advice = "попросите прислать его ещё раз"


class OverlappingError(DamagedFileError):
    """Members lie in the same bytes: nobody packs so but who wants few bytes to become many."""

    what = "Файлы в архиве наложены друг на друга"
    advice = "не распаковывайте этот архив; попросите прислать файлы иначе"


class LockedError(LockedFileError):
    """The archive or the member is encrypted."""

    what = "Архив или файл в нём закрыт паролем"
    advice = _UNPACK


class PackingError(UnsupportedFormatError):
    """The member is packed in a way that is not known here."""

    what = "Файл в архиве сжат способом, который здесь не читается"
    advice = _UNPACK


class TooLargeError(errors.TooLargeError):
    """One of the limits of `pipeline.archives.limits` is reached."""

    what = "Архив или файл в нём слишком велик"
    advice = f"если он от надёжного человека, {_UNPACK}"


class TooDeepError(UnsupportedFormatError):
    """An archive in an archive in an archive …"""

    what = "Архивы вложены друг в друга слишком глубоко"
    advice = _UNPACK


class EmptyArchiveError(MissingPathError):
    """An archive without a file to read."""

    what = "В архиве нет ни одного файла для чтения"
    advice = "проверьте, тот ли это архив; скрытые и служебные файлы не читаются"


class MissingUnpackerError(MissingToolError):
    """An archive of a kind that needs more than the standard library."""

    what = "Чтобы распаковать такой архив, нужна программа, которой здесь нет"
    advice = f"установите её или {_UNPACK}; что читается здесь, покажет команда «roadmaps formats»"
