import type { ArticleError } from "./errors.js";
import type { Article, Post } from "./generated/article.js";

export type * from "./generated/article.js";

/** What an address is for. */
export type AddressKind = "link" | "image" | "video" | "audio" | "track";

/** An element of a page; on servers, whose types may have none, unknown. */
export type PageElement = typeof globalThis extends { HTMLElement: { prototype: infer Own } } ? Own : unknown;

/**
 * How much of an article is drawn. Diagnostics, and a notice at the article's foot, report what goes beyond; docs/limits.md
 * has what counts as what, and what becomes of the rest. What is no number from 0 up is reported, and the default is used; what is
 * above the highest counts as that.
 */
export interface Limits {
  /** Bytes of JSON; an article with more is refused, as `too-large`. Default 33 554 432 (32 MiB), at most 67 108 864. */
  bytes?: number;
  /** Blocks of the body and its sections, and as many again inside other blocks. Default 50 000, at most 200 000. */
  blocks?: number;
  /** How deep blocks may stand in blocks. Default and at most 64. */
  depth?: number;
  /** Spans, marks, links, line breaks, items of lists, cells of tables and the like. Default 200 000, at most 500 000. */
  runs?: number;
  /** Bytes of UTF-8 in one text. Default 1 000 000, at most 10 000 000. */
  text?: number;
  /** Social posts; one and what it quotes count once. Default 5000, at most 10 000. */
  posts?: number;
  /** Pictures. Default 20 000, at most 50 000. */
  pictures?: number;
}

/** What a host page may choose. */
export interface Options {
  /** The headline's level, 1 to 6; all other headings follow it. Default 2. */
  headingLevel?: number;
  /** How sections stand at first; "narrow": closed where the widget is narrower than 640 px. Default "open". */
  sections?: "open" | "closed" | "first" | "narrow" | "none";
  /** A section that opens closes those beside it. Default false. */
  exclusive?: boolean;
  /** The button that shows or hides all sections. Default: from three sections on. */
  controls?: boolean;
  /** A table of contents. Default false. */
  toc?: boolean;
  /** What the reader opened and closed is kept, for this tab, this page's path and this article (its `id`, else `url`, else headline). Default false. */
  remember?: boolean;
  /** Whether closed sections are open in print. Default true. */
  printOpen?: boolean;
  /** Default "auto": the `color-scheme` in force at the host. "system": as the reader's system has it, whatever the page does. */
  theme?: "auto" | "system" | "light" | "dark";
  /** Pictures can be seen in full size. Default true. */
  lightbox?: boolean;
  /** Buttons that share the article: the menu of the reader's system, link, e-mail, print. Default false. */
  share?: boolean;
  /** With `false`, everything that needs the script is left out: sections are open, and there are no buttons. Default true. */
  interactive?: boolean;
  /** A bar that shows how much has been read, and the event `article-progress`. Default false. */
  progress?: boolean;
  /** The article is in an open shadow root, where the page's styles don't reach. Default false. */
  isolate?: boolean;
  /** What every id on the page starts with. Default "article-". */
  idPrefix?: string;
  /** What relative addresses start from, by http or https. Default: the page. */
  baseUrl?: string;
  /** The time zone of all times, such as "Europe/Rome". Default: the offset in each timestamp. */
  timeZone?: string;
  /** Texts in place of the widget's own, by name; docs/languages.md lists them. */
  labels?: Record<string, string>;
  /** The language of an article that doesn't say. Default: the host element's, else "en". */
  lang?: string;
  /** How much of an article is drawn, so that none is too much for the page. */
  limits?: Limits;
  /**
   * Whether posts can be had as the platform's own script draws them: never, at the press of a button, or by
   * themselves when they come near the viewport. What can't be had stays as it is. Default "static".
   */
  tweets?: "static" | "click" | "live";
  /**
   * When pictures and videos in posts are fetched from the platform: at the press of a button, which counts for the
   * whole page as long as it is open, or at once. Sensitive ones always wait. Default "click".
   */
  media?: "click" | "load";
  /**
   * Functions that draw blocks of the page's own kinds, or of ours in another way, by `type`. Each gets the block as it is in
   * the JSON and an empty element, and may give back what cleans up after it: called when the block goes or changes. Without a
   * page, and where a function throws, the words in the block are shown plain. Headings and sections can't be drawn so.
   */
  renderers?: Record<string, (block: any, host: PageElement) => unknown>;
  /**
   * Gives another address in place of one in the article, or `null` to leave it out: mirrors, tracking links. What it
   * gives is checked like any other. Pictures and videos of posts that it leads elsewhere load without asking.
   */
  rewriteUrl?: (url: string, about: { kind: AddressKind }) => string | null;
  /**
   * Asked before a post's original ("x") or content of another site comes into the page; all but `true` is a no. `block` is the
   * block's key. Without it, a press of the button is a yes, and so are `tweets: "live"` and what the reader said to always show.
   * docs/embeds.md lists the providers.
   */
  consent?: (provider: string, about: { block: string | null }) => boolean | Promise<boolean>;
  /**
   * Where the platform's script is; where Trusted Types are required, a TrustedScriptURL.
   * Default "https://platform.x.com/widgets.js".
   */
  scriptUrl?: string | { toString(): string };
}

/** Something in the JSON that is not as the format wants it. All codes are listed in docs/diagnostics.md. */
export interface Diagnostic {
  /** An error: something isn't shown as what it claims to be. A warning: it was mended or left out, and no text is missing. */
  severity: "error" | "warning";
  /** Such as "bad-address". */
  code: string;
  /** As in "$.body[3].items[0].href". */
  path: string;
  /** One plain English sentence. */
  message: string;
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

/** An article: as an object, as JSON text, or as its bytes, which is fastest. */
export type ArticleInput = Article | object | string | Uint8Array | ArrayBuffer;

/**
 * A post alone: a block of type `post`, a post in our own format, a payload of X, Bluesky, Mastodon or Threads, an oEmbed response, each
 * as an object or as JSON; or embed code.
 */
export type PostInput = Post | object | string | Uint8Array | ArrayBuffer;

/** The detail of `article-ready`. */
export interface ReadyDetail {
  /** The sections, and which of them are open. */
  outline: OutlineEntry[];
  /** What in the JSON is not as the format wants it. */
  diagnostics: Diagnostic[];
  /** How many words there are to read. */
  words: number;
  /** How long that takes. */
  minutes: number;
}

/** What `renderToString()` gives. */
export interface Rendered extends ReadyDetail {
  /** The article as HTML, the same that `mount()` would make. */
  html: string;
}

/** The detail of `article-error`. */
export interface ErrorDetail {
  /** Why the article can't be shown, or not in its new state. */
  error: ArticleError;
}

/** The detail of `article-consent`. */
export interface ConsentDetail {
  /** Who was let in, or not: "x" for posts, else as docs/embeds.md lists them. */
  provider: string;
  /** The key of the block that it was about. */
  block: string | null;
  granted: boolean;
}

/** The detail of `article-progress`, once for each step. */
export interface ProgressDetail {
  /** How much of the article has been in the window. */
  percent: 25 | 50 | 75 | 100;
}

/** The detail of `article-update`, which `update()` returns as well: keys of blocks. */
export interface UpdateDetail {
  /** What wasn't there. */
  added: string[];
  /** What has another text, or other attributes. */
  changed: string[];
  /** What is there no more. */
  removed: string[];
}

/** The detail of `article-toggle`. */
export interface ToggleDetail {
  /** The section's id on the page. */
  id: string;
  open: boolean;
  /** Who or what did it. */
  reason: "user" | "find" | "hash" | "all" | "restore" | "print" | "api";
}
