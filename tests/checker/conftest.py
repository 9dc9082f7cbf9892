"""The harness is imported before the tests of this room, so that they can import `exactpl_checker`."""

import tests.harness  # noqa: F401
