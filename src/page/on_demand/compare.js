// Two pictures, one over the other, with a slider that moves the border between them. Without it they are beside each other.
import { partsOf } from "./parts.js";

/** Where the border is at first, in percent. */
const START = 50;

/**
 * Attaches to an article its sliders.
 * @param {Element} _host
 * @param {Element} root
 * @param {unknown} _choice
 * @param {AbortSignal} signal ends it
 */
export function attach(_host, root, _choice, signal) {
  /** Those that do something: a copy of the article has sliders that don't. @type {WeakSet<Element>} */
  const ours = new WeakSet();
  /** @param {HTMLElement} figure */
  const complete = (figure) => {
    const items = figure.querySelector(".aw-gallery-items");
    const earlier = figure.querySelector(".aw-compare-slider");
    const label = [...figure.querySelectorAll("img")].map(({ alt }) => alt).join(" / ");
    if (earlier && ours.has(earlier)) {
      earlier.ariaLabel = label;
      return;
    }
    earlier?.remove();
    const slider = Object.assign(document.createElement("input"), { type: "range", className: "aw-compare-slider", value: `${START}`, dir: "ltr" });
    slider.ariaLabel = label;
    // Hosts style inputs by selectors that outweigh a class.
    slider.style.margin = "0";
    const move = () => figure.style.setProperty("--_border", `${slider.value}%`);
    slider.addEventListener("input", move, { signal });
    figure.setAttribute("data-compare", "");
    ours.add(slider);
    items?.after(slider);
    move();
  };
  const refresh = () => partsOf(root, ".aw-compare").forEach(complete);
  signal.addEventListener("abort", () => {
    for (const figure of partsOf(root, "[data-compare]")) {
      figure.removeAttribute("data-compare");
      figure.removeAttribute("style");
      figure.querySelector(".aw-compare-slider")?.remove();
    }
  });
  return { press() {}, refresh };
}
