// An Italian article by the element, and a German one by mount().
import { load, mount } from "/dist/define.js";

const [element] = document.getElementsByTagName("article-widget");
await Promise.all([load(), element.ready]);
const host = document.getElementById("b");
const published = "2025-04-04T18:05:00+02:00";
const widget = mount(host, { headline: "H", lang: "de", published, updated: published.replace(":05:", ":25:"), body: [] });
const first = host.textContent;
await widget.ready;
globalThis.seen = { element: element.textContent, first, later: host.textContent };
