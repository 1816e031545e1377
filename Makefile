SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: setup setup-build demo docs build archive codegen lint test test-all test-native test-apps test-browser test-pages test-package test-engines size golden bench screenshots properties fuzz coverage sbom clean help

PORT ?= 8080
REPORTER ?= spec
tools := . scripts/tools.sh;

setup: ## install what is missing for everything below
	@scripts/setup.sh test

setup-build:
	@scripts/setup.sh build

demo: build ## build, then serve the demo page (PORT=8080)
	@exec node scripts/serve.mjs --root www --page / --port $(PORT)

docs: build ## the API reference of the package and of the crate, into the documentation (2 minutes)
	@scripts/setup.sh docs
	@cd scripts/reference && node_modules/.bin/typedoc
	cargo doc --quiet --no-deps --lib --features import
	cargo doc --quiet --no-deps --lib --features import --target wasm32-unknown-unknown
	@node scripts/site.mjs

build: setup-build ## write www/dist, and the site into www/
	@$(tools) node scripts/build.mjs

archive: build ## the npm archive and the classic script with their checksums, in target/archive
	@node scripts/archive.mjs

codegen: ## the JSON Schema and the TypeScript types, from the model in src/model/
	@node scripts/codegen.mjs

test: setup lint build test-native test-apps test-browser test-pages test-package size ## everything that must pass

test-all: ## the same with every attack string and ten times the rounds that look for leaks
	@THOROUGH=1 $(MAKE) test

lint: setup ## formatting, clippy and documentation, native and wasm32; licences of what is built from
	cargo fmt --check
	for example in axum leptos sycamore yew; do cargo fmt --check --manifest-path examples/$$example/Cargo.toml; done
	cargo clippy --all-targets --features schema,import -- -D warnings
	cargo clippy --target wasm32-unknown-unknown --lib --tests -- -D warnings
	cargo clippy --target wasm32-unknown-unknown --lib --no-default-features -- -D warnings
	cargo clippy --target wasm32-unknown-unknown --lib --no-default-features --features page -- -D warnings
	for features in js,allocator posts-module js-import js-import-markdown; do cargo clippy --target wasm32-unknown-unknown --lib --no-default-features --features $$features -- -D warnings || exit 1; done
	RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps --features import
	RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps --target wasm32-unknown-unknown
	$(tools) for manifest in Cargo.toml examples/axum/Cargo.toml fuzz/Cargo.toml bench/native/Cargo.toml bench/rust/Cargo.toml; do \
		cargo-deny --locked --manifest-path $$manifest --config deny.toml --log-level error check licenses bans sources; done
	node scripts/supply.mjs
	node scripts/codegen.mjs --check
	node scripts/prose.mjs

test-native: ## Rust tests on this machine, and those of the example server
	cargo test --features import
	cargo test --manifest-path examples/axum/Cargo.toml --target-dir target/axum

test-apps: setup-build ## the example apps in Leptos, Sycamore and Yew build against the crate without its exports
	for app in leptos sycamore yew; do cargo build --quiet --locked --manifest-path examples/$$app/Cargo.toml --target wasm32-unknown-unknown --target-dir target/apps; done

golden: ## write what the fixtures give now into tests/golden, after a change that is wanted
	UPDATE_GOLDEN=1 cargo test --features import --test golden --test import

test-browser: setup ## Rust tests in a headless browser
	@$(tools) node scripts/test-browser.mjs

test-pages: setup build ## the built files in real pages
	@$(tools) wasm-pack --log-level error build --mode no-install --target web --out-dir target/wasm-pack
	@$(tools) node scripts/test-pages.mjs --test-reporter=$(REPORTER)

test-package: setup build ## the packed package in Node, bundlers and frameworks
	@$(tools) node --test --test-concurrency=2 --test-reporter=$(REPORTER) tests/package/*.test.mjs

test-engines: build ## in Firefox and WebKit, where installed: the Rust tests, all page tests, a smoke test (not part of test)
	@scripts/setup.sh engines
	@$(tools) wasm-pack --log-level error build --mode no-install --target web --out-dir target/wasm-pack
	@scripts/test-engines.sh $(REPORTER)

size: build ## what a page downloads, against the budget
	@node scripts/size.mjs

bench: setup build ## how fast, beside others, into bench/RESULTS.md: 10 minutes (QUICK=1: a short look)
	@$(tools) node bench/run.mjs $(if $(QUICK),--quick)
	@$(tools) node bench/server.mjs
	@$(tools) node bench/adoption.mjs $(if $(QUICK),--rounds 5)
	@$(tools) node bench/import.mjs $(if $(QUICK),--rounds 5 --posts 1000)

screenshots: setup build ## the site's pages as pictures and PDF (README=1: the README's picture too)
	@$(tools) node scripts/screenshots.mjs $(if $(README),--readme)

properties: ## posts spoiled in CASES random ways (CASES=1000000), of one network (NETWORK=x|bluesky|mastodon|threads) or of all
	PROPTEST_CASES=$(or $(CASES),1000000) $(if $(NETWORK),POST_NETWORK=$(NETWORK)) cargo test --profile server --target-dir target/properties --test mutations payloads_spoiled

fuzz: ## articles, posts, addresses and texts from random bytes, for T seconds in all (T=60)
	@scripts/fuzz.sh $(or $(T),60)

coverage: ## how much of the crate the native tests reach, as a table
	@$(tools) command -v cargo-llvm-cov >/dev/null || { echo "Install cargo-llvm-cov with: rustup component add llvm-tools && cargo install cargo-llvm-cov" >&2; exit 1; }; \
	cargo llvm-cov --summary-only

sbom: build ## what the published files are made of, into target/sbom.json (CycloneDX)
	@node scripts/supply.mjs --sbom

clean: ## remove what was built; installed tools stay in the user's cache
	@rm -rf www/dist www/index.html www/demo/*.html www/demo/docs www/README.md www/LICENSE-* tests/package/output scripts/reference/node_modules
	@rm -rf target

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' Makefile
