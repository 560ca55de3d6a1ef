"""Why a cluster cannot do the work: each cause with what to do."""

from pipeline.errors import ClusterError


class NoLibraryError(ClusterError):
    """Dask is not installed here."""

    what = "Чтобы работать с кластером, нужна библиотека, которой здесь нет"
    advice = 'наберите pip install --constraint constraints.txt ".[cluster]" или запустите ту же команду без --scheduler'


class NoAnswerError(ClusterError):
    """Nobody answers at the address, or what answers is no scheduler that this program can speak to."""

    what = "Планировщик кластера не отвечает"
    advice = "проверьте адрес (например, tcp://10.0.0.5:8786), сеть и сертификаты и что dask scheduler запущен"


class NoWorkersError(ClusterError):
    """The scheduler has no workers."""

    what = "У планировщика нет рабочих процессов"
    advice = "запустите их командой dask worker АДРЕС и повторите"


class OtherVersionsError(ClusterError):
    """The workers would read otherwise than this machine does: the data would depend on who read what."""

    what = "На узлах кластера стоит не то же самое, что здесь, и результат получился бы другим"
    advice = "установите на все узлы одну версию программы и библиотек с одним constraints.txt, перезапустите dask worker и повторите"


class NotSharedError(ClusterError):
    """A folder or file that the workers do not see."""

    what = "Узлы кластера не видят папку или файл"
    advice = "входные файлы и --out должны лежать в общей папке, у которой на всех узлах один путь, а в --out узлы должны писать"


class LostClusterError(ClusterError):
    """The cluster is gone in the middle of the work."""

    what = "Связь с кластером потеряна"
    advice = "прочитанное сохранено: та же команда, с --scheduler или без него, продолжит с того же места"
