#!/usr/bin/env bash
# Every promise with a number, beside its peers, as one table. The peers get a virtual environment of their own.
set -euo pipefail
cd "$(dirname "$0")/.."
peers=.venv/peers
if [ ! -f "$peers/ready" ] || [ benchmarks/peers.txt -nt "$peers/ready" ]; then
  echo "Setting up the peers (Isso 0.14, scikit-learn; once) …"
  python3 -m venv "$peers"
  "$peers/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r benchmarks/peers.txt
  touch "$peers/ready"
fi
if ! command -v bogofilter >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends bogofilter >/dev/null
  else
    echo "No bogofilter: the spam filter is not measured beside it."
  fi
fi
exec .venv/bin/python -m benchmarks "$@"
