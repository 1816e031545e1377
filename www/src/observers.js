// Observers, or where there are none, as in jsdom, some that never see anything.

class None {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/**
 * @param {IntersectionObserverCallback} callback
 * @param {IntersectionObserverInit} options
 * @returns {IntersectionObserver}
 */
export const watchSight = (callback, options) => new (globalThis.IntersectionObserver ?? None)(callback, options);

/**
 * @param {ResizeObserverCallback} callback
 * @returns {ResizeObserver}
 */
export const watchSize = (callback) => new (globalThis.ResizeObserver ?? None)(callback);
