#!/usr/bin/env bash
# What the tests need besides Python: a browser, two web servers, PostgreSQL, and axe-core. Says plainly what it skips.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()
need() { command -v "$1" >/dev/null 2>&1 || [ -x "$1" ] || packages+=("${@:2}"); }
need chromium chromium fonts-noto-core
need /usr/sbin/nginx nginx
dpkg -s libnginx-mod-http-brotli-static >/dev/null 2>&1 || packages+=(libnginx-mod-http-brotli-static)
need caddy caddy
need npm nodejs npm
need wrk wrk
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || packages+=(postgresql)

if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ]; then as_root=(); elif sudo -n true 2>/dev/null; then as_root=(sudo); else as_root=(none); fi
  if [ "${as_root[*]:-}" = none ] || ! command -v apt-get >/dev/null; then
    echo "Not installed, and not installable here: ${packages[*]}. The tests that need them are skipped."
  else
    echo "Installing ${packages[*]} …"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
  fi
fi

if command -v npm >/dev/null 2>&1; then npm ci --silent --no-audit --no-fund; else echo "No npm: accessibility is not tested."; fi
