#!/usr/bin/env bash
# Every test on SQLite, then those that ask a database again on a PostgreSQL of their own, also where some failed on SQLite.
# Ends with both results, and with a status above zero where anything failed.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
python=.venv/bin/python
unset PYTHONDONTWRITEBYTECODE  # many tests start sites: each would compile the whole program again
pytest=("$python" -m pytest -q -n 2 --dist loadgroup)
said=$(mktemp -d)
trap 'rm -r "$said"' EXIT
trap 'exit 130' INT
failed=0

on() {  # on NAME COMMAND…: run it, keep what it said
  echo "On $1:"
  "${@:2}" | tee "$said/$1" || failed=$?
}

on SQLite "${pytest[@]}" tests
on PostgreSQL "$python" -m tests.postgresql -- "${pytest[@]}" tests

echo
for name in SQLite PostgreSQL; do
  echo "$name: $(tail -n 1 "$said/$name")"
  grep -E '^(FAILED|ERROR) ' "$said/$name"
done
exit "$failed"
