// What is built from: node scripts/supply.mjs checks licences and origins of the npm packages, and that no crate comes into the
// WebAssembly unseen (the crates themselves: deny.toml); with --sbom it writes what the published files are made of to
// target/sbom.json, in the form of CycloneDX.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import satisfies from "spdx-satisfies";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** Licences of tools, of which nothing is handed on. */
const LICENCES = [
  "MIT", "MIT-0", "Apache-2.0", "Zlib", "ISC", "Unlicense", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "BlueOak-1.0.0", "Unicode-3.0",
  "Python-2.0", "MPL-2.0", "LGPL-3.0-or-later", "CC-BY-3.0", "CC-BY-4.0",
];

/** Crates that are in the published WebAssembly; whoever adds one says here why. */
const SHIPPED = {
  "wasm-bindgen": "calls from and to JavaScript",
  serde: "values that go out",
  "serde-wasm-bindgen": "those values as JavaScript's",
  serde_json: "the parser of JSON",
  talc: "the allocator",
  "pulldown-cmark": "the parser of Markdown, in the importers' WebAssembly",
};

/** Whether a licence is one of these, or leaves the choice. */
export function allowed(licence) {
  try {
    return satisfies(licence, LICENCES);
  } catch {
    // No expression at all.
    return false;
  }
}

const json = (path) => JSON.parse(readFileSync(path, "utf8"));

function crates() {
  const args = ["metadata", "--no-default-features", "--features", "allocator,html,js-import,js-import-markdown", "--filter-platform", "wasm32-unknown-unknown", "--format-version", "1", "--locked"];
  const { status, stdout } = spawnSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error("cargo metadata failed: Cargo.lock may not be up to date.");
  return JSON.parse(stdout);
}

function faultsOfPackages(path) {
  const packages = Object.entries(json(path).packages).filter(([place]) => place);
  return [
    ...packages.filter(([, { license }]) => !allowed(license)).map(([place, { license }]) => `${place} is under ${license}`),
    ...packages.filter(([, { integrity, link }]) => !integrity && !link).map(([place]) => `${place} has no hash`),
    ...packages.filter(([, { resolved }]) => /^(git|http:|file:)/.test(resolved ?? "")).map(([place]) => `${place} is from nowhere known`),
  ].map((fault) => `${path}: ${fault}`);
}

/** The crates that are in the WebAssembly, but for those that only wrote code of it; and which of them we chose. */
function shipped() {
  const { packages, resolve } = crates();
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
    writeFileSync("target/sbom.json", `${JSON.stringify(sbom(), null, 2)}\n`);
    console.log(`target/sbom.json: ${components.map(({ name, version }) => `${name} ${version}`).join(", ")}`);
  } else {
    const added = shipped().chosen.map(({ name }) => name).filter((name) => !(name in SHIPPED));
    const faults = [
      ...faultsOfPackages("package-lock.json"),
      ...faultsOfPackages("tests/package/package-lock.json"),
      ...faultsOfPackages("scripts/reference/package-lock.json"),
      ...added.map((name) => `Cargo.toml: ${name} would be in the WebAssembly, and scripts/supply.mjs doesn't say why`),
    ];
    for (const fault of faults) console.error(fault);
    if (faults.length) process.exit(1);
    console.log("supply: npm packages and what is in the WebAssembly are as they should be");
  }
}
