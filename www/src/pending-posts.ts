// Posts that are rendered again once their converter is loaded, and grow then.

/** How long what follows may be invisible, in milliseconds; after that a shift of the layout is the smaller evil. */
const MOST = 2000;

/** Keeps what follows the first such post invisible, so that nobody sees it move. Returns what shows it. */
export function concealFollowing(root: Element): () => void {
  const concealed: Element[] = [];
  for (let above = root.querySelector("[data-pending]"); above && above !== root; above = above.parentElement) {
    for (let next = above.nextElementSibling; next; next = next.nextElementSibling) concealed.push(next);
  }
  const conceal = (wanted: boolean): void => concealed.forEach((element) => element.toggleAttribute("data-concealed", wanted));
  conceal(true);
  const timer = setTimeout(() => conceal(false), MOST);
  return () => {
    clearTimeout(timer);
    conceal(false);
  };
}
