// What is wrong with an article, listed below it: for its authors, who set the attribute `debug`.
import type { ArticleWidgetElement } from "./element.js";
import { DOCS } from "./report.js";
import type { ArticleInput, Diagnostic } from "./types.js";

type Fields = Record<string, unknown>;

/** The paths of the blocks in a body and in its sections, in the order of the document. */
function* pathsIn(body: unknown, path: string): Generator<string> {
  for (const [index, block] of (Array.isArray(body) ? body : []).entries()) {
    const own = `${path}[${index}]`;
    yield own;
    if ((block as Fields | null)?.type === "section") yield* pathsIn((block as Fields).body, `${own}.body`);
  }
}

/** The elements of the blocks, by path; none if they can't be distinguished, as in a live article, whose blocks are sorted. */
function blocksOf(root: Element, given: ArticleInput): Map<string, Element> {
  let article = given as Fields;
  try {
    if (given instanceof ArrayBuffer || given instanceof Uint8Array) article = JSON.parse(new TextDecoder().decode(given));
    else if (typeof given === "string") article = JSON.parse(given);
  } catch {
    return new Map();
  }
  const paths = [...pathsIn(article.body, "$.body")];
  const elements = [...root.querySelectorAll("[data-key]")].filter((element) => element.closest(".aw") === root);
  return new Map(article.live === true || paths.length !== elements.length ? [] : paths.map((path, index) => [path, elements[index] as Element]));
}

function made<Name extends keyof HTMLElementTagNameMap>(name: Name, text: string, properties: object = {}): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

/** A problem, with a button that leads to its block. */
function entry(host: ArticleWidgetElement, { severity, code, path, message }: Diagnostic, blocks: Map<string, Element>): Element {
  const item = made("li", "");
  item.append(made("a", `${severity}: ${code}`, { href: `${DOCS}#${code}`, target: "_blank", rel: "noopener" }), ` ${message} `);
  const known = [...blocks.keys()].filter((block) => path === block || path.startsWith(`${block}.`));
  const block = blocks.get(known.at(-1) ?? "");
  if (!block) {
    item.append(made("code", path));
    return item;
  }
  const jump = made("button", path, { type: "button" });
  jump.style.cssText = "font: inherit; font-family: monospace; text-decoration: underline; cursor: pointer";
  jump.onclick = () => {
    for (let section = block.closest(".aw-section"); section; section = section.parentElement?.closest(".aw-section") ?? null) host.toggle(section.id, true);
    block.setAttribute("tabindex", "-1");
    (block as HTMLElement).focus();
    block.scrollIntoView({ block: "center" });
  };
  item.append(jump);
  return item;
}

/** Lists the problems below an article. */
export function list(host: ArticleWidgetElement, root: Element | undefined, problems: Diagnostic[], article: ArticleInput | undefined): void {
  host.querySelector(":scope > .aw-debug")?.remove();
  const blocks = root && article !== undefined ? blocksOf(root, article) : new Map<string, Element>();
  const panel = made("details", "", { className: "aw-status aw-debug", open: problems.length > 0 });
  // By hand, so that no reader downloads rules for it.
  panel.style.cssText = "display: block; margin-block: 1em; padding: 0.6em 1em; border: 1px dashed";
  const summary = made("summary", problems.length === 1 ? "1 problem" : `${problems.length} problems`);
  const items = made("ol", "");
  items.append(...problems.map((problem) => entry(host, problem, blocks)));
  for (const part of [summary, items]) part.style.font = "14px / 1.5 system-ui, sans-serif";
  items.style.paddingInlineStart = "1.6em";
  panel.append(summary, items);
  panel.lang = "en";
  host.append(panel);
}
