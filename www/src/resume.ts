// For pages with articles that a server rendered: sections, contents, fragments and print work with this script alone. The rest is
// loaded when a reader or the page needs it.
import { partAround } from "../../src/page/on_demand/parts.js";
import type { Imprint } from "./imprint.js";
import { Life } from "./life.js";
import { guide } from "./outline.js";
import { prepareForPrint } from "./print.js";
import { RESUMED } from "./resumed.js";
import { animate, concealed, followFragment, isOpen, keepOneOpen, NARROW, sectionsOf } from "./sections.js";

type Host = HTMLElement & Record<PropertyKey, unknown>;

/** Attributes that need the rest without a press. */
const WANTED = ["remember", "progress", "refresh", "debug", "isolate"];

/** Parts of an article that do. */
const ACTIVE = ".aw-compare, .aw-chart, .aw-live-tools, [data-slot]";

/** What shows content of another site, at once if the reader allowed that for good. */
const HELD = "[data-ask], [data-src], [data-poster], [data-player]";

/** What a press needs the rest for. Links, players and details work in any browser. */
const PRESSED = "button:not(.aw-section-button, .aw-all), .aw-picture:has(+ .aw-enlarge)";

const METHODS = ["update", "expandAll", "collapseAll", "toggle", "revokeConsent", "destroy"];

let loading: Promise<unknown> | undefined;
let tries = 0;

/** Firefox keeps a module that didn't come, and loads it only from an address that it doesn't know. */
function retry(error: Error): Promise<unknown> {
  const kept = /^error.* (\S+)$/.exec(error.message);
  if (!kept) throw error;
  return import(/* webpackIgnore: true */ /* @vite-ignore */ `${kept[1]}#${++tries}`);
}

/**
 * Loads the elements and hydrates all articles of the page, if that hasn't happened yet.
 * @returns a promise for when the elements are defined; it is rejected if they can't be loaded, and the next call tries again
 */
export function hydrate(): Promise<unknown> {
  return (loading ??= import("./define.js").catch(retry).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
}

/** Browsers report what they can't load. */
const wake = (): void => void hydrate().catch(() => {});

/** Until the element is defined, `ready` and what methods return are promises, and what is set waits for it. */
function addStandIns(host: Host): void {
  const define = (name: string, descriptor: PropertyDescriptor): void =>
    void (Object.hasOwn(host, name) ? wake() : Object.defineProperty(host, name, { configurable: true, ...descriptor }));
  const ready = (): Promise<unknown> => hydrate().then(() => host.ready);
  define("ready", { get: ready });
  for (const name of METHODS) {
    // An element that the page has taken out by then has none of them.
    define(name, { value: (...given: unknown[]) => ready().then(() => (host[name] as ((...given: unknown[]) => unknown) | undefined)?.(...given)) });
  }
  for (const name of host.localName === "article-post" ? ["post", "article", "options"] : ["article", "options"]) {
    const set = (value: unknown): void => {
      // The element looks for a property of the host's own.
      delete host[name];
      host[name] = value;
      wake();
    };
    define(name, { set });
  }
  // By any script. What was set the element takes over itself.
  void customElements.whenDefined("article-widget").then(() => ["ready", ...METHODS].forEach((name) => delete host[name]));
}

/** Safari has no such function. */
const idle: (work: () => void) => void = globalThis.requestIdleCallback ?? setTimeout;

/** Whether the reader allowed content of any site for good. */
function hasConsent(): boolean {
  try {
    // The key of `consent.js`: to import it takes more than a page from a server may load.
    return localStorage.getItem("article-widget:consent") !== null;
  } catch {
    return false;
  }
}

function resume(host: Host, root: Element, imprint: HTMLScriptElement): void {
  const life = new Life();
  const wants = (name: string): boolean => (host.getAttribute(name) ?? "false") !== "false";

  const revealed = concealed(root);
  const rendered = new Map(sectionsOf(root).map((section) => [section, isOpen(section)]));
  host[RESUMED] = () => {
    life.end();
    return new Set([...rendered].flatMap(([section, open]) => (isOpen(section) === open ? [] : section)));
  };
  animate(host, root, life);
  if (wants("exclusive")) keepOneOpen(host, root, life);
  let labels: Imprint["labels"] | undefined;
  guide(host, root, () => (labels ??= (JSON.parse(imprint.text) as Imprint).labels), life);
  prepareForPrint(host, root, life);
  for (const show of revealed) show(host);
  // After a reload or on the way back, browsers scroll to where the reader was.
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!/reload|back/.test(visit?.type as string)) followFragment(host, root, true, life);

  const pressed = new Set<HTMLElement>();
  const press = (event: Event): void => {
    const target = partAround(root, event.target, PRESSED);
    if (!target || target.closest("a[href]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed.add(target);
    (host.ready as Promise<void>)
      .then(() => {
        // Elsewhere nothing but this would hear of it, again and again.
        if (pressed.delete(target) && host.isConnected) target.click();
      })
      .catch(() => pressed.delete(target));
  };
  life.listen(root, "click", press, { capture: true });
  for (const name of ["pointerover", "focusin"] as const) {
    life.listen(root, name, ({ target }) => partAround(root, target, `${PRESSED}, .aw-note-ref`) && wake());
  }
  const changes = new MutationObserver(wake);
  changes.observe(host, { attributes: true, childList: true });
  life.onEnd(() => changes.disconnect());
  addStandIns(host);

  const narrow = host.getAttribute("sections") === "narrow" && host.clientWidth < NARROW;
  if (narrow || host.getAttribute("tweets") === "live" || WANTED.some(wants) || root.querySelector(ACTIVE)) return idle(wake);
  if (root.querySelector(HELD)) idle(() => hasConsent() && wake());
}

/** All articles, if this script can do something for them. */
function start(): void {
  if (customElements.get("article-widget")) return;
  for (const host of document.querySelectorAll<Host>("article-widget, article-post")) {
    const root = host.querySelector(":scope > .aw");
    const imprint = host.querySelector<HTMLScriptElement>(":scope > script[data-imprint='']");
    // The styles come with the elements if the page doesn't link them.
    if (!root || !imprint || !getComputedStyle(root).getPropertyValue("--aw-styles")) wake();
    // A page may have this script twice.
    else if (!host[RESUMED]) resume(host, root, imprint);
  }
}

// Node has no document. An async script may come before the articles.
if (globalThis.document) {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
}
