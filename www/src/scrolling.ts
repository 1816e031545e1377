// What scrolls an article: the window, or a box around it, as in the shells of apps.

/** The nearest box that scrolls the element; none if the window does. */
function boxAround(element: Element): Element | undefined {
  let at: Node | null = element;
  while ((at = at.parentNode ?? (at as Partial<ShadowRoot>).host ?? null)) {
    if (!(at instanceof Element) || at === document.body || at === document.documentElement) continue;
    if (at.scrollHeight > at.clientHeight && /auto|scroll|overlay/.test(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}

/** Scrolls what scrolls the element, by so many CSS pixels, at once. */
export function scrollAround(element: Element, top: number): void {
  if (Math.abs(top) >= 1) (boxAround(element) ?? window).scrollBy({ top, behavior: "instant" });
}

/** The upper and lower edge of what can be seen of the element's surroundings, in CSS pixels of the window. */
export function viewAround(element: Element): [top: number, bottom: number] {
  const box = boxAround(element)?.getBoundingClientRect();
  return box ? [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)] : [0, innerHeight];
}
