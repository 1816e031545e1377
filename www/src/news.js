// What came while the reader was there: marked until seen, announced once; if it is above, a button leads to it.
import { counted } from "../../src/page/on_demand/language.js";
import { watchSight } from "./observers.js";
import { partAt } from "./sections.js";

/** What the page says, in the article's language: "# new update|# new updates". @typedef {{ news: string }} Labels */

/** How long a block must be in sight to count as seen, in milliseconds. */
const GLANCE = 1500;

/**
 * @param {HTMLElement} root
 * @param {() => Labels} labels
 * @param {import("./life.js").Life} life
 * @returns {(blocks: Element[]) => void} to be called with blocks that came
 */
export function announce(root, labels, life) {
  /** Those that nobody has seen yet, and whether each lies above the window. @type {Map<Element, boolean>} */
  const unseen = new Map();
  /** @type {Map<Element, ReturnType<typeof setTimeout>>} */
  const glances = new Map();
  /** @type {HTMLElement | undefined} */
  let place;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "aw-news-button";
  const status = document.createElement("span");
  status.className = "aw-said";
  status.setAttribute("role", "status");

  const above = () => [...unseen].filter(([block, isAbove]) => isAbove && block.isConnected).map(([block]) => block);

  const tell = () => {
    const count = above().length;
    button.hidden = count === 0;
    if (count > 0) button.textContent = counted(labels().news, count, root.lang);
  };

  const sight = watchSight(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect: { bottom, height } } of entries) {
        if (!unseen.has(target)) continue;
        unseen.set(target, !isIntersecting && height > 0 && bottom <= 0);
        clearTimeout(glances.get(target));
        if (isIntersecting) glances.set(target, setTimeout(() => see(target), GLANCE));
      }
      tell();
    },
    { threshold: [0, 0.5] },
  );

  /** @param {Element} block */
  const see = (block) => {
    // Nobody looks at a page in the background.
    if (document.hidden) {
      life.listen(document, "visibilitychange", () => glances.set(block, setTimeout(() => see(block), GLANCE)), { once: true });
      return;
    }
    sight.unobserve(block);
    unseen.delete(block);
    glances.delete(block);
    block.removeAttribute("data-new");
    tell();
  };

  life.onEnd(() => {
    sight.disconnect();
    glances.forEach((timer) => clearTimeout(timer));
  });

  life.listen(root, "click", (event) => {
    if (!partAt(root, event, ".aw-news-button")) return;
    const [first] = /** @type {HTMLElement[]} */ (above());
    if (!first) return;
    const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    first.scrollIntoView({ behavior: calm ? "instant" : "smooth" });
    // The button goes; from the update the Tab key goes on.
    first.setAttribute("tabindex", "-1");
    first.addEventListener("blur", () => first.removeAttribute("tabindex"), { once: true });
    first.focus({ preventScroll: true });
  });

  return (news) => {
    // Where updates have their own time, they are what counts.
    const dated = news.filter((block) => block.matches(".aw-update, :has(> .aw-panel > .aw-panel-inner > .aw-update-time)"));
    const blocks = dated.length > 0 ? dated : news;
    if (!place) {
      place = document.createElement("div");
      place.className = "aw-news";
      // It is there before it says anything, or not everybody would hear it.
      place.append(button, status);
    }
    button.hidden = true;
    root.prepend(place);
    for (const block of blocks) {
      block.setAttribute("data-new", "");
      unseen.set(block, false);
      sight.observe(block);
    }
    setTimeout(() => (status.textContent = counted(labels().news, blocks.length, root.lang)), 100);
  };
}
