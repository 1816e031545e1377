/** A news article. Only `headline` is required; unknown keys are ignored; text is text, never HTML or Markdown. */
export interface Article {
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
  headline: Inline;
  /** The summary below the headline. */
  standfirst?: Inline;
  byline?: Person[];
  publisher?: { name: string; url?: string; logo?: string };
  /** RFC 3339 date-time, or a plain date. */
  published?: string;
  updated?: string;
  /** The lead picture. */
  image?: Image;
  /** Blocks before the first section are the lead, which never closes. */
  body: Block[];
  corrections?: { date?: string; text: Inline }[];
  /** A running story: blocks may carry their own time. */
  live?: boolean;
  tags?: { name: string; url?: string }[];
}

export interface Person {
  name: string;
  role?: string;
  url?: string;
  image?: string;
}

/** Running text. "\n" is a line break. */
export type Inline = string | Span | (string | Span)[];

export interface Span {
  text: string;
  marks?: ("strong" | "em" | "underline" | "strike" | "code" | "sub" | "sup" | "small" | "mark")[];
  href?: string;
  title?: string;
  lang?: string;
  dir?: "ltr" | "rtl";
}

export interface Image {
  src: string;
  /** What it shows; "" for mere decoration. */
  alt: string;
  /** In pixels. With both, nothing moves when the picture arrives. */
  width?: number;
  height?: number;
  srcset?: { src: string; width: number }[];
  sizes?: string;
  caption?: Inline;
  credit?: string;
  href?: string;
  /** The point to keep in sight when it is cropped, from the left and from the top, 0 to 1. */
  focus?: [number, number];
}

export interface MediaSource {
  src: string;
  /** MIME type. */
  type?: string;
}

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
  | { type: "table"; caption?: Inline; head?: Inline[]; rows: Inline[][]; rowHeaders?: boolean }
  | { type: "box"; heading?: Inline; body: Block[] }
  | { type: "link"; url: string; title: string; kicker?: string; description?: string; image?: string }
  | { type: "code"; text: string; language?: string }
  | { type: "divider" }
  | { type: "embed"; url: string; title?: string; provider?: string; width?: number; height?: number; image?: string }
  | ({ type: "tweet" } & Tweet)
  | { type: "slot"; name: string }
);

/** A social post. Give any one of these; of several, `post` wins, then `data`, `oembed`, `html`. */
export interface Tweet {
  url?: string;
  id?: string;
  post?: Post;
  /** A payload as the platform hands it out. */
  data?: unknown;
  /** A whole oEmbed response. */
  oembed?: unknown;
  /** The embed code; any script in it is ignored. */
  html?: string;
}

export interface Post {
  id?: string;
  url?: string;
  lang?: string;
  /** A plain string gets its links: @mentions, #hashtags, $cashtags, addresses. */
  text: Inline;
  author: { name: string; handle: string; avatar?: string; verified?: "blue" | "business" | "government" };
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
  quoted?: Post;
  replyTo?: ReplyTo | ReplyTo[];
  /** Who passed it on. */
  repostedBy?: { name: string; handle?: string };
  place?: string;
  /** What readers of the platform added to it. */
  note?: Inline;
  card?: { url: string; title: string; description?: string; domain?: string; image?: string; imageAlt?: string };
  poll?: { options: { label: string; votes: number }[]; ends?: string; final?: boolean };
  metrics?: { likes?: number; replies?: number; reposts?: number; quotes?: number; views?: number };
  sensitive?: boolean;
  edited?: boolean;
  gone?: "deleted" | "suspended" | "protected" | "withheld" | "restricted" | "unknown";
  /** Why it is gone, in place of our own words. */
  notice?: string;
}

export interface ReplyTo {
  handle: string;
  url?: string;
}

/** What an address is for. */
export type AddressKind = "link" | "image" | "video" | "audio" | "track";

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
  /** What the reader opened and closed is kept, for this tab and this article (its `id`, else `url`, else headline). Default false. */
  remember?: boolean;
  /** Whether closed sections are open in print. Default true. */
  printOpen?: boolean;
  /** Default "auto": as the reader's system has it. */
  theme?: "auto" | "light" | "dark";
  /** Pictures can be seen in full size. Default true. */
  lightbox?: boolean;
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
   * Gives another address in place of one in the article, or `null` to leave it out: mirrors, tracking links. What it
   * gives is checked like any other. Pictures and films of posts that it leads elsewhere load without asking.
   */
  rewriteUrl?: (url: string, about: { kind: AddressKind }) => string | null;
  /**
   * Asked before the platform's script draws a post; all but `true` is a no. `block` is the block's key.
   * Default: a press of the button is a yes, and so is "live".
   */
  consent?: (provider: "x", about: { block: string | null }) => boolean | Promise<boolean>;
  /**
   * Where the platform's script is; where Trusted Types are required, a TrustedScriptURL.
   * Default "https://platform.x.com/widgets.js".
   */
  scriptUrl?: string | { toString(): string };
}

/** Something in the JSON that is not as the format wants it. All codes are listed in docs/diagnostics.md. */
export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  /** As in "$.body[3].items[0].href". */
  path: string;
  message: string;
}

/** A section. */
export interface OutlineEntry {
  id: string;
  text: string;
  /** The heading's level on the page. */
  level: number;
  open: boolean;
}

/** An article: as an object, as JSON text, or as its bytes, which is fastest. */
export type ArticleInput = Article | object | string | Uint8Array | ArrayBuffer;

/** What `article-ready` tells. */
export interface ReadyDetail {
  outline: OutlineEntry[];
  diagnostics: Diagnostic[];
  words: number;
  minutes: number;
}

/** What `article-consent` tells. */
export interface ConsentDetail {
  provider: "x";
  /** The key of the block with the post. */
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
  added: string[];
  changed: string[];
  removed: string[];
}

/** What `article-toggle` tells. */
export interface ToggleDetail {
  id: string;
  open: boolean;
  reason: "user" | "find" | "hash" | "all" | "restore" | "print" | "api";
}
