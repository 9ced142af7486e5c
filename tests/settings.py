"""Settings for tests: a private data folder, and a database that is a file, because servers and threads open it too.

`BROADSHEET_TEST_DATABASE=postgresql://…` runs the suite there instead.
"""

import os
import tempfile
from typing import cast

from tests.waiting import PATIENCE

FOLDER = tempfile.TemporaryDirectory(prefix="broadsheet-tests-")
os.environ["BROADSHEET_DATA"] = FOLDER.name
os.environ["BROADSHEET_SECRET_KEY"] = "only-for-tests"
os.environ["BROADSHEET_ADDRESS"] = "https://paper.example"
os.environ["BROADSHEET_DATABASE"] = os.environ.get("BROADSHEET_TEST_DATABASE", f"sqlite:///{FOLDER.name}/b.sqlite3")

from broadsheet.settings import *  # noqa: E402, F403
from broadsheet.settings import ALLOWED_HOSTS, DATABASES  # noqa: E402

ALLOWED_HOSTS += ["testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    options = cast("dict[str, object]", DATABASES["default"]["OPTIONS"])
    options["timeout"] = PATIENCE  # seconds
    options["init_command"] = str(options["init_command"]).replace("synchronous=FULL", "synchronous=OFF")
