# Sourced, from the repository's root: the project's own tools before the machine's, and the browser that tests use.

# Outside the checkout, by name and version: another checkout, or this one made anew, compiles nothing again.
TOOLS_DIR=${ARTICLE_WIDGET_TOOLS:-${XDG_CACHE_HOME:-${HOME:-$PWD/target}/.cache}/article-widget}
# The command-line tool must match the crate to the last digit.
WASM_BINDGEN=wasm-bindgen-cli-$(awk -F'"' '/^name = /{name=$2} /^version = / && name=="wasm-bindgen"{print $2; exit}' Cargo.lock)
WASM_PACK=wasm-pack-0.15.1
CARGO_DENY=cargo-deny-0.20.2
GECKODRIVER=geckodriver-0.37.1
export TOOLS_DIR

# Distributions ship a wasm-opt too old for today's Rust output, so npm's must come first.
PATH="$PWD/node_modules/.bin:$TOOLS_DIR/$WASM_BINDGEN/bin:$TOOLS_DIR/$WASM_PACK/bin:$TOOLS_DIR/$CARGO_DENY/bin:$TOOLS_DIR/$GECKODRIVER/bin:$PATH"
export PATH

first_program() {
  local candidate
  for candidate in "$@"; do
    if [ -n "$candidate" ] && command -v "$candidate" 2>/dev/null; then return; fi
  done
}

BROWSER_PATH=$(first_program "${CHROME:-}" google-chrome google-chrome-stable chromium chromium-browser \
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
  "/Applications/Chromium.app/Contents/MacOS/Chromium")
CHROMEDRIVER=$(first_program "${CHROMEDRIVER:-}" chromedriver /usr/lib/chromium-browser/chromedriver)
export BROWSER_PATH CHROMEDRIVER

# Debian and Ubuntu name it firefox-esr.
FIREFOX_PATH=$(first_program "${FIREFOX:-}" firefox-esr firefox "/Applications/Firefox.app/Contents/MacOS/firefox")
WEBKIT_DRIVER=$(first_program "${WEBKIT_DRIVER:-}" WebKitWebDriver)
export FIREFOX_PATH WEBKIT_DRIVER
