// Observers, or where there are none, as in jsdom, some that never see anything.

class None {
  observe() {}
  unobserve() {}
  disconnect() {}
}

export const Intersections = globalThis.IntersectionObserver ?? /** @type {typeof IntersectionObserver} */ (/** @type {unknown} */ (None));
export const Sizes = globalThis.ResizeObserver ?? /** @type {typeof ResizeObserver} */ (/** @type {unknown} */ (None));
