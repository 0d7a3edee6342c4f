#!/bin/sh
# Looks for known faults in what the project is made from, where a database is at
# hand: GOVULNDB names it, such as https://vuln.go.dev or file:///srv/vulndb.
set -eu
cd "$(dirname "$0")/.."
if [ -z "${GOVULNDB:-}" ]; then
	echo "skipped: govulncheck, for GOVULNDB names no database"
	exit 0
fi
go tool govulncheck -db "$GOVULNDB" ./...
