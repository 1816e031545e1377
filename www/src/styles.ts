// The stylesheet, adopted by each document or shadow root that holds an article.
import css from "article-widget:css";

let sheet: CSSStyleSheet | undefined;
const dressed = new WeakSet<Document | ShadowRoot>();

/** Gives the styles to the tree that `place` stands in, unless the page links the stylesheet itself. */
export function dress(place: Element | ShadowRoot): void {
  const root = place.getRootNode();
  const tree = root instanceof ShadowRoot ? root : place.ownerDocument;
  if (dressed.has(tree)) return;
  dressed.add(tree);
  if (tree instanceof Document && getComputedStyle(tree.documentElement).getPropertyValue("--aw-styles")) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  // Another script of ours may have been here: two sheets would do no harm, but nobody needs them.
  if (!tree.adoptedStyleSheets.includes(sheet)) tree.adoptedStyleSheets.push(sheet);
}
