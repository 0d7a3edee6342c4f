#!/bin/sh
# Fails when a generated file that is in git is not what its generator makes.
set -eu
cd "$(dirname "$0")/.."
before=$(mktemp)
after=$(mktemp)
trap 'rm -f "$before" "$after"' EXIT

sums() { git ls-files -z --cached --others --exclude-standard | xargs -0 sha256sum 2>/dev/null | sort -k 2; }

sums >"$before"
make -s generate
sums >"$after"
if ! diff "$before" "$after" >/dev/null; then
	echo "generated files were not up to date; make generate has mended these, commit them:" >&2
	diff "$before" "$after" | sed -n 's/^[<>] [0-9a-f]*  /  /p' | sort -u >&2
	exit 1
fi
