#!/usr/bin/env bash
# fuzz.sh SECONDS: posts from whatever bytes lead to code that none led to before (fuzz/fuzz_targets/posts.rs).
# Without a sanitizer it needs no nightly Rust, and finds no less: there is no unsafe code to watch.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

command -v cargo-fuzz >/dev/null || {
  printf 'Install cargo-fuzz with: cargo install cargo-fuzz --root target/tools\n' >&2
  exit 1
}

# What was found stays in target/fuzz/corpus and is where the next run starts.
corpus=target/fuzz/corpus
found=target/fuzz/found
mkdir -p "$corpus" "$found"
for payload in tests/fixtures/payloads/*.json; do
  name=$(basename "$payload" .json)
  case $name in
    embed-code) form=h ;;
    oembed) form=o ;;
    *) form=d ;;
  esac
  { printf %s "$form" && sed 's/^ *//' "$payload" | tr -d '\n'; } >"$corpus/$name"
done
{ printf e && sed 's/^"//; s/"$//; s/\\"/"/g; s/\\n/\n/g' tests/fixtures/payloads/embed-code.json; } >"$corpus/embed-code-text"
{ printf t && sed 's/^ *//' tests/fixtures/payloads/syndication-poll.json | tr -d '\n'; } >"$corpus/payload-text"
for nth in {0..14}; do
  # Such a letter picks the payload, and each three that follow spoil it in one place.
  printf "\\$(printf %o $((nth + 1)))abcdef" >"$corpus/spoiled-$nth"
done

exec cargo fuzz run --sanitizer none --target-dir target/fuzz posts "$corpus" -- \
  -max_total_time="${1:-60}" -max_len=8192 -timeout=20 -dict=fuzz/posts.dict -artifact_prefix="$found/" -print_final_stats=1
