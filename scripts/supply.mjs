// What is built from: node scripts/supply.mjs checks licences, origins and duplicates of everything in the lock files;
// with --sbom it writes what the published files are made of to www/dist/sbom.json, in the form of CycloneDX.
// Not by cargo-deny: from nothing, it took five minutes to compile on two cores.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** Licences under which others' work may be used here, in tools and tests too. */
const LICENCES = new Set([
  "MIT", "Apache-2.0", "Zlib", "ISC", "Unlicense", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "BlueOak-1.0.0",
  "Unicode-3.0", "Python-2.0",
]);

/** In tools that are only run, and of which nothing is handed on. */
const TOOLS = new Set([...LICENCES, "MPL-2.0", "LGPL-3.0-or-later", "CC-BY-4.0"]);

/** Not wanted, and why. */
const BANNED = {
  ammonia: "HTML is never parsed",
  wee_alloc: "nobody maintains it",
  "serde-wasm-bindgen": "what throws in it crosses the WebAssembly",
  openssl: "no network in here",
};

/** Crates that are in the published WebAssembly; whoever adds one says here why. */
const SHIPPED = { "wasm-bindgen": "the border to JavaScript", talc: "the allocator" };

/** Whether a licence expression is satisfied by these licences. */
export function allowed(expression, licences) {
  const tokens = (expression ?? "").replaceAll("/", " OR ").replaceAll(" WITH ", "-WITH-").match(/[()]|[^\s()]+/g) ?? [];
  const any = () => {
    let holds = all();
    while (tokens[0] === "OR") {
      tokens.shift();
      holds = all() || holds;
    }
    return holds;
  };
  const all = () => {
    let holds = one();
    while (tokens[0] === "AND") {
      tokens.shift();
      holds = one() && holds;
    }
    return holds;
  };
  const one = () => {
    const token = tokens.shift();
    if (token !== "(") return licences.has(token);
    const holds = any();
    return tokens.shift() === ")" && holds;
  };
  return any() && tokens.length === 0;
}

const json = (path) => JSON.parse(readFileSync(path, "utf8"));

function crates(manifest, ...more) {
  const args = ["metadata", ...more, "--format-version", "1", "--locked", "--manifest-path", manifest];
  const { status, stdout } = spawnSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error(`cargo metadata failed for ${manifest}: its lock file may not be up to date.`);
  return JSON.parse(stdout);
}

/** What is wrong with the crates of a manifest. */
function faultsOfCrates(manifest, licences) {
  const { packages } = crates(manifest);
  const names = packages.map(({ name }) => name);
  const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return [
    ...packages.filter(({ source, license }) => source && !allowed(license, licences)).map(({ name, license }) => `${name} is under ${license}`),
    ...packages.filter(({ source }) => source && !source.includes("crates.io-index")).map(({ name, source }) => `${name} is from ${source}`),
    ...packages.filter(({ name }) => name in BANNED).map(({ name }) => `${name} is not wanted: ${BANNED[name]}`),
    ...[...twice].map((name) => `${name} is there in several versions`),
  ].map((fault) => `${manifest}: ${fault}`);
}

function faultsOfPackages(path) {
  const packages = Object.entries(json(path).packages).filter(([place]) => place);
  return [
    ...packages.filter(([, { license }]) => !allowed(license, TOOLS)).map(([place, { license }]) => `${place} is under ${license}`),
    ...packages.filter(([, { integrity, link }]) => !integrity && !link).map(([place]) => `${place} has no hash`),
    ...packages.filter(([, { resolved }]) => /^(git|http:|file:)/.test(resolved ?? "")).map(([place]) => `${place} is from nowhere known`),
  ].map((fault) => `${path}: ${fault}`);
}

/** The crates that are in the WebAssembly, but for those that only wrote code of it; and which of them we chose. */
function shipped() {
  const { packages, resolve } = crates("Cargo.toml", "--filter-platform", "wasm32-unknown-unknown");
  const of = (id) => packages.find((one) => one.id === id);
  const writes = (id) => of(id).targets.some(({ kind }) => kind.includes("proc-macro"));
  const below = (id) =>
    resolve.nodes
      .find((node) => node.id === id)
      .deps.filter(({ pkg, dep_kinds }) => dep_kinds.some(({ kind }) => kind === null) && !writes(pkg))
      .map(({ pkg }) => pkg);
  const found = new Set(below(resolve.root));
  for (const id of found) for (const inner of below(id)) found.add(inner);
  return { chosen: below(resolve.root).map(of), all: [...found].map(of) };
}

function sbom() {
  const { name, version, license } = json("www/package.json");
  const jsonc = json("package-lock.json").packages["node_modules/jsonc-parser"];
  const component = (name, version, purl, licence) => ({
    type: "library", "bom-ref": purl, name, version, purl, licenses: [{ expression: licence.replaceAll("/", " OR ") }],
  });
  const components = [
    ...shipped().all.map(({ name, version, license }) => component(name, version, `pkg:cargo/${name}@${version}`, license)),
    // In the command-line tool only.
    component("jsonc-parser", jsonc.version, `pkg:npm/jsonc-parser@${jsonc.version}`, jsonc.license),
  ];
  const self = component(name, version, `pkg:npm/${name}@${version}`, license);
  const hashes = Object.entries(json("www/dist/integrity.json")).map(([file, hash]) => ({
    type: "file", name: file, hashes: [{ alg: "SHA-384", content: Buffer.from(hash.slice(7), "base64").toString("hex") }],
  }));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { ...self, components: hashes } },
    components,
    dependencies: [{ ref: self.purl, dependsOn: components.map(({ purl }) => purl) }],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--sbom")) {
    const { components } = sbom();
    writeFileSync("www/dist/sbom.json", `${JSON.stringify(sbom(), null, 2)}\n`);
    console.log(`www/dist/sbom.json: ${components.map(({ name, version }) => `${name} ${version}`).join(", ")}`);
  } else {
    const added = shipped().chosen.map(({ name }) => name).filter((name) => !(name in SHIPPED));
    const faults = [
      ...faultsOfCrates("Cargo.toml", LICENCES),
      ...faultsOfCrates("examples/axum/Cargo.toml", LICENCES),
      ...faultsOfCrates("fuzz/Cargo.toml", new Set([...LICENCES, "NCSA"])),
      ...faultsOfPackages("package-lock.json"),
      ...faultsOfPackages("tests/package/package-lock.json"),
      ...added.map((name) => `Cargo.toml: ${name} would be in the WebAssembly, and scripts/supply.mjs doesn't say why`),
    ];
    for (const fault of faults) console.error(fault);
    if (faults.length) process.exit(1);
    console.log("supply: licences, origins and duplicates are as they should be");
  }
}
