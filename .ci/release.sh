#!/bin/sh
# Builds what is published: for each platform a static binary in an archive with
# licence and readme, a bill of materials (CycloneDX 1.6), and the checksums of
# all. The same commit gives the same bytes.
# usage: release.sh [PLATFORM]…, such as linux/amd64; all six without
set -eu
cd "$(dirname "$0")/.."

version=$(git describe --tags --always --dirty)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH CGO_ENABLED=0
dist=dist
rm -rf "$dist"
mkdir -p "$dist"

[ $# -gt 0 ] || set -- linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
for platform in "$@"; do
	os=${platform%/*} arch=${platform#*/}
	name="deskbell_${version}_${os}_${arch}"
	binary=deskbell
	[ "$os" = windows ] && binary=deskbell.exe
	mkdir "$dist/$name"
	GOOS=$os GOARCH=$arch go build -trimpath -ldflags "-s -w -X main.release=$version" -o "$dist/$name/$binary" ./cmd/deskbell
	cp LICENSE README.md CHANGELOG.md "$dist/$name/"
	node .ci/sbom.mjs "$dist/$name/$binary" "$version" >"$dist/$name.cdx.json"
	size=$(wc -c <"$dist/$name/$binary")
	(
		cd "$dist"
		find "$name" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
		tar --sort=name --mode=u=rwX,go=rX --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$name" | gzip -9n >"$name.tar.gz"
		rm -rf "$name"
	)
	awk -v name="$name" -v size="$size" 'BEGIN { printf "%-44s %5.1f MB\n", name, size / 1e6 }'
done
if [ -d node_modules/@cyclonedx/cyclonedx-library ]; then
	node .ci/sbom_check.mjs "$dist"/*.cdx.json
else
	echo "skipped: the schema of bills of materials, for the npm packages are not installed"
fi
(cd "$dist" && sha256sum -- *.tar.gz *.cdx.json >SHA256SUMS)
echo "$dist/SHA256SUMS lists $(wc -l <"$dist/SHA256SUMS") files"
