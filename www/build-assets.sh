#!/bin/sh
# build-assets.sh OUTDIR - make OUTDIR/assets and OUTDIR/assets.h from static/ and the design system.
# Needs node 18 or later. npm and its package registry are needed only when package-lock.json changed.
# Nothing is written outside OUTDIR, and the same inputs give the same bytes.
set -eu
umask 022
LC_ALL=C
export LC_ALL

fail()
{
	echo "build-assets: $*" >&2
	exit 1
}

[ -n "${1:-}" ] || fail "usage: build-assets.sh OUTDIR"
# With CDPATH set, cd prints where it went.
unset CDPATH
www=$(cd "$(dirname -- "$0")" && pwd)
mkdir -p -- "$1" || fail "cannot make the folder $1"
out=$(cd -- "$1" && pwd)
npm=$out/npm
modules=$npm/node_modules
nhsuk=$modules/nhsuk-frontend
assets=$out/assets.new

for tool in node gzip sha256sum; do
	command -v "$tool" >/dev/null 2>&1 ||
	    fail "$tool is missing; on Debian: apt-get install nodejs npm gzip coreutils"
done

sha256()
{
	sha256sum <"$1" | cut -d ' ' -f 1
}

# ---- the design system and the tools, exactly as locked ----

install_modules()
{
	command -v npm >/dev/null 2>&1 ||
	    fail "npm is missing and the packages are not here yet; on Debian: apt-get install nodejs npm"
	rm -rf "$npm"
	mkdir -p "$npm"
	cp "$www/package.json" "$www/package-lock.json" "$npm/"
	# No install script of a package runs; few retries, so that no network is said soon.
	(cd "$npm" && npm ci --ignore-scripts --omit=dev --no-audit --no-fund \
	    --fetch-retries=2 --fetch-retry-mintimeout=1000 \
	    --fetch-retry-maxtimeout=5000) >"$out/npm.log" 2>&1 ||
	    fail "npm could not fetch the locked packages (see $out/npm.log); connect to the internet or set npm's registry, then run this again"
	sha256 "$www/package-lock.json" >"$npm/stamp"
}

if [ ! -f "$npm/stamp" ] || [ ! -d "$nhsuk" ] ||
    [ "$(cat "$npm/stamp")" != "$(sha256 "$www/package-lock.json")" ]; then
	install_modules
fi

esbuild()
{
	NODE_PATH=$modules node "$modules/esbuild/bin/esbuild" --log-level=warning "$@" ||
	    fail "esbuild failed"
}

version=$(node -p 'require(process.argv[1]).version' "$nhsuk/package.json")
notice="nhsuk-frontend $version, MIT, Copyright (c) 2019 NHS.UK"

rm -rf "$assets"
mkdir -p "$assets/$version/images"

# ---- stylesheets: the design system and ours in one file for each palette ----

# The font family is set first, or the sheet asks a server on the internet for its web font.
# Icons are named relative to the sheet, so that the service can run under any path.
stylesheet() # brand colour, dark brand colour, link colour, output
{
	cat >"$out/entry.scss" <<-EOF
	/*! $notice */
	@use "nhsuk-frontend/dist/nhsuk/core" with (
		\$nhsuk-font-family: (arial, "Liberation Sans", sans-serif),
		\$nhsuk-images-path: "./$version/images/",
		\$nhsuk-brand-colour: $1,
		\$nhsuk-link-colour: $3
	);
	@use "nhsuk-frontend/dist/nhsuk/components";
	@use "ig";
	@use "kiosk";
	:root { --ig-brand: $1; --ig-brand-dark: $2; }
	EOF
	node "$modules/sass/sass.js" --style=compressed --no-source-map \
	    --load-path="$modules" --load-path="$www/static" \
	    "$out/entry.scss" "$4" || fail "sass failed"
	rm "$out/entry.scss"
}

stylesheet '#2f4858' '#2f4858' '#1d5a78' "$assets/ig.css"
stylesheet '#005eb8' '#003087' '#005eb8' "$assets/ig-nhs.css"

# ---- scripts ----

esbuild "$www/static/ig.js" --bundle --minify --format=esm --target=es2020 \
    --legal-comments=none "--banner:js=/*! $notice */" --metafile="$out/meta.json" \
    --outfile="$assets/ig.js"
esbuild "$www/static/kiosk.js" --minify --format=esm --target=es2020 \
    --legal-comments=none --outfile="$assets/kiosk.js"
esbuild "$www/static/js-on.js" --minify --target=es2020 --outfile="$assets/js-on.js"
cp "$www/static/icon.svg" "$assets/icon.svg"

# ---- icons: those the stylesheets name and no others, for the rest hold a trade mark ----

for name in $(cat "$assets/ig.css" "$assets/ig-nhs.css" |
    grep -o "$version/images/[A-Za-z0-9._-]*" | sed 's:.*/::' | sort -u); do
	cp "$nhsuk/dist/nhsuk/assets/images/$name" "$assets/$version/images/"
done

# ---- what must hold before anything is shipped ----

# Every address in a sheet is relative or data in place; the SVG name space is no address.
for sheet in "$assets/ig.css" "$assets/ig-nhs.css"; do
	if sed 's#http://www\.w3\.org/2000/svg##g' "$sheet" |
	    grep -qE '@font-face|@import|https?:|url\(["'\'']?/|sourceMappingURL'; then
		fail "$(basename "$sheet") asks for something outside its own folder"
	fi
done
# THIRD-PARTY below knows one package; another in the bundle must be named there too.
node -e '
const inputs = Object.keys(JSON.parse(require("fs").readFileSync(process.argv[1])).inputs)
const other = inputs.filter((f) => f.includes("node_modules/") && !f.includes("node_modules/nhsuk-frontend/"))
if (other.length) { console.error(other.join("\n")); process.exit(1) }
' "$out/meta.json" || fail "ig.js bundles a package that THIRD-PARTY does not name"
rm "$out/meta.json"

# ---- names that change with the content, and the header that knows them ----

hashed() # name, extension: renames and prints the new name
{
	new=$1.$(sha256 "$assets/$1.$2" | cut -c 1-10).$2
	mv "$assets/$1.$2" "$assets/$new"
	echo "$new"
}

css=$(hashed ig css)
css_nhs=$(hashed ig-nhs css)
js=$(hashed ig js)
js_kiosk=$(hashed kiosk js)
js_on=$(hashed js-on js)
icon=$(hashed icon svg)

{
	cat <<-EOF
	Third-party files in this folder

	Name:     nhsuk-frontend
	Version:  $version
	Source:   NHS digital service manual, service-manual.nhs.uk
	Licence:  MIT, text in LICENCES

	The stylesheets and the script hold the design system joined with our own rules and code;
	the images are unchanged. SHA-256 of each file:

	EOF
	cd "$assets"
	for file in "$css" "$css_nhs" "$js" "$version"/images/*; do
		printf '%s  %s\n' "$(sha256 "$file")" "$file"
	done
} >"$assets/THIRD-PARTY"

cat >"$assets/LICENCES" <<'EOF'
nhsuk-frontend

MIT License

Copyright (c) 2019 NHS.UK

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
EOF

for file in "$assets"/*.css "$assets"/*.js "$assets"/*.svg "$assets/$version"/images/*; do
	gzip -9n <"$file" >"$file.gz"
done

rm -rf "$out/assets"
mv "$assets" "$out/assets"
cat >"$out/assets.h" <<EOF
/* assets.h - names of the built assets, made by build-assets.sh. */
#ifndef ASSETS_H
#define ASSETS_H

#define ASSET_CSS "$css"
#define ASSET_CSS_NHS "$css_nhs"
#define ASSET_JS "$js"
#define ASSET_JS_ON "$js_on"
#define ASSET_KIOSK_JS "$js_kiosk"
#define ASSET_ICON "$icon"

#endif
EOF
