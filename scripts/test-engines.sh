#!/usr/bin/env bash
# Tests in Firefox and WebKit, each where it is installed. The reporter of node's tests is the first argument.
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
reporter=${1:-spec}
status=0

if [ -z "$FIREFOX_PATH" ]; then
  echo "Skipped Firefox: install it (Debian: firefox-esr), or set FIREFOX to its path." >&2
elif ! command -v geckodriver >/dev/null; then
  echo "Skipped Firefox: install geckodriver with: cargo install ${GECKODRIVER%-*} --version ${GECKODRIVER##*-} --root $TOOLS_DIR/$GECKODRIVER" >&2
else
  echo "Firefox: $("$FIREFOX_PATH" --version)"
  ENGINE=firefox node scripts/test-browser.mjs || status=1
  ENGINE=firefox node scripts/test-pages.mjs --test-reporter="$reporter" || status=1
fi

# A hung browser is the machine's fault once, and ours the second time; a check that fails isn't repeated.
webkit() { timeout --kill-after=10 300 xvfb-run --auto-servernum node --test --test-reporter="$reporter" tests/engines/webkit.test.mjs; }
if [ -z "$WEBKIT_DRIVER" ]; then
  echo "Skipped WebKit: install WebKitGTK's driver (Debian: webkit2gtk-driver), or set WEBKIT_DRIVER to its path." >&2
elif ! command -v xvfb-run >/dev/null; then
  echo "Skipped WebKit: install xvfb-run (Debian: xvfb and xauth)." >&2
else
  echo "WebKit:"
  webkit
  code=$?
  if [ $code = 124 ] || [ $code = 137 ]; then
    echo "WebKit hung; once more." >&2
    webkit
    code=$?
  fi
  [ $code = 0 ] || status=1
fi
exit $status
