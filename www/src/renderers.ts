// Blocks that the page draws itself, by functions of its own.
import { reason } from "./errors.js";
import type { Life } from "./life.js";
import { partsOf } from "./sections.js";
import type { Diagnostic, Options } from "./types.js";

type Renderers = NonNullable<Options["renderers"]>;

/** What a function of the page's drew. */
interface Own {
  /** The block's JSON. */
  json: string;
  /** What is shown where the function fails, or there is none: the block's words. */
  plain: Node[];
  clean: unknown;
}

/** The value at a path such as `$.body[3].items[0]`. */
function valueAt(article: unknown, path: string): unknown {
  let value = article;
  for (const [, name, index, text] of path.matchAll(/\.([\w$]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)) {
    const key = name ?? index ?? (JSON.parse(text as string) as string);
    value = Object.hasOwn(Object(value), key) ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}

/**
 * Lets the page draw its blocks. The function that is given back is to be called when all blocks are there, and when some came or
 * went, with the article's bytes and the paths of such blocks in it, in their order; it says what went wrong.
 */
export function delegate(root: Element, renderers: Renderers, life: Life): (article: Uint8Array, custom: string[]) => Diagnostic[] {
  const drawn = new Map<Element, Own>();

  const clean = (host: Element): void => {
    const own = drawn.get(host);
    drawn.delete(host);
    try {
      if (typeof own?.clean === "function") own.clean();
    } catch (error) {
      // Its fault, and no reason to leave the others uncleaned.
      reportError(error);
    }
  };
  life.onEnd(() => [...drawn.keys()].forEach(clean));

  return (article, custom) => {
    for (const host of [...drawn.keys()]) if (!root.contains(host)) clean(host);
    const wrong: Diagnostic[] = [];
    if (custom.length === 0) return wrong;
    const hosts = partsOf(root, ".aw-custom");
    if (hosts.length !== custom.length) return wrong;
    const whole: unknown = JSON.parse(new TextDecoder().decode(article));
    for (const [nth, path] of custom.entries()) {
      const host = hosts[nth] as HTMLElement;
      const block = valueAt(whole, path) as { type: string };
      const json = JSON.stringify(block);
      const before = drawn.get(host);
      if (before?.json === json) continue;
      const plain = before?.plain ?? [...host.childNodes];
      clean(host);
      host.replaceChildren();
      try {
        const own = Object.hasOwn(renderers, block.type) ? renderers[block.type] : undefined;
        drawn.set(host, { json, plain, clean: own?.(block, host) });
      } catch (error) {
        host.replaceChildren(...plain);
        const message = `The page's own function for this kind of block failed (${reason(error)}).`;
        wrong.push({ severity: "error", code: "renderer-failed", path, message });
      }
    }
    return wrong;
  };
}
