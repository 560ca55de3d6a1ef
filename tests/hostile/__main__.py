"""Writes all hostile files into a folder: `python -m tests.hostile FOLDER`.

They are in its folder `mail`, and what links of them lead to beside it. Some unpack to gigabytes and some keep programs busy for ever:
nothing but a program that expects them should open the folder.
"""

import argparse
import sys
from pathlib import Path

from tests.hostile.everything import write


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    folder: Path = parser.parse_args().folder
    if folder.exists():
        parser.error(f"{folder} is there already")
    print(f"{sum(1 for _ in write(folder))} files and folders in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
