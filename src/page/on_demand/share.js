// The buttons that share an article: by the system's own menu, as a link, by e-mail, on paper. No other site is asked.
import { copyAddress } from "./copied.js";
import { partAround } from "./parts.js";

/**
 * The address that leads to the article: its own, or that of the page.
 * @param {Element} row
 * @param {Document} page
 */
function addressOf(row, page) {
  const own = row.getAttribute("data-url");
  if (own) return new URL(own, page.baseURI).href;
  const canonical = /** @type {HTMLLinkElement | null} */ (page.querySelector("link[rel=canonical]"));
  return canonical?.href || page.location.href.replace(/#.*/, "");
}

/**
 * Attaches to an article the buttons that share it.
 * @param {Element} _host
 * @param {Element} root
 * @param {{ labels: { copied: string } }} choice
 * @param {AbortSignal} signal ends it
 */
export function attach(_host, root, choice, signal) {
  /** @param {unknown} target */
  const press = async (target) => {
    const button = partAround(root, target, ".aw-share-button");
    const row = button?.parentElement;
    if (!button || !row) return;
    const page = root.ownerDocument;
    const url = addressOf(row, page);
    const title = root.querySelector(".aw-headline")?.textContent ?? page.title;
    const copy = async () => {
      // There the reader can copy it.
      if (!(await copyAddress(button, url, () => choice.labels.copied))) prompt(button.textContent ?? "", url);
    };
    switch (button.dataset.ask) {
      case "share":
        if (!navigator.share) return copy();
        // The reader may close the menu.
        return navigator.share({ title, url }).catch(() => {});
      case "copy":
        return copy();
      case "mail":
        page.location.href = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(url)}`;
        return;
      default:
        page.defaultView?.print();
    }
  };
  root.addEventListener("click", ({ target }) => void press(target), { signal });
  return { press, refresh() {} };
}
