#!/usr/bin/env bash
# Every test on SQLite, then those that touch the database again on a PostgreSQL of their own.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

"$python" -m pytest -q -n 2 --dist loadgroup tests
"$python" -m tests.postgresql -- "$python" -m pytest -q -n 2 --dist loadgroup \
  tests/kit tests/ledger tests/people tests/spam tests/stories tests/discussion tests/press tests/archive tests/mailroom \
  tests/rights tests/desk tests/upgrading
