#!/bin/sh
# Looks for known faults in what the project is made from, where a database is at
# hand: one that GOVULNDB names, an address such as https://vuln.go.dev or a folder,
# or else the folder .cache/vulndb. A folder holds what vuln.go.dev/vulndb.zip does,
# unpacked, and needs no network.
# usage: vuln.sh [PACKAGE]…; all of the project's without
set -eu
cd "$(dirname "$0")/.."
db=${GOVULNDB:-}
if [ -z "$db" ] && [ -d .cache/vulndb ]; then
	db=.cache/vulndb
fi
if [ -z "$db" ]; then
	echo "skipped: govulncheck, for GOVULNDB names no database, and there is no folder .cache/vulndb"
	exit 0
fi
case $db in
http://* | https://* | file://*) ;;
*)
	if [ ! -f "$db/index/modules.json" ]; then
		echo "$db holds no index/modules.json: unpack https://vuln.go.dev/vulndb.zip there" >&2
		exit 1
	fi
	db=file://$(cd "$db" && pwd)
	;;
esac
[ $# -gt 0 ] || set -- ./...
# The program has been seen to end with 0 after it named a fault that is called, on
# a machine with much to do: what it says counts too.
status=0
said=$(go tool govulncheck -db "$db" "$@" 2>&1) || status=$?
printf '%s\n' "$said"
case $said in
*"Vulnerability #"*) [ $status -ne 0 ] || status=3 ;;
esac
exit $status
