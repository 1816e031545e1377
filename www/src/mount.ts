// Ways for an article to come to stand in an element, or in text.
import { Painter } from "../../src/page/paint.js";
import { ArticleError, nameOf } from "./errors.js";
import { toHtml } from "./html.js";
import { fingerprintOf, IMPRINT, Printed, type Imprint } from "./imprint.js";
import { ALL, chosen, draw, names, own, Parsed, toBytes, type Drawn } from "./instance.js";
import { languageAround, loadWords } from "./locale.js";
import { articles } from "./media.js";
import { withOwnPosts } from "./network-posts.js";
import { watchSize } from "./observers.js";
import { placeIn, type Place } from "./place.js";
import { forget, handOver } from "./resumed.js";
import { concealed, flip, isOpen, NARROW, sectionsOf } from "./sections.js";
import { paint, paintMore, PATIENCE, PIECE, takeOver, type Shown } from "./slices.js";
import { dress } from "./styles.js";
import type { ArticleInput, Options, ReadyDetail } from "./types.js";
import { mounted, ownBytes, Widget, type Home } from "./widget.js";

/** From this size of the JSON, in bytes, the first screen is shown before the rest is painted: some five hundred blocks. */
const LONG = 150_000;

/** The host's shadow root, if it can have one. While no article is in there, a slot shows what the page put into the host. */
function shadowOf(host: Element): Home {
  if (host.shadowRoot) return host.shadowRoot;
  try {
    const shadow = host.attachShadow({ mode: "open" });
    shadow.append(document.createElement("slot"));
    return shadow;
  } catch {
    return host;
  }
}

/** An address as seen from the page; itself if it can't be one. */
function absolute(address: string, page: string): string {
  try {
    return new URL(address, page).href;
  } catch {
    return address;
  }
}

/** The ids with our prefix that others have on this page; a fragment leads into shadow roots, too. */
function takenIds(host: Element, prefix: unknown): string[] {
  const tree = host.getRootNode() as ParentNode;
  const start = typeof prefix === "string" ? prefix : "article-";
  // jsdom has no such function.
  const selector = start && globalThis.CSS ? `[id^="${CSS.escape(start)}"]` : "[id]";
  const others = new Set([tree, ...articles].flatMap((place) => [...place.querySelectorAll(selector)]));
  // The page may have moved the article out of its host.
  const root = mounted.get(host)?.root;
  const foreign = [...others].filter(
    (element) => !host.contains(element) && !root?.contains(element) && (element.getRootNode() as ShadowRoot).host !== host,
  );
  // Not `id`: in a form, a field of that name would stand for it.
  const ids = foreign.map((element) => element.getAttribute("id") as string);
  return ids.filter((id) => id.startsWith(start));
}

/** The choices that the drawing needs, as they are in this place of this page. */
function choicesFor(host: Element, options: Options): Record<string, unknown> {
  const choice = chosen(options);
  const lang = languageAround(host);
  if (lang) choice.lang ??= lang;
  if (typeof choice.baseUrl === "string") choice.baseUrl = absolute(choice.baseUrl, host.baseURI);
  if (choice.sections === "narrow" && host.clientWidth > 0 && host.clientWidth < NARROW) choice.sections = "closed";
  return choice;
}

type Show = (article: Uint8Array | Parsed, part?: object, patient?: boolean) => Shown;

/** Draws and paints articles for a host. */
const painting =
  (host: Element, options: Options, choice: Record<string, unknown>): Show =>
  (article, part, patient = false) => {
    const end = performance.now() + PATIENCE;
    const parsed = article instanceof Parsed ? article : new Parsed(article, choice);
    const taken = part ? "" : takenIds(host, choice.idPrefix).join("\n");
    const drawn = draw(parsed, options, { ...choice, taken, ...part }, patient ? PIECE : ALL);
    const painter = new Painter(drawn.done ? "none" : "closed", drawn);
    for (const piece of drawn.pieces) paint(painter, piece);
    const shown = { drawn, painter, root: painter.root as Element, behind: !drawn.done };
    while (parsed.bytes.length < LONG && shown.behind && performance.now() < end) paintMore(shown);
    painter.show();
    return shown;
  };

/** An article that is in its host before one was mounted there. */
const standingIn = (home: Home): Element | undefined => [...home.children].find((child) => child.matches(".aw"));

const imprintIn = (host: Element): HTMLScriptElement | null => host.querySelector(`:scope > script[${IMPRINT}=""]`);

/** Whether a server has printed an article into the host, and said what a page has to know of it. */
export const isPrinted = (host: Element): boolean => imprintIn(host) !== null && standingIn(host) !== undefined;

/** The imprint no longer describes what is in the host; a copy of the host has to know. */
export const outdate = (host: Element): void => imprintIn(host)?.setAttribute(IMPRINT, "past");

/** What of an article a drawing says where it comes from. */
const partsIn = (root: Element): Element[] => [...root.querySelectorAll(":scope > *, [data-key]")];

/** Whether the HTML is as it was rendered, as far as a quick check shows; readers may have opened or closed some sections. */
function isWhole(root: Element, { elements, outline }: Imprint, toggled: Set<Element> | undefined): boolean {
  const open = new Map(outline.map((entry) => [entry.id, entry.open]));
  const isAsPrinted = (section: Element): boolean => (open.get(section.id) === isOpen(section)) !== (toggled?.has(section) ?? false);
  return root.getElementsByTagName("*").length + 1 === elements && sectionsOf(root).every(isAsPrinted);
}

/** Where a reader is whose article the resume script had, and stays: nothing has moved. */
const unmoved = (article: string): Place => ({ article, changed: [], focused: null, sight: undefined });

/**
 * Brings to life what a server printed, if the page would draw the same: of the same article, with the same choices. Nothing is
 * drawn, so no WebAssembly is needed.
 */
export function adopt(host: Element, article: ArticleInput, options: Options): Widget | undefined {
  const root = standingIn(host);
  if (!root || own(options, "isolate") === true || typeof own(options, "rewriteUrl") === "function") return undefined;
  const choice = choicesFor(host, options);
  let bytes: Uint8Array;
  let imprint: Imprint;
  try {
    bytes = ownBytes(article);
    imprint = JSON.parse(imprintIn(host)?.text ?? "") as Imprint;
    if (imprint.fingerprint !== fingerprintOf(bytes, choice, options)) return undefined;
  } catch {
    // What is wrong with it is reported when it is drawn.
    return undefined;
  }
  const revealed = concealed(root);
  const lang = choice.lang ?? "en";
  const clash = takenIds(host, choice.idPrefix).some((id) => root.querySelector(`[id="${CSS.escape(id)}"]`));
  const toggled = handOver(host);
  if (clash || !(imprint.spoken || imprint.lang === lang) || !isWhole(root, imprint, toggled)) {
    for (const show of revealed) show();
    return undefined;
  }
  dress(host);
  const shown = { root, parts: partsIn(root), drawn: new Printed(imprint), behind: false as const };
  const widget = new Widget(host, host, options, bytes, shown, painting(host, options, choice), toggled && unmoved(imprint.key));
  mounted.set(host, widget);
  for (const show of revealed) show(host);
  forget(host);
  return widget;
}

/**
 * Draws an article into an element, in place of what is there, or of the article that it held before.
 * @throws ArticleError, and then the element is as it was.
 */
export function mount(host: Element, article: ArticleInput, options: Options = {}): Widget {
  if ((host as Partial<Element> | null | undefined)?.nodeType !== 1) {
    throw new ArticleError("no-host", `Expected an element to mount the article in, found ${nameOf(host)}.`);
  }
  return mountParsed(host, withOwnPosts(ownBytes(article)), options);
}

/** The same with an article that may be parsed. */
export function mountParsed(host: Element, article: Uint8Array | Parsed, options: Options): Widget {
  const bytes = article instanceof Parsed ? article.bytes : article;
  const choice = choicesFor(host, options);
  const show = painting(host, options, choice);
  const earlier = mounted.get(host);
  const home = own(options, "isolate") === true ? shadowOf(host) : host;
  // What a server printed of the same article stays, node for node.
  const standing = earlier ? undefined : standingIn(home);
  // Before the article that is here goes: this may fail.
  let shown = show(article, undefined, !earlier && !standing);
  const revealed = standing ? concealed(standing) : [];
  const toggled = handOver(host);
  toggled?.forEach(flip);
  if (standing?.isEqualNode(shown.root)) shown = takeOver(shown, standing, partsIn(standing));
  toggled?.forEach(flip);
  // The page's own tree, too: in a shadow root the styles' lengths would have no type.
  dress(host);
  dress(home);
  const changed = [...(toggled ?? [])].map((section) => ({ id: section.id, open: isOpen(section) }));
  const place = toggled ? placeIn(standing ?? host, shown.drawn.key, changed) : earlier?.place;
  earlier?.destroy();
  const widget = new Widget(host, home, options, bytes, shown, show, place);
  mounted.set(host, widget);
  for (const show of revealed) show(host);
  forget(host);
  if (choice.sections === "narrow" && host.clientWidth === 0) whenMeasured(host, widget, choice);
  return widget;
}

/** Where a host has no width yet, as in a tab that is not shown, whether it is narrow is decided when it has one. */
function whenMeasured(host: Element, widget: Widget, choice: Record<string, unknown>): void {
  const size = watchSize(() => {
    const { clientWidth } = host;
    if (widget.gone) return size.disconnect();
    if (clientWidth === 0) return;
    size.disconnect();
    if (clientWidth >= NARROW) return;
    choice.sections = "closed";
    widget.closeAtFirst();
  });
  size.observe(host);
}

/** Parses an article for a host, and loads the words of its language. If that fails, it fails again when it is drawn, and is reported then. */
export async function prepare(host: Element, article: ArticleInput, options: Options): Promise<Parsed | undefined> {
  try {
    const parsed = new Parsed(withOwnPosts(ownBytes(article)), choicesFor(host, options));
    await loadWords(parsed.lang);
    return parsed;
  } catch {
    return undefined;
  }
}

/** Draws an article as HTML text. */
export function print(article: ArticleInput, options: Options): { html: string; drawn: Drawn } {
  const choice = chosen(options);
  const drawn = draw(new Parsed(withOwnPosts(toBytes(article)), choice), options, choice, ALL, true);
  // One piece; the WebAssembly for servers gives HTML and no operations.
  const html = drawn.pieces.map((piece) => (piece.ops.length > 0 ? toHtml(piece, names) : piece.text));
  return { html: html.join(""), drawn };
}

/** An article as HTML text, the same that `mount()` would make; needs no page. */
export function renderToString(article: ArticleInput, options: Options = {}): ReadyDetail & { html: string } {
  const { html, drawn } = print(article, options);
  return { html, ...drawn.about };
}
