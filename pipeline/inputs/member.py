"""What an archive was found to hold: one record for the archive itself, and one for each file in it. They go from one process to another as JSON."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from pipeline.verdicts import Verdict


class Member(BaseModel):
    """An archive, or a file in one."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")

    file: str
    """What the outputs call it: behind the name of its archive and «/»."""
    name: bytes
    """Its name as the archive has it, behind that of its archive and «/»."""
    verdict: Verdict | None = None
    """None: it is a file to read, and its bytes are in the spool folder under its `sha256`."""
    reason: str = ""
    """Of the verdict; empty for `whole`, which only an archive can be here."""
    detail: str = ""
    """Why, in Russian."""
    message: str = ""
    """The whole sentence for the person, with the file and what to do, where it was refused or is not whole."""
    size: int | None = None
    """Bytes; None where it was not unpacked."""
    sha256: str | None = None
    """Of its content; None where it was not unpacked."""
    container: bool = False
    """Whether it is an archive: its members stand behind it."""

    def below(self, file: str, name: bytes) -> Self:
        """It, where its names are those behind the names `file` and `name` of its archive, with these before them."""
        return self.model_copy(update={"file": file + self.file, "name": name + self.name})
