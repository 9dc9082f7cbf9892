"""What a terminal shows: characters written over each other, lines that are wrapped."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ERASE = re.compile(r"\x1b\[([012]?)K")


def on_a_terminal(script: str, *arguments: str, columns: int = 80) -> tuple[int, str]:
    """Run a Python script with all its streams on a terminal; return its status and what it wrote."""
    reader, writer = pty.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=writer,
        stdout=writer,
        stderr=writer,
        env={**environment, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
    )
    os.close(writer)
    written = b""
    while chunk := _read(reader):
        written += chunk
    os.close(reader)
    return process.wait(timeout=120), written.decode("utf-8")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # a closed terminal ends with an error on Linux
        return b""


def screen(written: str, columns: int = 80) -> list[str]:
    """Return the lines that are to be seen in the end, without empty ones."""
    rows: list[list[str]] = [[]]
    row = column = i = 0
    while i < len(written):
        erase = _ERASE.match(written, i)
        character = written[i]
        i = erase.end() if erase else i + 1
        if erase:
            kept = rows[row][:column] if erase[1] != "2" else []
            rows[row] = kept
        elif character == "\r":
            column = 0
        elif character == "\n":
            row += 1
            if row == len(rows):
                rows.append([])
        else:
            if column == columns:
                row, column = row + 1, 0
                if row == len(rows):
                    rows.append([])
            rows[row] += [" "] * (column + 1 - len(rows[row]))
            rows[row][column] = character
            column += 1
    return [text for text in ("".join(each).rstrip() for each in rows) if text]


def moments(written: str) -> list[str]:
    """Return what stood on the line of the cursor each time before it was written over: the frames of a meter."""
    return [part for part in re.split(r"[\r\n]|\x1b\[[012]?K", written) if part.strip()]
