#!/usr/bin/env bash
# The crate's tests in a headless browser: Chromium, or Firefox with ENGINE=firefox.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

mkdir -p target
export WASM_BINDGEN_TEST_TIMEOUT=120
if [ "${ENGINE:-chromium}" = firefox ]; then
  export WASM_BINDGEN_TEST_WEBDRIVER_JSON="$PWD/target/webdriver-firefox.json"
  node -e '
    const options = { binary: process.env.FIREFOX_PATH, args: ["-headless"] };
    fs.writeFileSync("target/webdriver-firefox.json", JSON.stringify({ "moz:firefoxOptions": options }));
  '
  exec wasm-pack --log-level error test --mode no-install --headless --firefox --geckodriver "$(command -v geckodriver)" "$@"
fi

# chromedriver must start the browser that setup compared it with, wherever that is.
export WASM_BINDGEN_TEST_WEBDRIVER_JSON="$PWD/target/webdriver.json"
node -e '
  const capabilities = JSON.parse(fs.readFileSync("webdriver.json", "utf8"));
  capabilities["goog:chromeOptions"].binary = process.env.BROWSER_PATH;
  fs.writeFileSync("target/webdriver.json", JSON.stringify(capabilities));
'
exec wasm-pack --log-level error test --mode no-install --headless --chrome --chromedriver "$CHROMEDRIVER" "$@"
