// How much of an article has passed through the window.
import { watchSize } from "./observers.js";

const STEPS = [25, 50, 75, 100];

/**
 * @param {Element} host
 * @param {Element} root
 * @param {Set<number>} reported the steps that were dispatched
 * @param {import("./life.js").Life} life
 */
export function measure(host, root, reported, life) {
  const bar = document.createElement("div");
  bar.className = "aw-progress";
  bar.setAttribute("aria-hidden", "true");
  root.prepend(bar);

  let frame = 0;
  const look = () => {
    frame = 0;
    const { top, height } = root.getBoundingClientRect();
    // Half a pixel may be lost where the page is scaled.
    const percent = Math.min(Math.max((100 * (innerHeight - top)) / (height - 1 || 1), 0), 100);
    bar.style.setProperty("--_read", `${percent / 100}`);
    for (const step of STEPS) {
      if (percent < step || reported.has(step)) continue;
      reported.add(step);
      host.dispatchEvent(new CustomEvent("article-progress", { bubbles: true, composed: true, detail: { percent: step } }));
    }
  };
  const soon = () => (frame ||= requestAnimationFrame(look));
  // Whatever scrolls: the page, or a box around the article.
  life.listen(window, "scroll", soon, { capture: true, passive: true });
  life.listen(window, "resize", soon);
  const size = watchSize(soon);
  size.observe(root);
  life.onEnd(() => {
    size.disconnect();
    cancelAnimationFrame(frame);
  });
}
