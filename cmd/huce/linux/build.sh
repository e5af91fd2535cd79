#!/bin/sh
# Builds what a clerk's Linux computer gets (Debian, Ubuntu, Kylin, UOS), on Debian, as
# root, from a clean checkout, for amd64 and arm64 or those named as arguments:
#
#   dist/huce_<version>_<arch>.deb
#   dist/huce-<version>-linux-<arch>.tar.gz   the same, to unpack anywhere
#
# Needed: Go, and apt-get install mmdebstrap pkg-config dpkg-dev desktop-file-utils
# and gcc, or for the other architecture gcc-aarch64-linux-gnu or
# gcc-x86-64-linux-gnu. The programs are linked against Debian 11's libraries, of
# 2020, so that they run on the older systems of offices; the newest function of the
# C library that they may ask for is checked. The same inputs give the same bytes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
cd "$root"
version=$(sed -n 's/^ *Version = "\(.*\)"/\1/p' FyneApp.toml)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
out=$root/dist
work=$out/linux
mkdir -p "$work"
old=bullseye      # whose libraries are linked against
newest=GLIBC_2.28 # of UOS 20 and Kylin V10

for tool in mmdebstrap pkg-config dpkg-deb desktop-file-validate; do
	command -v $tool >/dev/null || { echo "$tool is missing: see the head of $0" >&2; exit 2; }
done
desktop-file-validate "$here/cn.huce.huce.desktop"

libraries=libc6-dev,libgl-dev,libx11-dev,libxcursor-dev,libxrandr-dev,libxinerama-dev,libxi-dev,libxxf86vm-dev
for arch in "${@:-amd64 arm64}"; do
	for arch in $arch; do
		case $arch in
		amd64) triple=x86_64-linux-gnu ;;
		arm64) triple=aarch64-linux-gnu ;;
		*) echo "$arch: amd64 or arm64" >&2; exit 2 ;;
		esac
		sysroot=$work/sysroot-$arch
		if [ ! -f "$sysroot/complete" ]; then
			rm -rf "$sysroot"
			mmdebstrap --quiet --mode=root --variant=extract --architectures=$arch \
				--include=$libraries $old "$sysroot"
			# links from / lead into this computer's own libraries
			find "$sysroot" -type l -lname '/*' | while read -r l; do
				ln -sfn "$sysroot$(readlink "$l")" "$l"
			done
			touch "$sysroot/complete"
		fi
		tree=$work/$arch
		rm -rf "$tree"
		mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/mime/packages" \
			"$tree/usr/share/icons/hicolor/512x512/apps" "$tree/usr/share/doc/huce"
		echo "huce and hucectl for $arch"
		flags='-trimpath -buildvcs=false'
		CGO_ENABLED=0 GOARCH=$arch go build $flags -ldflags "-s -w -buildid=" -o "$tree/usr/bin/hucectl" ./cmd/hucectl
		CGO_ENABLED=1 GOARCH=$arch CC="$triple-gcc --sysroot=$sysroot -isystem $sysroot/usr/include/$triple -isystem $sysroot/usr/include" \
			PKG_CONFIG_SYSROOT_DIR=$sysroot PKG_CONFIG_LIBDIR=$sysroot/usr/lib/$triple/pkgconfig:$sysroot/usr/share/pkgconfig \
			CGO_CFLAGS="-O2 -ffile-prefix-map=$root=." CGO_LDFLAGS="-O2 -Wl,--build-id=none" \
			go build $flags -tags migrated_fynedo,x11,netgo,osusergo -ldflags "-s -w -buildid=" -o "$tree/usr/bin/huce" ./cmd/huce
		asks=$($triple-objdump -T "$tree/usr/bin/huce" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1)
		[ "$(printf '%s\n' "$asks" $newest | sort -V | tail -1)" = $newest ] || {
			echo "huce asks for $asks; $newest is the newest that every system has" >&2; exit 1; }

		cp "$here/cn.huce.huce.desktop" "$tree/usr/share/applications/"
		cp "$here/huce.xml" "$tree/usr/share/mime/packages/"
		cp assets/icon.png "$tree/usr/share/icons/hicolor/512x512/apps/huce.png"
		cp README.md README.zh-CN.md "$tree/usr/share/doc/huce/"
		cp LICENSE "$tree/usr/share/doc/huce/copyright"
		find "$tree/usr" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
		chmod 755 "$tree"/usr/bin/*
		cat >"$tree/DEBIAN/control" <<CONTROL
Package: huce
Version: $version
Architecture: $arch
Maintainer: HuCe <nobody@huce.invalid>
Installed-Size: $(du -sk --apparent-size "$tree/usr" | cut -f1)
Depends: libc6 (>= 2.28), libgl1, libx11-6, libxcursor1, libxrandr2, libxinerama1, libxi6, libxxf86vm1
Recommends: cups-client, xdg-utils
Section: office
Priority: optional
Description: household register of a neighbourhood committee (户册)
 Imports every department's forms, merges them into one register of households
 and people, fills the forms back from it and prints plans, summaries and lists.
CONTROL
		find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
		dpkg-deb --root-owner-group -Zxz --build "$tree" "$out/huce_${version}_$arch.deb" >/dev/null
		tar -C "$tree" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
			--transform "s,^usr,huce-$version," -cf - usr | gzip -9n >"$out/huce-$version-linux-$arch.tar.gz"
		(cd "$out" && sha256sum "huce_${version}_$arch.deb" "huce-$version-linux-$arch.tar.gz")
	done
done
