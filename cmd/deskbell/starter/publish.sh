#!/bin/sh
# What a pipeline runs on each change: sh publish.sh. It needs deskbell on the PATH and stops
# at the first problem; then public/ is ready for any static host.
set -eu
cd "$(dirname "$0")"

if [ "${GITHUB_ACTIONS:-}" = true ]; then
  deskbell check --strict --format github
else
  deskbell check --strict
fi
deskbell build --strict -o public
