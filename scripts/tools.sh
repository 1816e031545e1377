# Sourced, from the repository's root: the project's own tools before the machine's, and the browser that tests use.

# Distributions ship a wasm-opt too old for today's Rust output, so npm's must come first.
PATH="$PWD/node_modules/.bin:$PWD/target/tools/bin:$PATH"
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
