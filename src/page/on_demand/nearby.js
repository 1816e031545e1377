// Elements that come near the viewport.

/**
 * Calls once for each observed element when it comes near. Without `IntersectionObserver`, as in jsdom, none does.
 * @param {(element: HTMLElement) => void} found
 * @param {AbortSignal} signal ends it
 * @returns {(element: Element) => void} observes an element
 */
export function nearby(found, signal) {
  if (!("IntersectionObserver" in globalThis)) return () => {};
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        found(/** @type {HTMLElement} */ (target));
      }
    },
    { rootMargin: "600px" },
  );
  signal.addEventListener("abort", () => observer.disconnect());
  return (element) => observer.observe(element);
}
