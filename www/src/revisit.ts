// Reload and back: the browser restores the scroll position before the article is there, and the page is too short for it.
import type { Life } from "./life.js";
import { seeAgain, sightIn, type Sight } from "./place.js";

/** How many frames the place is held while what is above it gets its height. */
const FRAMES = 10;

/** Whether the reader was on this page before, and has not moved since it came back. */
let unmoved = false;

if (typeof performance !== "undefined" && typeof addEventListener === "function" && typeof window !== "undefined") {
  const [entry] = (performance.getEntriesByType?.("navigation") ?? []) as PerformanceNavigationTiming[];
  unmoved = entry?.type === "reload" || entry?.type === "back_forward";
  const moved = (): void => void (unmoved = false);
  for (const input of unmoved ? ["wheel", "touchstart", "pointerdown", "keydown"] : []) addEventListener(input, moved, { once: true, passive: true });
}

/** Keeps the place in an article for the next visit; gives back a function that goes there, for when all of it is painted. */
export function keepPlace(root: Element, article: string, life: Life): () => void {
  const name = `article-widget:place:${location.pathname}${location.search}:${article}`;
  const save = (): void => {
    try {
      const sight = sightIn(root);
      if (sight) sessionStorage.setItem(name, JSON.stringify(sight));
      else sessionStorage.removeItem(name);
    } catch {
      // The storage may be forbidden.
    }
  };
  life.share(window, "pagehide", save);
  return () => {
    let sight: Sight;
    try {
      const text = unmoved ? sessionStorage.getItem(name) : null;
      if (text === null) return;
      sight = JSON.parse(text) as Sight;
      // Once: when it is mounted again, the reader has read on.
      sessionStorage.removeItem(name);
      if (typeof sight.key !== "string" || typeof sight.top !== "number") return;
    } catch {
      return;
    }
    let left = FRAMES;
    const hold = (): void => {
      if (!unmoved || life.ended) return;
      seeAgain(root, sight);
      if (left-- > 0) requestAnimationFrame(hold);
    };
    hold();
  };
}
