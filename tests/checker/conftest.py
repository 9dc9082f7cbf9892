"""The checker as a package of its own, and the helpers of these tests on the path.

The checker is loaded from its folder under the name `exactpl_checker`: importing it as `exactpl.checker`
would import `exactpl` as well, with which it must have nothing to do.
"""

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "exactpl" / "checker"
NAME = "exactpl_checker"

if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))
if NAME not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        NAME, FOLDER / "__init__.py", submodule_search_locations=[str(FOLDER)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = module
    spec.loader.exec_module(module)
