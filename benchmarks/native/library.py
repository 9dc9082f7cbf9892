"""The C sources of this folder as one library."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL, c_size_t, c_void_p
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import UnavailableError

_FLAGS = ("-O3", "-march=native", "-std=c11", "-shared", "-fPIC")
_SOURCES = ("pull_back.c", "copy.c")
_SIGNATURES = {
    "pull_back": (c_size_t, (c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p, c_void_p, c_void_p)),
    "pull_back_count": (c_size_t, (c_void_p, c_size_t, c_void_p, c_size_t)),
    "pull_back_fresh": (c_size_t, (c_void_p, c_void_p, c_size_t, c_void_p, c_size_t)),
    "copy_bytes": (None, (c_void_p, c_void_p, c_size_t)),
}


@contextmanager
def native_library() -> Iterator[CDLL]:
    """Compile the sources into a temporary folder and load them; UnavailableError without a working compiler.

    The compiler is the command in the environment variable CC, or else cc.
    """
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        raise UnavailableError("a C compiler is required: install one, or name its command in CC.")
    with TemporaryDirectory(prefix="exactpl-benchmark-") as folder:
        target = Path(folder) / "native.so"
        sources = [str(Path(__file__).parent / name) for name in _SOURCES]
        done = subprocess.run([compiler, *_FLAGS, "-o", str(target), *sources], capture_output=True, text=True)
        if done.returncode != 0:
            raise UnavailableError(f"the C compiler refused the sources: {done.stderr.strip() or done.returncode}")
        library = CDLL(str(target))
        for name, (result, arguments) in _SIGNATURES.items():
            function = getattr(library, name)  # the library keeps it
            function.restype, function.argtypes = result, arguments
        yield library
