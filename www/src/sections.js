// Sections that open and close: by click, by find-in-page, by fragment, by call.
//
// Everything is found by its place in the section, never by id: the ids of a page are anybody's.

/** @typedef {"user" | "find" | "hash" | "all" | "restore" | "print" | "api"} Reason */

/** @param {Element} section */
const panelOf = (section) => /** @type {HTMLElement} */ (section.lastElementChild);

/** @param {Element} section */
const buttonOf = (section) => /** @type {HTMLElement} */ (section.firstElementChild?.firstElementChild);

/** @param {Element} section */
export const isOpen = (section) => !panelOf(section).hasAttribute("hidden");

/**
 * The sections in an article, in the order of the page; not those of another article in one of its slots.
 * @param {Element} root
 */
export const sectionsOf = (root) => [...root.querySelectorAll(".aw-section")].filter((section) => section.closest(".aw") === root);

/**
 * Opens or closes; tells the host if that changed anything.
 * @param {Element} host
 * @param {Element} section
 * @param {boolean} open
 * @param {Reason} reason
 */
export function setOpen(host, section, open, reason) {
  if (open === isOpen(section)) return;
  const panel = panelOf(section);
  const button = buttonOf(section);
  // The focus must not be left on something that can't be seen.
  const focused = !open && panel.contains(/** @type {Document} */ (panel.getRootNode()).activeElement);
  button.setAttribute("aria-expanded", String(open));
  if (open) panel.removeAttribute("hidden");
  else panel.setAttribute("hidden", "until-found");
  if (focused) button.focus();
  const detail = { id: section.id, open, reason };
  host.dispatchEvent(new CustomEvent("article-toggle", { bubbles: true, composed: true, detail }));
}

/**
 * What the page's fragment leads to, if it is in this article: the fragment as it stands, else percent-decoded.
 * @param {Element} root
 */
function fragmentTarget(root) {
  const raw = location.hash.slice(1);
  if (!raw) return null;
  const tree = /** @type {Document} */ (root.getRootNode());
  let target = tree.getElementById?.(raw) ?? null;
  if (!target) {
    try {
      target = tree.getElementById?.(decodeURIComponent(raw)) ?? null;
    } catch {
      // Not everything behind a # is percent-encoded text.
    }
  }
  return target && root.contains(target) ? target : null;
}

/**
 * Opens the closed sections around an element, from the outermost in; says whether there were any.
 * @param {Element} host
 * @param {Element} root
 * @param {Element} element
 * @param {Reason} reason
 */
function reveal(host, root, element, reason) {
  const closed = sectionsOf(root).filter((section) => section.contains(element) && !isOpen(section));
  for (const section of closed) setOpen(host, section, true, reason);
  return closed.length > 0;
}

/**
 * Opens what the fragment leads to and goes there. The browser does neither for what came after the page was loaded.
 * @param {Element} host
 * @param {Element} root
 * @param {boolean} arriving
 */
export function followFragment(host, root, arriving) {
  const target = fragmentTarget(root);
  if (!target) return;
  if (reveal(host, root, target, "hash") || arriving) target.scrollIntoView();
}

/**
 * Brings an article's sections to life.
 * @param {Element} host
 * @param {Element} root
 * @param {AbortSignal} signal ends it
 */
export function animate(host, root, signal) {
  root.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element && event.target.closest(".aw-section-button");
      const section = button && button.closest(".aw-section");
      if (section && section.closest(".aw") === root && buttonOf(section) === button) setOpen(host, section, !isOpen(section), "user");
    },
    { signal },
  );
  // The browser is about to reveal a closed panel, because something was found or a fragment leads there. It goes no
  // further out once we have opened the innermost, so all are opened here.
  root.addEventListener(
    "beforematch",
    (event) => {
      const panel = /** @type {Element} */ (event.target);
      const target = fragmentTarget(root);
      reveal(host, root, panel, target && panel.contains(target) ? "hash" : "find");
    },
    { signal },
  );
  addEventListener("hashchange", () => followFragment(host, root, false), { signal });
  // A link to the fragment that the page is at already changes no hash.
  addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (link && link.href === location.href) followFragment(host, root, false);
    },
    { signal },
  );
}
