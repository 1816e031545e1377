#!/usr/bin/env bash
# setup.sh build: what `make demo` needs.  setup.sh docs: that, and TypeDoc.  setup.sh test: everything else.  setup.sh engines: that, and Firefox and WebKit.
# Looks first and installs only what is missing, so it is quick and needs no network when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
mode=${1:-test}

stop() {
  printf '%s\n' "$1" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

on_debian_as_root() { [ "$(id -u)" = 0 ] && grep -qsE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release && have apt-get; }

updated=
debian_packages() { # SENTENCE PACKAGE…
  local sentence=$1
  shift
  if on_debian_as_root; then
    [ -n "$updated" ] || apt-get update || stop "$sentence"
    updated=yes
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" || stop "$sentence"
  else
    stop "$sentence"
  fi
}

rust_part() { # target|component NAME
  grep -q "^$2" <<<"$(rustup "$1" list --installed)" ||
    rustup "$1" add "$2" ||
    stop "Install the Rust $1 $2 with: rustup $1 add $2"
}

cargo_tool() { # NAME-VERSION [cargo install's options]
  local name=${1%-*} version=${1##*-} to=$TOOLS_DIR/$1
  shift
  if [ ! -x "$to/bin/${name%-cli}" ]; then
    # Not --locked: newer patch releases of the tools' own dependencies are wanted. One folder, because they share some.
    CARGO_TARGET_DIR=$TOOLS_DIR/build cargo install "$name" --version "$version" --root "$to" "$@" ||
      stop "Install $name with: cargo install $name --version $version --root $to"
    built=yes
  fi
}

npm_packages() { # FOLDER
  local done=$1/node_modules/.package-lock.json
  if [ ! -f "$done" ] || [ "$1/package-lock.json" -nt "$done" ]; then
    npm ci --prefix "$1" --prefer-offline --loglevel=error ||
      stop "Install the development tools with: npm ci --prefix $1"
  fi
}

# One style sheet of the WordPress package is wanted as a host page, not the 540 packages that it depends on.
wordpress_styles() {
  local name=@wordpress/block-library@10.0.0
  local digest=DX2bUwVSG/TyPyw7jaS7IQuT54Aj6W4lAcVRVZL8vAvLDRiXnauP48g+v+m+lIjOkeMM+WUqAiCXGSNeqcLFPg==
  local to=$TOOLS_DIR/wordpress-10.0.0 archive found
  [ -f "$to/style.css" ] && return
  have tar || stop "Install tar."
  mkdir -p "$to"
  archive=$(npm pack "$name" --silent --pack-destination "$to") ||
    stop "Run make setup once with network access to fetch the style sheets of $name."
  found=$(node -p 'crypto.createHash("sha512").update(fs.readFileSync(process.argv[1])).digest("base64")' "$to/$archive")
  [ "$found" = "$digest" ] ||
    stop "Remove $to and run make setup again: the archive of $name has the checksum $found instead of $digest."
  tar -xzf "$to/$archive" -C "$to" --strip-components=2 package/build-style
  rm "$to/$archive"
}

major() { "$1" --version 2>/dev/null | sed -nE '1s/[^0-9]*([0-9]+)\..*/\1/p'; }

browser() {
  local packages=()
  if [ -z "$BROWSER_PATH" ] || [ -z "$CHROMEDRIVER" ]; then
    packages=(chromium chromium-driver)
  fi
  # Without any font, text has no size, and pages none to measure.
  [ -n "$(find /usr/share/fonts /usr/local/share/fonts ~/.fonts ~/.local/share/fonts /System/Library/Fonts -name '*.[to]t[fc]' -print -quit 2>/dev/null)" ] ||
    packages+=(fonts-dejavu-core)
  if [ ${#packages[@]} -gt 0 ] && on_debian_as_root; then
    debian_packages "Install the Debian packages ${packages[*]}." "${packages[@]}"
    . scripts/tools.sh
  fi
  [ -n "$BROWSER_PATH" ] || stop "Install Chromium or Google Chrome, or set CHROME to its path."
  [ -n "$CHROMEDRIVER" ] || stop "Install chromedriver $(major "$BROWSER_PATH"), the major version of $BROWSER_PATH, or set CHROMEDRIVER to its path."
  [ "$(major "$BROWSER_PATH")" = "$(major "$CHROMEDRIVER")" ] ||
    stop "Install chromedriver $(major "$BROWSER_PATH") to match $BROWSER_PATH ($CHROMEDRIVER is version $(major "$CHROMEDRIVER"))."
}

# Only test-engines wants them, and it runs without either: elsewhere than on Debian as root, it says what is missing.
engines() {
  local packages=()
  [ -n "$FIREFOX_PATH" ] || packages=(firefox-esr)
  [ -n "$WEBKIT_DRIVER" ] || packages+=(webkit2gtk-driver)
  have xvfb-run || packages+=(xvfb xauth)
  if [ ${#packages[@]} -gt 0 ] && on_debian_as_root; then
    debian_packages "Install the Debian packages ${packages[*]}." "${packages[@]}"
    . scripts/tools.sh
  fi
  [ -z "$FIREFOX_PATH" ] || cargo_tool "$GECKODRIVER" --debug
}

have rustup && have cargo || stop "Install Rust with rustup, from https://rustup.rs."
have node && [ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || stop "Install Node.js 20 or newer."
have npm || stop "Install npm, which belongs to Node.js."
have cc || debian_packages "Install a C compiler, which Rust links with (Debian: gcc and libc6-dev; macOS: xcode-select --install)." gcc libc6-dev
[ "$(uname)" != Linux ] || [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -e /etc/pki/tls/certs/ca-bundle.crt ] || [ -e /etc/ssl/cert.pem ] || [ -e /etc/ssl/ca-bundle.pem ] ||
  debian_packages "Install the certificates that https needs (Debian: ca-certificates)." ca-certificates

built=
# Tools are built without optimising them: they run for a moment and compile for minutes.
rust_part target wasm32-unknown-unknown
cargo_tool "$WASM_BINDGEN" --debug
npm_packages .
if [ "$mode" = docs ]; then
  npm_packages scripts/reference
elif [ "$mode" != build ]; then
  rust_part component rustfmt
  rust_part component clippy
  cargo_tool "$WASM_PACK" --debug
  cargo_tool "$CARGO_DENY" --debug --no-default-features
  npm_packages tests/package
  wordpress_styles
  browser
fi
[ "$mode" != engines ] || engines
[ -z "$built" ] || rm -rf "$TOOLS_DIR/build"
