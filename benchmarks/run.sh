#!/usr/bin/env bash
# Every promise with a number, beside its peers, as one table. The peer gets a virtual environment of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
peers=.venv/peers
if [ ! -f "$peers/ready" ] || [ benchmarks/peers.txt -nt "$peers/ready" ]; then
  echo "Setting up the peer (Isso 0.14, once) …"
  python3 -m venv "$peers"
  "$peers/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r benchmarks/peers.txt
  touch "$peers/ready"
fi
exec .venv/bin/python -m benchmarks "$@"
