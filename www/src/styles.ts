// The stylesheet, adopted by each document or shadow root that holds an article.
import css from "article-widget:css";

/** A sheet is for one document alone, and has to be made there: an article may stand in a frame. */
const sheets = new WeakMap<Document, CSSStyleSheet>();
const dressed = new WeakSet<Document | ShadowRoot>();

/** Gives the styles to the tree that `place` is in, unless the page links the stylesheet itself. */
export function dress(place: Element | ShadowRoot): void {
  const page = place.ownerDocument as Document;
  const root = place.getRootNode();
  const tree = "host" in root ? (root as ShadowRoot) : page;
  if (dressed.has(tree)) return;
  dressed.add(tree);
  if (tree === page && getComputedStyle(page.documentElement).getPropertyValue("--aw-styles")) return;
  let sheet = sheets.get(page);
  if (!sheet) {
    const { CSSStyleSheet } = page.defaultView ?? globalThis;
    // Older browsers can't construct sheets; jsdom can't, or has nowhere to put them.
    if (!("replaceSync" in CSSStyleSheet.prototype && "adoptedStyleSheets" in tree)) {
      if (tree === page) page.head.append(Object.assign(page.createElement("style"), { textContent: css }));
      return;
    }
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(page, sheet);
  }
  // Another script of ours may have been here: two sheets would do no harm, but nobody needs them.
  if (!tree.adoptedStyleSheets.includes(sheet)) tree.adoptedStyleSheets.push(sheet);
}
