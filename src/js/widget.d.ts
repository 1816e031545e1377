/** An article: as an object, as JSON text, or as its bytes, which is fastest. */
export type ArticleInput = object | string | Uint8Array | ArrayBuffer;

/** Why an article can't be shown. */
export interface ArticleError extends Error {
  /** A stable kebab-case name, such as "no-headline". */
  readonly code: string;
  /** The place in the JSON, as in "$.headline". */
  readonly path: string;
}

/** A section. */
export interface OutlineEntry {
  /** Its id on the page, and so its fragment. */
  id: string;
  /** Its heading. */
  text: string;
  /** The heading's level on the page. */
  level: number;
  open: boolean;
}

/** Something in the JSON that the format doesn't allow. */
export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  /** As in "$.body[3].items[0].href". */
  path: string;
  message: string;
}

/** What an update changed, by the keys of blocks. */
export interface Changes {
  added: string[];
  changed: string[];
  removed: string[];
}

/** Options of an article in a page. */
export interface Options {
  /** The headline's level, 1 to 6. Default 2. */
  headingLevel?: number;
  /** The initial state of sections. Default "open". */
  sections?: "open" | "closed" | "first" | "narrow" | "none";
  /** A section that opens closes the sections beside it. Default false. */
  exclusive?: boolean;
  /** The button that shows or hides all sections. Default: from three sections on. */
  controls?: boolean;
  /** A table of contents. Default false. */
  toc?: boolean;
  /** Keeps what the reader opened and closed, for this tab, this path and this article. Default false. */
  remember?: boolean;
  /** Whether closed sections are open in print. Default true. */
  printOpen?: boolean;
  /** Default "auto": the color scheme of the host. */
  theme?: "auto" | "system" | "light" | "dark";
  /** Buttons that show pictures in full size. Default true. */
  lightbox?: boolean;
  /** Buttons that share the article: the menu of the reader's system, link, e-mail, print. Default false. */
  share?: boolean;
  /** With `false`, everything that needs a script is left out. Default true. */
  interactive?: boolean;
  /** A bar that shows how much has been read, and the event `article-progress`. Default false. */
  progress?: boolean;
  /** Puts the article into an open shadow root. Default false. */
  isolate?: boolean;
  /** The prefix of every id. Default "article-". */
  idPrefix?: string;
  /** The base of relative addresses. Default: the page. */
  baseUrl?: string;
  /** The time zone of all times, such as "Europe/Rome". Default: the offset of each timestamp. */
  timeZone?: string;
  /** Texts in place of the widget's own, by name. */
  labels?: Record<string, string>;
  /** The language of an article without `lang`. Default: the host's, otherwise "en". */
  lang?: string;
  /** How much of an article is rendered. */
  limits?: Record<string, number>;
  /** Whether the original of a post can be loaded. Default "static". */
  tweets?: "static" | "click" | "live";
  /** When pictures and videos of posts are loaded from the platform. Default "click". */
  media?: "click" | "load";
  /**
   * Asked before the original of a post ("x") or content of another site is shown; anything but `true` is a no. Without
   * it, the reader's press is a yes. `block` is the key of the block.
   */
  consent?: (provider: string, about: { block: string | null }) => boolean | Promise<boolean>;
  /** Where the platform's script is; a TrustedScriptURL where Trusted Types are required. */
  scriptUrl?: string | { toString(): string };
  /** Functions that render blocks, by `type`; each can return a function that cleans up. */
  renderers?: Record<string, (block: any, host: HTMLElement) => unknown>;
  /** Gives another address, or `null` to leave it out. */
  rewriteUrl?: (url: string, about: { kind: "link" | "image" | "video" | "audio" | "track" }) => string | null;
}

/** An article in a page. */
export interface Widget {
  /** Settles when all of the article is painted. */
  readonly ready: Promise<void>;
  /** The sections, and which of them are open now. */
  readonly outline: OutlineEntry[];
  /** Everything in the JSON that the format doesn't allow. */
  readonly diagnostics: Diagnostic[];
  /**
   * Shows another state of the article: blocks that are the same stay, node for node.
   * @throws ArticleError, and then the article is as it was.
   */
  update(article: ArticleInput): Changes;
  /** Opens all sections. */
  expandAll(): void;
  /** Closes all sections. */
  collapseAll(): void;
  /** Opens or closes a section, or toggles it. The id may come without the prefix. */
  toggle(sectionId: string, open?: boolean): void;
  /** Takes the article away; what was in the host before comes back. */
  destroy(): void;
}
