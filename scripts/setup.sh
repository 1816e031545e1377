#!/usr/bin/env bash
# setup.sh build: what `make demo` needs.  setup.sh test: everything.
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

rust_part() { # target|component NAME
  grep -q "^$2" <<<"$(rustup "$1" list --installed)" ||
    rustup "$1" add "$2" ||
    stop "Install the Rust $1 $2 with: rustup $1 add $2"
}

bindgen_version() {
  awk -F'"' '/^name = /{name=$2} /^version = / && name=="wasm-bindgen"{print $2}' Cargo.lock
}

# Not --locked: newer patch releases of the tools' own dependencies are wanted.
cargo_tool() {
  cargo install "$@" --root target/tools ||
    stop "Install $1 with: cargo install $* --root target/tools"
}

wasm_bindgen() {
  local version
  version=$(bindgen_version)
  [ -n "$version" ] || stop "Cargo.lock has no wasm-bindgen, so the matching command-line tool can't be chosen: restore it from version control."
  have wasm-bindgen && [ "$(wasm-bindgen --version)" = "wasm-bindgen $version" ] ||
    cargo_tool wasm-bindgen-cli --version "$version"
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
  local to=target/tools/wordpress archive
  [ -f "$to/style.css" ] && return
  mkdir -p "$to"
  archive=$(npm pack "$name" --silent --pack-destination "$to") ||
    stop "Run make setup once with network access to fetch the style sheets of $name."
  [ "$(openssl dgst -sha512 -binary "$to/$archive" | openssl base64 -A)" = "$digest" ] ||
    stop "Remove $to and run make setup again: the archive of $name is not the expected one."
  tar -xzf "$to/$archive" -C "$to" --strip-components=2 package/build-style
  rm "$to/$archive"
}

major() { "$1" --version 2>/dev/null | sed -nE '1s/[^0-9]*([0-9]+)\..*/\1/p'; }

browser() {
  if [ -z "$BROWSER_PATH" ] || [ -z "$CHROMEDRIVER" ]; then
    if [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then
      apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium chromium-driver ||
        stop "Install the Debian packages chromium and chromium-driver."
      . scripts/tools.sh
    fi
  fi
  [ -n "$BROWSER_PATH" ] || stop "Install Chromium or Google Chrome, or set CHROME to its path."
  [ -n "$CHROMEDRIVER" ] || stop "Install chromedriver $(major "$BROWSER_PATH"), the major version of $BROWSER_PATH, or set CHROMEDRIVER to its path."
  [ "$(major "$BROWSER_PATH")" = "$(major "$CHROMEDRIVER")" ] ||
    stop "Install chromedriver $(major "$BROWSER_PATH") to match $BROWSER_PATH ($CHROMEDRIVER is version $(major "$CHROMEDRIVER"))."
}

have rustup && have cargo || stop "Install Rust with rustup, from https://rustup.rs."
have node && [ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || stop "Install Node.js 20 or newer."
have npm || stop "Install npm, which belongs to Node.js."

rust_part target wasm32-unknown-unknown
wasm_bindgen
npm_packages .
[ "$mode" = build ] && exit

rust_part component rustfmt
rust_part component clippy
have wasm-pack || cargo_tool wasm-pack
# Unoptimised, because it runs for seconds and compiles for minutes.
have cargo-deny || cargo_tool cargo-deny --version 0.20.2 --debug --no-default-features
npm_packages tests/package
wordpress_styles
browser
