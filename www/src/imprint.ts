// What a server says of an article beside its HTML, so that a page can bring it to life without drawing it.
import { own, VERSION, type Labels } from "./instance.js";
import type { Diagnostic, Options, ReadyDetail } from "./types.js";

/** All of an article that a page has to know, but for what it looks like. */
export interface Imprint extends ReadyDetail {
  /** Tells from what was drawn. */
  fingerprint: string;
  labels: Labels;
  lang: string;
  /** Whether the article itself says its language. */
  spoken: boolean;
  key: string;
  custom: string[];
  /** How many elements the HTML has. */
  elements: number;
}

/** What is in a server's HTML in place of a drawing. */
export class Printed {
  readonly #imprint: Imprint;
  /** What is wrong with what the page draws itself. */
  readonly warnings: Diagnostic[] = [];

  /** A server reads posts in all formats. */
  readonly pending = false;

  constructor(imprint: Imprint) {
    this.#imprint = imprint;
  }

  get about(): ReadyDetail {
    const { outline, diagnostics, words, minutes } = this.#imprint;
    return { outline, diagnostics: [...this.warnings, ...diagnostics], words, minutes };
  }

  get labels(): Labels {
    return this.#imprint.labels;
  }

  get lang(): string {
    return this.#imprint.lang;
  }

  get key(): string {
    return this.#imprint.key;
  }

  get custom(): string[] {
    return this.#imprint.custom;
  }

  /** There is nothing to give up. */
  free(): void {}
}

/** Where the imprint is among an element's children. */
export const IMPRINT = "data-imprint";

const encoder = new TextEncoder();

/**
 * A number for what was drawn: the article's bytes, and the choices that change what is drawn of it. Languages are compared apart,
 * because a page has one where a server has none.
 */
export function fingerprintOf(article: Uint8Array, choice: Record<string, unknown>, options: Options | undefined): string {
  const { lang, ...rest } = choice;
  const chosen = encoder.encode(JSON.stringify([VERSION, article.length, rest, own(options, "timeZone")]));
  // Eight bytes at once, in a plain loop: a page has only just begun to run this, and runs it slowly.
  const bytes = new Uint8Array((chosen.length + article.length + 7) & ~7);
  bytes.set(chosen);
  bytes.set(article, chosen.length);
  const numbers = new Uint32Array(bytes.buffer);
  const { imul } = Math;
  let [one, other] = [0, 0];
  for (let at = 0; at < numbers.length; at += 2) {
    one = imul(((one << 5) | (one >>> 27)) ^ (numbers[at] as number), 0x9e3779b1);
    other = imul(((other << 7) | (other >>> 25)) ^ (numbers[at + 1] as number), 0x85ebca6b);
  }
  return [one, other].map((part) => (part >>> 0).toString(36)).join("-");
}
