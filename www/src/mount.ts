// Ways for an article to come to stand in an element, or in text.
import { ALL, chosen, draw, languageOf, own, toBytes } from "./instance.js";
import { loadWords } from "./locale.js";
import { Painter } from "./paint.js";
import { articles } from "./posts.js";
import { paintMore, PATIENCE, type Shown } from "./slices.js";
import { dress } from "./styles.js";
import type { ArticleInput, Options, ReadyDetail } from "./types.js";
import { mounted, ownBytes, Widget, type Home } from "./widget.js";

/** Narrower than this, in CSS pixels, sections start closed with `sections: "narrow"`. */
const NARROW = 640;

/** The first screen of a longer article, in bytes of JSON, doesn't wait for what may be done with the rest of that time. */
const VAST = 2_000_000;

/** How much is painted at once when an article comes, in operations: some four hundred blocks. */
const START = 12_000;

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

/** Takes the place of what was painted, which is equal. */
function adopt(standing: Element, shown: Shown): void {
  const parts = standing.querySelectorAll(":scope > *, [data-key]");
  const { painter } = shown;
  painter.marks = new Map([...painter.marks.values()].map((mark, index) => [parts[index] as Element, mark]));
  shown.root = standing;
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
function takenIds(host: Element, prefix: unknown): string {
  const tree = host.getRootNode() as ParentNode;
  const start = typeof prefix === "string" ? prefix : "article-";
  const others = new Set([tree, ...articles].flatMap((place) => [...place.querySelectorAll("[id]")]));
  const foreign = [...others].filter((element) => !host.contains(element) && (element.getRootNode() as ShadowRoot).host !== host);
  // Not `id`: in a form, a field of that name would stand for it.
  const ids = foreign.map((element) => element.getAttribute("id") as string);
  return ids.filter((id) => id.startsWith(start)).join("\n");
}

/**
 * Draws an article into an element, in place of what stands there or of the article it held before.
 * @throws ArticleError, and then the element is as it was.
 */
export function mount(host: Element, article: ArticleInput, options: Options = {}): Widget {
  const bytes = ownBytes(article);
  const choice = chosen(options);
  const lang = host.closest("[lang]")?.getAttribute("lang");
  if (lang) choice.lang ??= lang;
  if (typeof choice.baseUrl === "string") choice.baseUrl = absolute(choice.baseUrl, host.baseURI);
  if (choice.sections === "narrow" && host.clientWidth < NARROW) choice.sections = "closed";
  const earlier = mounted.get(host);
  const home = own(options, "isolate") === true ? shadowOf(host) : host;
  const show = (bytes: Uint8Array, part?: object, patient = false): Shown => {
    const end = performance.now() + PATIENCE;
    const taken = part ? "" : takenIds(host, choice.idPrefix);
    const drawn = draw(bytes, options, { ...choice, taken, ...part }, patient ? START : ALL);
    const painter = new Painter(drawn, drawn.done ? "none" : "closed");
    for (const piece of drawn.pieces) painter.add(piece);
    const shown = { drawn, painter, root: painter.root as Element, behind: !drawn.done };
    while (bytes.length < VAST && shown.behind && performance.now() < end) paintMore(shown);
    painter.show();
    return shown;
  };
  // What a server printed of the same article stays, node for node.
  const standing = earlier ? undefined : [...home.children].find((child) => child.matches(".aw"));
  // Before the article that stands here goes: this may fail.
  const shown = show(bytes, undefined, !earlier && !standing);
  if (standing?.isEqualNode(shown.root)) adopt(standing, shown);
  // The page's own tree, too: in a shadow root the styles' lengths would have no type.
  dress(host);
  dress(home);
  const place = earlier?.place;
  earlier?.destroy();
  const widget = new Widget(host, home, options, bytes, shown, show, place);
  mounted.set(host, widget);
  return widget;
}

/** Loads the words of an article's language, as far as it can be told before it is read. */
export async function prepare(host: Element, article?: ArticleInput): Promise<void> {
  let lang = host.closest("[lang]")?.getAttribute("lang") ?? "en";
  try {
    if (article !== undefined) lang = languageOf(toBytes(article)) ?? lang;
  } catch {
    // What can't be read is told when it is drawn.
  }
  await loadWords(lang);
}

/** An article as HTML text, the same that `mount()` would make; needs no page. */
export function renderToString(article: ArticleInput, options: Options = {}): ReadyDetail & { html: string } {
  const { pieces, about } = draw(toBytes(article), options, chosen(options), ALL, true);
  return { html: pieces.map((piece) => piece.text).join(""), ...about };
}
