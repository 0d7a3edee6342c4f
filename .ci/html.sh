#!/bin/sh
# Builds every example and the manual with warnings as errors, and has two
# validators read all their pages. The second needs Java and is left out, with
# a word, where there is none.
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

echo "html-validate: $(find "$out" -name '*.html' | wc -l) pages"
npx --no-install html-validate --config .ci/html-validate.json --formatter codeframe --max-warnings 0 "$out/**/*.html"

java=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' || true)
if [ "${java:-0}" -ge 17 ]; then
	echo "vnu: the same pages"
	java -Xss8m -jar node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html "$out"
else
	echo "skipped: vnu, for there is no Java 17 (on Debian: apt-get install default-jre-headless)"
fi
