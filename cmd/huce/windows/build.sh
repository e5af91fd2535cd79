#!/bin/sh
# Builds what a clerk's Windows computer gets, on Debian, from a clean checkout:
#
#   dist/HuCe-Setup-<version>.exe   the installer
#   dist/HuCe-<version>-windows.zip the same without installing
#
# Needed: Go, npm, and apt-get install gcc-mingw-w64-x86-64-posix mingw-w64-tools
# nsis libegl-dev zip. Signed where HUCE_SIGN_PFX (and HUCE_SIGN_PASS, a file) name a
# certificate; that takes osslsigncode. The same inputs give the same bytes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
cd "$root"
version=$(sed -n 's/^ *Version = "\(.*\)"/\1/p' FyneApp.toml)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
out=$root/dist
work=$out/windows
rm -rf "$work"
mkdir -p "$work/angle/include" "$work/angle/lib" "$work/HuCe"

for tool in x86_64-w64-mingw32-gcc-posix x86_64-w64-mingw32-dlltool gendef makensis zip npm; do
	command -v $tool >/dev/null || { echo "$tool is missing: see the head of $0" >&2; exit 2; }
done

# ANGLE draws by Direct3D 11, in software where there is no graphics card: office
# computers and remote desktops often have no OpenGL. The DLLs come from the npm
# package gl, and are taken only with these hashes.
(cd "$work/angle" && npm pack --silent gl@9.0.0-rc.10 >/dev/null &&
	tar xzf gl-9.0.0-rc.10.tgz --strip-components=4 package/deps/windows/dll/libEGL.dll package/deps/windows/dll/libGLESv2.dll &&
	tar xzf gl-9.0.0-rc.10.tgz --strip-components=1 package/LICENSES)
(cd "$work/angle" && sha256sum --check --quiet "$here/angle.sha256")
for dll in libEGL libGLESv2; do
	(cd "$work/angle" && gendef - $dll.dll >$dll.def 2>/dev/null &&
		x86_64-w64-mingw32-dlltool -d $dll.def -D $dll.dll -l lib/$dll.a)
done
cp -r /usr/include/EGL /usr/include/KHR "$work/angle/include/"

# The icon in all sizes, the version and the manifest become part of the programs.
resource() { # program, its name in the file's properties
	sed "s/@VERSION@/$version/g; s/@NAME@/$2/g" "$here/winres.json" >"$work/winres.json"
	cp "$here/huce.manifest" "$here/huce.ico" "$work/"
	go run github.com/tc-hib/go-winres@v0.3.3 make --arch amd64 --in "$work/winres.json" --out "$root/cmd/$1/rsrc"
}
trap 'rm -f "$root"/cmd/*/rsrc_windows_amd64.syso' EXIT
resource huce 户册
resource hucectl 户册命令行

flags='-trimpath -buildvcs=false'
link="-s -w -buildid="
echo "hucectl.exe"
CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build $flags -ldflags "$link" -o "$work/HuCe/hucectl.exe" ./cmd/hucectl
echo "huce.exe"
CGO_ENABLED=1 GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc-posix \
	CGO_CFLAGS="-O2 -I$work/angle/include" CGO_LDFLAGS="-O2 -L$work/angle/lib" \
	go build $flags -tags "migrated_fynedo gles gles2 egl" \
	-ldflags "$link -H=windowsgui -extldflags '-static-libgcc -Wl,--no-insert-timestamp'" \
	-o "$work/HuCe/huce.exe" ./cmd/huce

cp "$work/angle/libEGL.dll" "$work/angle/libGLESv2.dll" LICENSE README.md README.zh-CN.md "$work/HuCe/"
cp "$work/angle/LICENSES" "$work/HuCe/ANGLE-LICENSE.txt"
x86_64-w64-mingw32-objdump -p "$work/HuCe/huce.exe" | sed -n 's/.*DLL Name: //p' | sort >"$work/imports.txt"

sign() {
	[ -n "${HUCE_SIGN_PFX:-}" ] || return 0
	osslsigncode sign -pkcs12 "$HUCE_SIGN_PFX" -readpass "$HUCE_SIGN_PASS" -h sha256 -n 户册 -in "$1" -out "$1.signed"
	mv "$1.signed" "$1"
}
sign "$work/HuCe/huce.exe"
sign "$work/HuCe/hucectl.exe"

find "$work/HuCe" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
(cd "$work" && rm -f "$out/HuCe-$version-windows.zip" && find HuCe -type f | sort | zip -q -X -9 "$out/HuCe-$version-windows.zip" -@)
makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DFILES="$work/HuCe" -DICON="$here/huce.ico" \
	-DOUT="$out/HuCe-Setup-$version.exe" "$here/huce.nsi"
sign "$out/HuCe-Setup-$version.exe"
(cd "$out" && sha256sum "HuCe-Setup-$version.exe" "HuCe-$version-windows.zip")
