// The demo page as a reader sees it.  --readme also writes the picture that the README shows.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { closeAll, open } from "../tests/pages/browser.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const folder = "target/screenshots";

async function demo(options) {
  const visit = await open("/demo/", { csp: null, ...options });
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
  for (const width of [360, 1200]) {
    for (const colorScheme of ["light", "dark"]) {
      const options = { width, height: 900, colorScheme };
      await shoot(`${folder}/${width}-${colorScheme}.png`, options, (page) => page.screenshot({ fullPage: true }));
    }
  }
  await shoot(`${folder}/print.pdf`, {}, (page) => page.pdf({ format: "A4" }));
  if (process.argv.includes("--readme")) {
    await mkdir("docs", { recursive: true });
    await shoot("docs/screenshot.png", { width: 1200, height: 900 }, (page) => page.screenshot());
  }
} finally {
  await closeAll();
}
