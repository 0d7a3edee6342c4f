#!/bin/sh
# Builds every example and the manual with warnings as errors, and has
# validators read all their pages.
set -eu
cd "$(dirname "$0")/.."
out=.cache/html
mkdir -p "$out"
rm -rf "${out:?}"/*
go build -o bin/deskbell ./cmd/deskbell

for site in docs examples/*/; do
	[ -e "$site/deskbell.yaml" ] || continue
	name=$(basename "$site")
	echo "build $site --strict"
	bin/deskbell build "$site" -o "$out/$name" --strict --no-cache --now 2026-11-21T10:00:00+08:00 >/dev/null
done

echo "validate $(find "$out" -name '*.html' | wc -l) pages"
node .ci/html.mjs "$out"
