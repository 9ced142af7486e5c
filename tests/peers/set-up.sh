#!/usr/bin/env bash
# What the peers need: WordPress with its Akismet plugin, PHP and MariaDB's programs (no service of them is started).
set -euo pipefail

packages=()
[ -d /usr/share/wordpress/wp-content/plugins/akismet ] || packages+=(wordpress)
command -v php >/dev/null 2>&1 || packages+=(php php-cli)
php -m 2>/dev/null | grep -qx mysqli || packages+=(php-mysql)
command -v mariadbd >/dev/null 2>&1 || [ -x /usr/sbin/mariadbd ] || packages+=(mariadb-server-core)
command -v mariadb >/dev/null 2>&1 || packages+=(mariadb-client-core)
[ ${#packages[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then as_root=(); elif sudo -n true 2>/dev/null; then as_root=(sudo); else as_root=(none); fi
if [ "${as_root[*]:-}" = none ] || ! command -v apt-get >/dev/null; then
  echo "Not installed, and not installable here: ${packages[*]}. The tests that need them are skipped."
  exit 0
fi
echo "Installing ${packages[*]} …"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null ||
  echo "They cannot be installed: the tests that need them are skipped."
