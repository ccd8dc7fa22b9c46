#!/usr/bin/env bash
# The case table through LibreOffice 25.2 (Debian 12's backports), which maps =RAG() of Excel
# files both ways; as root. Nothing is installed: the packages are unpacked in a folder of their own.
# Usage: tests/addin/calc_25_2.sh [FOLDER]     (about 200 MB to download)
set -euo pipefail
cd "$(dirname "$0")/../.."
work=${1:-$(mktemp -d)}
mkdir -p "$work"/{lists/partial,archives/partial,root}
cat > "$work/sources.list" <<LIST
deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-backports main
LIST
apt="-o Dir::Etc::sourcelist=$work/sources.list -o Dir::Etc::sourceparts=- \
 -o Dir::State::lists=$work/lists -o Dir::Cache::archives=$work/archives \
 -o APT::Sandbox::User=root -o Debug::NoLocking=1"
# shellcheck disable=SC2086
apt-get $apt update -qq
# shellcheck disable=SC2086
apt-get $apt install -qq -y --no-install-recommends --print-uris -t bookworm-backports \
    libreoffice-calc python3-uno libreoffice-script-provider-python \
    | grep -o "'[^']*'" | tr -d "'" > "$work/uris"
(cd "$work/archives" && xargs -n 1 -P 4 curl -sSfLO < ../uris)
for package in "$work"/archives/*.deb; do dpkg -x "$package" "$work/root"; done
# What the packages' own scripts do at installation: the settings go to /etc.
mkdir -p "$work/root/etc/libreoffice/registry"
cp -a "$work"/root/usr/lib/libreoffice/share/.registry/. "$work/root/etc/libreoffice/registry/"
chmod -R a+rX "$work"
python=${XLSCORECARD_VENV:-.venv}/bin/python
"$python" -c "from pathlib import Path; from xlscorecard.addins.calc_file import build_extension
build_extension(Path('$work/scorecard.oxt'))"
# LibreOffice knows its own place by absolute paths: the packages are laid over /usr and /etc
# in a mount namespace that ends with this command.
unshare --mount bash -euc "
    mount -t overlay overlay -o lowerdir=$work/root/usr:/usr /usr
    mount -t overlay overlay -o lowerdir=$work/root/etc:/etc /etc
    soffice --version
    exec /usr/bin/python3 tests/addin/calc_stand.py $work/scorecard.oxt --round-trip"
