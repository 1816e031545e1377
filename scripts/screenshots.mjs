// The site's pages as a reader sees them.  --readme also writes the picture that the README shows.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { closeAll, open } from "../tests/pages/browser.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const folder = "target/screenshots";

async function demo({ path = "/demo/", shown = false, forcedColors, ...options }) {
  const visit = await open(path, { csp: null, ...options });
  await visit.page.waitForFunction(() => document.querySelectorAll("article-widget, #result").length === document.querySelectorAll(".aw-headline").length);
  if (forcedColors) await visit.page.emulateMedia({ forcedColors });
  if (shown) await visit.page.locator("[data-ask=media]").first().press("Enter");
  // A picture of the whole page shows what a reader would have scrolled to.
  await visit.page.evaluate(() => {
    for (const image of document.querySelectorAll("img[loading=lazy]")) image.loading = "eager";
  });
  await visit.page.waitForLoadState("networkidle");
  await visit.page.evaluate(() => document.fonts.ready.then(() => undefined));
  return visit;
}

async function shoot(file, options, take) {
  const { page, close } = await demo(options);
  await writeFile(file, await take(page));
  await close();
  console.log(file);
}

try {
  await mkdir(folder, { recursive: true });
  for (const width of [360, 768, 1200]) {
    for (const colorScheme of ["light", "dark"]) {
      const options = { width, height: 900, colorScheme };
      await shoot(`${folder}/${width}-${colorScheme}.png`, options, (page) => page.screenshot({ fullPage: true }));
    }
  }
  await shoot(`${folder}/print.pdf`, {}, (page) => page.pdf({ format: "A4" }));
  const path = "/demo/posts.html";
  for (const [state, shown] of [["held", false], ["shown", true]]) {
    for (const width of [360, 1200]) {
      for (const [look, scheme] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, forced: { forcedColors: "active" } })) {
        const options = { path, shown, width, height: 900, ...scheme };
        await shoot(`${folder}/posts-${width}-${look}-${state}.png`, options, (page) => page.screenshot({ fullPage: true }));
      }
    }
    await shoot(`${folder}/posts-print-${state}.pdf`, { path, shown }, (page) => page.pdf({ format: "A4" }));
  }
  const guides = (await readdir("www/demo/docs")).filter((name) => name.endsWith(".html")).map((name) => `docs/${name}`);
  for (const name of ["themes.html", "playground.html", ...guides]) {
    for (const width of [360, 1200]) {
      for (const colorScheme of ["light", "dark"]) {
        const file = `${folder}/${name.replace("/", "-").replace(".html", "")}-${width}-${colorScheme}.png`;
        await shoot(file, { path: `/demo/${name}`, width, height: 900, colorScheme }, (page) => page.screenshot({ fullPage: true }));
      }
    }
  }
  if (process.argv.includes("--readme")) {
    await mkdir("docs", { recursive: true });
    await shoot("docs/screenshot.png", { width: 1200, height: 1240 }, (page) => page.screenshot());
  }
} finally {
  await closeAll();
}
