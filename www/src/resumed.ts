// How the resume script hands an article over to the element.

/** The key of a function at the host; a symbol that every script on the page finds. */
export const RESUMED = Symbol.for("article-widget.resumed");

interface Resumed {
  [RESUMED]?: () => Set<Element>;
}

/**
 * Ends what the resume script does for the host's article.
 * @returns the sections that are not open or closed as they were rendered; nothing where there was no resume script
 */
export const handOver = (host: Element): Set<Element> | undefined => (host as Resumed)[RESUMED]?.();

/** Lets go of an article that an element has. */
export const forget = (host: Element): void => void delete (host as Resumed)[RESUMED];
