#!/bin/sh
# Installs what the tests need beside Go and Node, or says by name what to
# install where it may not do so itself.
set -eu
cd "$(dirname "$0")/.."

missing() {
	echo "make test needs $1: $2" >&2
	exit 1
}

command -v go >/dev/null || missing "Go 1.26 or later" "https://go.dev/dl/"
command -v node >/dev/null || missing "Node 20 or later" "https://nodejs.org/ or the package nodejs"
command -v npm >/dev/null || missing "npm" "it comes with Node, or in the package npm"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || missing "Node 20 or later" "this is $(node --version)"

# A browser for the browser tests, and a font that has Chinese for their pictures.
packages=
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || packages="chromium"
if ! ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 && [ -z "$(fc-list :lang=zh-cn 2>/dev/null)" ]; then
	packages="$packages fonts-noto-cjk"
fi
# A second reader of calendars. Debian's own Python gets it from a package.
python3 -c 'import icalendar' 2>/dev/null || /usr/bin/python3 -c 'import icalendar' 2>/dev/null || packages="$packages python3-icalendar"
# Faults are injected by strace; without it those tests are skipped.
command -v strace >/dev/null || [ "$(uname)" != Linux ] || packages="$packages strace"
if [ -n "$packages" ]; then
	as_root=
	if [ "$(id -u)" != 0 ]; then
		as_root="sudo -n"
		sudo -n true 2>/dev/null || as_root=none
	fi
	if [ "$as_root" = none ] || ! command -v apt-get >/dev/null; then
		missing "$packages" "install by hand, on Debian with: apt-get install $packages"
	fi
	echo "installing $packages"
	log=$(mktemp)
	# shellcheck disable=SC2086 # a list of packages
	if ! { $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $packages; } >"$log" 2>&1 </dev/null; then
		tail -n 40 "$log" >&2
		rm -f "$log"
		missing "$packages" "apt-get could not install it"
	fi
	rm -f "$log"
fi

# What npm installed is kept as long as the lock file stays the same.
stamp=node_modules/.deskbell-lock
if ! cmp -s package-lock.json "$stamp"; then
	echo "installing npm packages from package-lock.json"
	npm ci --loglevel=error </dev/null
	cp package-lock.json "$stamp"
fi
