"""Start the checker from its folder, whatever the folder is called: ``python3 -I -S FOLDER CERT``."""

import importlib
import importlib.util
import os
import sys


def start() -> int:
    """Import the package that this file is in, and run its command."""
    if __package__:
        package = __package__
    else:
        # Started as a folder: Python has put the folder itself on the path, where its files could be taken
        # for modules of other names.  It goes, and the package is loaded from its place under a name of its
        # own, so that neither the folder's name nor its neighbours matter.
        here = os.path.dirname(os.path.abspath(__file__))
        sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry) != here]
        package = "exactpl_checker"
        # What runs is compiled from the source files whose digest is printed, not read from a cache (but for
        # this file, which Python has loaded before it can say so).
        sys.dont_write_bytecode = True
        sys.pycache_prefix = os.devnull
        spec = importlib.util.spec_from_file_location(
            package, os.path.join(here, "__init__.py"), submodule_search_locations=[here]
        )
        if spec is None or spec.loader is None:
            raise ImportError("the checker's folder is not a package")
        module = importlib.util.module_from_spec(spec)
        sys.modules[package] = module
        spec.loader.exec_module(module)
    status: int = importlib.import_module(package + ".cli").main(sys.argv[1:])
    return status


def run() -> int:
    """Start, whatever happens: a failure before the command can catch it is a crash too."""
    try:
        return start()
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a crash
        if sys.stderr is not None:
            print(f"the checker does not start: {error!r}", file=sys.stderr)
        return 70


if __name__ == "__main__":
    sys.exit(run())
