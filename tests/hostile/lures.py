"""What a hostile file wants opened: a file of this folder, and an address of this machine. Tests see that neither is touched."""

from pathlib import Path

CANARY = "КАНАРЕЙКА"
"""What the file holds; it must be in no output."""

FILE = Path(__file__).with_name("canary.txt").resolve().as_uri()

PORT = 47431
ADDRESS = f"http://127.0.0.1:{PORT}/lure"
"""Where a test listens."""
