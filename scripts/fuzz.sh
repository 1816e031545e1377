#!/usr/bin/env bash
# fuzz.sh SECONDS: whatever bytes lead to code that none led to before (fuzz/fuzz_targets/), for so long in all.
# Without a sanitizer it needs no nightly Rust, and finds no less: there is no unsafe code to watch.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

command -v cargo-fuzz >/dev/null || {
  printf 'Install cargo-fuzz with: cargo install cargo-fuzz\n' >&2
  exit 1
}

# What was found stays in target/fuzz/corpus and is where the next run starts.
found=target/fuzz/found
dictionaries=target/fuzz/dictionaries
posts=(posts_x posts_bluesky posts_mastodon posts_activity posts_threads posts_embed_code)
mkdir -p target/fuzz/corpus/{posts_x,posts_bluesky,posts_mastodon,posts_activity,posts_threads,posts_embed_code,reading,addresses,autolink,embeds,import} "$found" "$dictionaries"
cp fuzz/dictionaries/*.dict "$dictionaries/"
node scripts/fuzz-dictionaries.mjs "$dictionaries"

cp tests/fixtures/*.json target/fuzz/corpus/reading/
# The first byte says which format it is; there are not so many, so that it is detected.
for input in tests/fixtures/import/*/*.in.*; do
  { printf '\377'; cat "$input"; } >"target/fuzz/corpus/import/$(basename "$(dirname "$input")")-$(basename "$input")"
done
nth=0
while IFS= read -r address; do
  printf '%s\nhttps://a.example/b/c?d#e' "$address" >"target/fuzz/corpus/addresses/own-$((nth++))"
done <<'END'
https://a.example/b?c=d#e
//a.example/b
/\a.example
../b/./c
?q
#f
mailto:a@b.example
tel:+390100000000
java	script:x
 data:text/html,x
http:\\user:word@[::1]:8080/b
HTTP:a.example:99999
END
while IFS= read -r address; do
  printf %s "$address" >"target/fuzz/corpus/embeds/own-$((nth++))"
done < <(node --input-type=module --eval '
  import { providers } from "./scripts/providers.mjs";
  for (const { hosts, path } of providers.flatMap((provider) => provider.players)) console.log(`https://${hosts[0]}${path.replace(/[*#]/g, "1")}`);')
for text in 'See https://a.example/b(c)?d=e. Or www.b.example, @name #tag $CASH' '＠name ＃印 a@b.example #1 http://a.example:80/ä' '.@a:@b/#c"https://a.example/"'; do
  printf '%s' "$text" >"target/fuzz/corpus/autolink/own-$((nth++))"
done

for payload in tests/fixtures/payloads/*.json; do
  name=$(basename "$payload" .json)
  form=d text=t
  case $name in
    embed-code*) form=h text=e target=embed_code ;;
    oembed) form=o text=e target=embed_code ;;
    bluesky*) target=bluesky ;;
    mastodon*) target=mastodon ;;
    activity*) target=activity ;;
    threads*) target=threads ;;
    *) target=x ;;
  esac
  corpus=target/fuzz/corpus/posts_$target
  { printf %s "$form" && sed 's/^ *//' "$payload" | tr -d '\n'; } >"$corpus/$name"
  { printf %s "$text" && sed 's/^ *"\?//; s/"$//; s/\\"/"/g; s/\\n/\n/g' "$payload"; } >"$corpus/$name-text"
done
for target in "${posts[@]}"; do
  for nth in {0..14}; do
    # Such a letter picks the payload, and each three that follow spoil it in one place.
    printf "\\$(printf %o $((nth + 1)))abcdef" >"target/fuzz/corpus/$target/spoiled-$nth"
  done
  cp "$dictionaries/posts.dict" "$dictionaries/$target.dict"
done

targets=("${posts[@]}" reading addresses autolink embeds import)
each=$((${1:-60} / ${#targets[@]}))
for target in "${targets[@]}"; do
  printf '\n%s, for %s seconds\n' "$target" "$each"
  cargo fuzz run --sanitizer none --target-dir target/fuzz "$target" "target/fuzz/corpus/$target" -- \
    -max_total_time="$each" -max_len=8192 -timeout=20 -dict="$dictionaries/$target.dict" -artifact_prefix="$found/" \
    -print_final_stats=1
done
