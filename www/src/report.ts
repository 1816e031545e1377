// What the developer of a page reads in the console.
import type { ArticleError } from "./errors.js";
import type { ReadyDetail } from "./types.js";

/** Explains each code. */
export const DOCS = "https://github.com/article-widget/article-widget/blob/main/docs/diagnostics.md";

/** Dispatches an event of an article; whether the page left its default action alone. */
export const dispatch = (host: Element, type: string, detail: unknown): boolean =>
  host.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: type === "article-error", detail }));

/** Announces that an article can't be shown. A page that prevents the event's default action reports it itself. */
export function fail(host: Element, error: ArticleError): void {
  const { code, message, path } = error;
  if (dispatch(host, "article-error", { error })) {
    console.error(`article-widget: ${code}: ${message}${path && path !== "$" ? ` (${path})` : ""}\n${DOCS}#${code}`, host);
  }
}

/** Whose problems were counted: each new rendering would count them again. */
const counted = new WeakSet<Element>();

/** Announces that an article is shown, and says once how many problems there are in it. */
export function ready(host: Element, detail: ReadyDetail): void {
  const { length } = detail.diagnostics;
  if (length > 0 && !counted.has(host)) {
    counted.add(host);
    console.warn(`article-widget: ${length} problem${length > 1 ? "s" : ""} in the article, listed in "diagnostics" of the widget or element.\n${DOCS}`, host);
  }
  dispatch(host, "article-ready", detail);
}

/** Says what an element without an article needs; some frameworks set it late. */
export function reportWaiting(host: Element, property: string): void {
  console.warn(`article-widget: <${host.localName}> has no content yet. Set its attribute "src" or its property "${property}", or put a <script type="application/json"> into it.`, host);
}
