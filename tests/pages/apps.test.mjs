// The example apps in Leptos, Sycamore and Yew: an article that is mounted, updated and dropped by an app in Rust.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test, { before } from "node:test";
import { fileURLToPath } from "node:url";
import { assertQuiet, open } from "./browser.mjs";

const here = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const target = here("target/apps");
const run = (program, args) => execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });

for (const app of ["leptos", "sycamore", "yew"]) {
  const folder = `${target}/${app}`;

  before(() => {
    const manifest = here(`examples/${app}/Cargo.toml`);
    run("cargo", ["build", "--quiet", "--locked", "--manifest-path", manifest, "--target", "wasm32-unknown-unknown", "--target-dir", target]);
    run("wasm-bindgen", ["--target", "web", "--out-dir", folder, "--out-name", "app", `${target}/wasm32-unknown-unknown/debug/article_${app}.wasm`]);
  });

  test(`in an app in ${app}, an article is mounted, updated in place and dropped`, async (t) => {
    const script = 'import init from "/app.js";\nawait init();\n';
    const answers = { "/page.js": (_, res, headers) => res.writeHead(200, { "content-type": "text/javascript", ...headers }).end(script) };
    const html = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An app</title><script type="module" src="/page.js"></script></head><body></body></html>';
    // The frameworks set HTML themselves.
    const v = await open(`/${app}.html`, { root: folder, html, answers, csp: null });
    t.after(v.close);
    const headline = v.page.locator(".aw-headline");
    const section = v.page.getByRole("button", { name: "How to get there", exact: true });
    assert.equal(await headline.innerText(), "Lighthouse opens its doors");
    assert.equal(await v.page.locator(".aw").evaluate((root) => getComputedStyle(root).containerType), "inline-size");
    await section.click();
    assert.equal(await section.getAttribute("aria-expanded"), "false");
    await v.page.evaluate(() => (document.querySelector(".aw-section").own = true));
    await v.page.route("https://www.youtube-nocookie.com/**", (route) => route.fulfill({ contentType: "text/html", body: "<p>The player</p>" }));
    const modules = () => v.requests.filter((url) => /\/on_demand\/(embeds|lightbox|posts)\.js$/.test(url)).length;
    assert.equal(modules(), 0);
    await v.page.locator("[data-ask=embed]").click();
    await v.page.frameLocator("iframe").getByText("The player").waitFor();
    assert.equal(modules(), 1);
    await v.page.getByRole("button", { name: "Correct the headline" }).click();
    await v.page.waitForFunction(() => document.querySelector(".aw-headline").textContent.startsWith("Corrected"));
    assert.equal(await headline.innerText(), "Corrected: Lighthouse opens its doors");
    assert.equal(await section.getAttribute("aria-expanded"), "false", "what the reader closed stays closed");
    assert.equal(await v.page.evaluate(() => document.querySelector(".aw-section").own), true, "the section is the same node");
    assert.ok(await v.page.frameLocator("iframe").getByText("The player").isVisible(), "what the reader asked for stays");
    for (const count of [0, 1, 0, 1]) {
      await v.page.getByRole("button", { name: "Show or hide" }).click();
      await v.page.waitForFunction((count) => document.querySelectorAll(".aw").length === count, count);
    }
    assert.equal(await headline.innerText(), "Corrected: Lighthouse opens its doors");
    await section.click();
    assert.equal(await section.getAttribute("aria-expanded"), "false");
    assertQuiet(v);
  });
}
