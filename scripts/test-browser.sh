#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

# chromedriver must start the browser that setup compared it with, wherever that is.
mkdir -p target
export WASM_BINDGEN_TEST_WEBDRIVER_JSON="$PWD/target/webdriver.json"
node -e '
  const capabilities = JSON.parse(fs.readFileSync("webdriver.json", "utf8"));
  capabilities["goog:chromeOptions"].binary = process.env.BROWSER_PATH;
  fs.writeFileSync("target/webdriver.json", JSON.stringify(capabilities));
'
export WASM_BINDGEN_TEST_TIMEOUT=120
exec wasm-pack --log-level error test --mode no-install --headless --chrome --chromedriver "$CHROMEDRIVER" "$@"
