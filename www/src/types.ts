import type { ArticleError } from "./errors.js";

/** A news article. Only `headline` is required; unknown keys are ignored; text is text, never HTML or Markdown. */
export interface Article {
  /** Address of the JSON Schema, for editors; it isn't read. */
  $schema?: string;
  /** Stable key, for remembered state and updates. */
  id?: string;
  /** BCP 47 tag, such as "it". Default: the host element's language, else "en". */
  lang?: string;
  /** Default: from `lang`. */
  dir?: "ltr" | "rtl";
  /** Canonical address. */
  url?: string;
  /** The label above the headline. */
  kicker?: Inline;
  /** The only field that must be there. */
  headline: Inline;
  /** The summary below the headline. */
  standfirst?: Inline;
  /** Who wrote it. */
  byline?: Person[];
  /** Who published it. */
  publisher?: { name: string; url?: string; logo?: string };
  /** RFC 3339 date-time, or a plain date. */
  published?: string;
  /** The same, of the last change. */
  updated?: string;
  /** The lead picture. */
  image?: Image;
  /** Blocks before the first section are the lead, which never closes. */
  body?: Block[];
  /** What was wrong in an earlier state. */
  corrections?: { date?: string; text: Inline }[];
  /** A running story: blocks may carry their own time. */
  live?: boolean;
  /** Subjects. */
  tags?: { name: string; url?: string }[];
}

/** Somebody in the byline. */
export interface Person {
  name: string;
  /** Such as "Coast editor". */
  role?: string;
  /** Their page. */
  url?: string;
  /** Address of a portrait. */
  image?: string;
}

/** Running text. "\n" is a line break. */
export type Inline = string | Span | (string | Span)[];

/** A cell of a table. Numbers are written as the article's language writes them. */
export type Cell = Inline | number | { text: Inline | number; colspan?: number; rowspan?: number; header?: boolean };

/** A piece of running text with marks, a link or a language of its own. */
export interface Span {
  text: string;
  marks?: ("strong" | "em" | "underline" | "strike" | "code" | "sub" | "sup" | "small" | "mark")[];
  /** Where it leads: https, http, mailto, tel or relative. `#name` leads to the block of that id in the article, or to the section or heading of that slug. */
  href?: string;
  /** What a link says beside its text. */
  title?: string;
  lang?: string;
  dir?: "ltr" | "rtl";
}

/** A picture. */
export interface Image {
  /** Address: https or relative. */
  src: string;
  /** What it shows; "" for mere decoration. */
  alt: string;
  /** In pixels. With both, nothing moves when the picture arrives. */
  width?: number;
  height?: number;
  /** The same picture in other widths, in pixels. */
  srcset?: { src: string; width: number }[];
  /** How wide it stands on the page, as in HTML's `sizes`. */
  sizes?: string;
  caption?: Inline;
  /** Who made it. */
  credit?: string;
  /** Where it leads. */
  href?: string;
  /** The point to keep in sight when it is cropped, from the left and from the top, 0 to 1. */
  focus?: [number, number];
}

/** One form of a film or sound. */
export interface MediaSource {
  /** Address: https or relative. */
  src: string;
  /** MIME type. */
  type?: string;
}

/** A piece of the body. What can't be read, or is of no known type, is shown as plain content. */
export type Block = {
  /** Stable key; sections take their fragment from it. */
  id?: string;
  lang?: string;
  dir?: "ltr" | "rtl";
  /** Of a live update. */
  published?: string;
} & (
  | { type: "paragraph"; text: Inline }
  | { type: "heading"; text: Inline; level?: 2 | 3 | 4 | 5 | 6 }
  | { type: "section"; heading: Inline; open?: boolean; body: Block[] }
  | { type: "list"; style?: "bullet" | "number"; start?: number; items: (Inline | Block[])[] }
  | { type: "quote"; text?: Inline; body?: Block[]; cite?: Inline; url?: string }
  | { type: "pullquote"; text: Inline; cite?: Inline }
  | ({ type: "image" } & Image)
  | { type: "gallery"; items: Image[]; caption?: Inline }
  | {
      type: "video";
      sources: MediaSource[];
      poster?: string;
      width?: number;
      height?: number;
      tracks?: { src: string; lang: string; label?: string }[];
      title?: string;
      caption?: Inline;
      credit?: string;
    }
  | { type: "audio"; sources: MediaSource[]; title?: string; caption?: Inline; credit?: string }
  | { type: "table"; caption?: Inline; head?: Cell[]; rows: Cell[][]; foot?: Cell[]; rowHeaders?: boolean }
  | { type: "box"; heading?: Inline; body: Block[] }
  | { type: "link"; url: string; title: string; kicker?: string; description?: string; image?: string }
  | { type: "code"; text: string; language?: string }
  | { type: "divider" }
  /** Content of another site: in a frame once the reader agrees, if docs/embeds.md lists its provider; else a card. */
  | { type: "embed"; url: string; title?: string; provider?: string; width?: number; height?: number; image?: string }
  | ({ type: "tweet" } & Tweet)
  | { type: "slot"; name: string }
);

/** A social post. Give any one of these; of several, `post` wins, then `data`, `oembed`, `html`. */
export interface Tweet {
  /** Its page on the platform. */
  url?: string;
  /** Its number on the platform, as text. */
  id?: string;
  /** In our own form. */
  post?: Post;
  /** A payload as the platform hands it out. */
  data?: unknown;
  /** A whole oEmbed response. */
  oembed?: unknown;
  /** The embed code; any script in it is ignored. */
  html?: string;
}

/** A social post, in our own form. */
export interface Post {
  /** Its number on the platform, as text. */
  id?: string;
  /** Its page on the platform. */
  url?: string;
  lang?: string;
  /** A plain string gets its links: @mentions, #hashtags, $cashtags, addresses. Beside pictures, a poll or a quoted post, it may be left out. */
  text?: Inline;
  author: { name: string; handle: string; avatar?: string; verified?: "blue" | "business" | "government" };
  /** RFC 3339 date-time, or a plain date. */
  created?: string;
  media?: {
    kind: "photo" | "video" | "gif";
    src?: string;
    alt?: string;
    width?: number;
    height?: number;
    poster?: string;
    sources?: (MediaSource & { bitrate?: number })[];
    /** Seconds. */
    duration?: number;
  }[];
  /** The post that it quotes, up to four deep. */
  quoted?: Post;
  /** Whom it answers. */
  replyTo?: ReplyTo | ReplyTo[];
  /** Who passed it on. */
  repostedBy?: { name: string; handle?: string; avatar?: string; verified?: "blue" | "business" | "government" };
  /** Where it was written. */
  place?: string;
  /** What readers of the platform added to it. */
  note?: Inline;
  /** The preview of a link in it. */
  card?: { url: string; title: string; description?: string; domain?: string; image?: string; imageAlt?: string };
  poll?: { options: { label: string; votes: number }[]; ends?: string; final?: boolean };
  metrics?: { likes?: number; replies?: number; reposts?: number; quotes?: number; views?: number };
  /** Its pictures are held back until the reader asks. */
  sensitive?: boolean;
  edited?: boolean;
  /** Why it can't be seen on the platform any more. */
  gone?: "deleted" | "suspended" | "protected" | "withheld" | "restricted" | "unknown";
  /** Why it is gone, in place of our own words. */
  notice?: string;
}

/** Whom a post answers. */
export interface ReplyTo {
  handle: string;
  url?: string;
}

/** What an address is for. */
export type AddressKind = "link" | "image" | "video" | "audio" | "track";

/** An element of a page; on servers, whose types may have none, unknown. */
export type PageElement = typeof globalThis extends { HTMLElement: { prototype: infer Own } } ? Own : unknown;

/**
 * How much of an article is drawn. What goes beyond is told in diagnostics, and by a notice at the article's foot; docs/limits.md
 * has what counts as what, and what becomes of the rest. What is no number from 0 up is told, and the default is used; what is
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
  /** With `false`, everything that needs the script is left out: sections are open, and there are no buttons. Default true. */
  interactive?: boolean;
  /** A bar that shows how much has been read, and the event `article-progress`. Default false. */
  progress?: boolean;
  /** The article stands in an open shadow root, where the page's styles don't reach. Default false. */
  isolate?: boolean;
  /** What every id on the page starts with. Default "article-". */
  idPrefix?: string;
  /** What relative addresses start from, by http or https. Default: the page. */
  baseUrl?: string;
  /** Where times are told, as "Europe/Rome". Default: the offset in each timestamp. */
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
   * When pictures and films in posts are fetched from the platform: at the press of a button, which counts for the
   * whole page as long as it is open, or at once. Sensitive ones always wait. Default "click".
   */
  media?: "click" | "load";
  /**
   * Functions that draw blocks of the page's own kinds, or of ours in another way, by `type`. Each is given the block as it stands in
   * the JSON and an empty element, and may give back what cleans up after it: called when the block goes or changes. Without a
   * page, and where a function throws, the words in the block are shown plain. Headings and sections can't be drawn so.
   */
  renderers?: Record<string, (block: any, host: PageElement) => unknown>;
  /**
   * Gives another address in place of one in the article, or `null` to leave it out: mirrors, tracking links. What it
   * gives is checked like any other. Pictures and films of posts that it leads elsewhere load without asking.
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

/** What `article-ready` tells. */
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

/** What `article-error` tells. */
export interface ErrorDetail {
  /** Why the article can't be shown, or not in its new state. */
  error: ArticleError;
}

/** What `article-consent` tells. */
export interface ConsentDetail {
  /** Who was let in, or not: "x" for posts, else as docs/embeds.md lists them. */
  provider: string;
  /** The key of the block that it was about. */
  block: string | null;
  granted: boolean;
}

/** What `article-progress` tells, once for each. */
export interface ProgressDetail {
  /** How much of the article has been in the window. */
  percent: 25 | 50 | 75 | 100;
}

/** What `article-update` tells, and `update()` returns: keys of blocks. */
export interface UpdateDetail {
  /** What wasn't there. */
  added: string[];
  /** What has another text, or other attributes. */
  changed: string[];
  /** What is there no more. */
  removed: string[];
}

/** What `article-toggle` tells. */
export interface ToggleDetail {
  /** The section's id on the page. */
  id: string;
  open: boolean;
  /** Who or what did it. */
  reason: "user" | "find" | "hash" | "all" | "restore" | "print" | "api";
}
