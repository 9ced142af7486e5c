"""`python -m broadsheet` is the `broadsheet` command."""

import sys

from broadsheet.commands.cli import main

sys.exit(main())
