// Generated from src/model/ by "make codegen". Not to be edited.

/** A news article. Only headline is required; unknown fields are ignored; text is text, never HTML or Markdown. */
export interface Article {
  /** URL of the format's JSON Schema, for editors; it is not read. */
  $schema?: string;
  /** Stable key, for remembered state and updates. */
  id?: string;
  /** BCP 47 tag, such as "it". Default: the host element's language, else "en". */
  lang?: string;
  /** Writing direction. Default: from the language. */
  dir?: "ltr" | "rtl";
  /** Canonical URL. */
  url?: string;
  /** The label above the headline. */
  kicker?: Inline;
  /** The headline, the only required field. */
  headline: Inline;
  /** The summary below the headline. */
  standfirst?: Inline;
  /** The authors. */
  byline?: Person[];
  /** The publisher. */
  publisher?: {
    /** The name. */
    name: string;
    /** URL of the publisher's site. */
    url?: string;
    /** URL of the logo. */
    logo?: string;
  };
  /** When it was published: RFC 3339 date-time, or a plain date. */
  published?: string;
  /** When it was last changed, in the same form. */
  updated?: string;
  /** The lead picture. */
  image?: Image;
  /** The article's blocks. Those before the first section are the lead, which is never collapsible. */
  body?: Block[];
  /** What the article says in short, in a box above its text. */
  keyPoints?: Inline[];
  /** Corrections of earlier versions. */
  corrections?: {
    /** When it was made. */
    date?: string;
    /** What was wrong. */
    text: Inline;
  }[];
  /** Whether this is a live article: blocks may carry their own time, and the newest come first. */
  live?: boolean;
  /** When the live coverage ended. The updates stay in their order. */
  ended?: string;
  /** Subjects. */
  tags?: {
    /** The name. */
    name: string;
    /** URL of the subject's page. */
    url?: string;
  }[];
}

/** A person in the byline. */
export interface Person {
  /** The name. */
  name: string;
  /** The person's role, such as "Coast editor". */
  role?: string;
  /** URL of the person's page. */
  url?: string;
  /** URL of a portrait. */
  image?: string;
}

/** Inline text: a string, a span, or a list of both. "\n" is a line break. */
export type Inline = string | Span | (string | Span)[];

/** Inline text with marks, a link or a language of its own. */
export interface Span {
  /** The text. */
  text: string;
  /** Text formatting. */
  marks?: ("strong" | "em" | "underline" | "strike" | "code" | "sub" | "sup" | "small" | "mark")[];
  /** URL that it links to: https, http, mailto, tel or relative. #name links to the block with that id in the article, or to the section or heading with that slug. */
  href?: string;
  /** The link's tooltip. */
  title?: string;
  /** Language of the span, if it isn't the article's. */
  lang?: string;
  /** Writing direction of the span. */
  dir?: "ltr" | "rtl";
  /** A note: its number is after the span, the note itself at the end of the article. */
  note?: Inline;
  /** A formula as MathML, in place of the text, which is what it says in plain text. */
  mathml?: string;
}

/** A picture. */
export interface Image {
  /** URL of the picture: https or relative. */
  src: string;
  /** Text alternative; "" for decoration. */
  alt: string;
  /** Width in pixels. With the height, the page reserves the space before the picture loads. */
  width?: number;
  /** Height in pixels. */
  height?: number;
  /** The same picture in other widths. */
  srcset?: {
    /** URL of the picture: https or relative. */
    src: string;
    /** Width in pixels. */
    width: number;
  }[];
  /** Display width, as in the HTML attribute sizes. */
  sizes?: string;
  /** The caption. */
  caption?: Inline;
  /** The photographer, illustrator or agency. */
  credit?: string;
  /** URL that the picture links to. */
  href?: string;
  /** The point to keep visible when the picture is cropped: from the left and from the top, 0 to 1. */
  focus?: [number, number];
}

/** A video or sound file in one encoding. */
export interface MediaSource {
  /** URL of the file: https or relative. */
  src: string;
  /** MIME type. */
  type?: string;
}

/** A block of the body. */
export type Block = {
  /** Stable key; sections take their fragment from it. */
  id?: string;
  /** Language of the block, if it isn't the article's. */
  lang?: string;
  /** Writing direction of the block. */
  dir?: "ltr" | "rtl";
  /** When it was added to a live article. */
  published?: string;
  /** Whether this update of a live article is a key event: it is listed above the updates. */
  keyEvent?: boolean;
} & (
  /** A paragraph. */
  | {
      type: "paragraph";
      /** The text. */
      text: Inline;
    }
  /** A heading. Those of the lowest level at the top of the body start a section each, which runs to the next one or to a section block. */
  | {
      type: "heading";
      /** The heading's text. */
      text: Inline;
      /** The heading's level, 2 to 6. */
      level?: 2 | 3 | 4 | 5 | 6;
    }
  /** A collapsible section with its heading. Sections may be nested. */
  | {
      type: "section";
      /** The section's heading. */
      heading: Inline;
      /** Whether it is open at first. Default: as the host page chooses. */
      open?: boolean;
      /** The section's blocks. */
      body: Block[];
    }
  /** A list. */
  | {
      type: "list";
      /** Bullets or numbers. */
      style?: "bullet" | "number";
      /** The first number of a numbered list. */
      start?: number;
      /** The items: inline text, or lists of blocks. */
      items: (Inline | Block[])[];
    }
  /** A quotation, as text or as blocks. */
  | {
      type: "quote";
      /** The quotation. */
      text?: Inline;
      /** The quotation, as blocks. */
      body?: Block[];
      /** The person or source quoted. */
      cite?: Inline;
      /** URL of the source. */
      url?: string;
    }
  /** A quotation from the article itself, set large. */
  | {
      type: "pullquote";
      /** The quotation. */
      text: Inline;
      /** The person quoted. */
      cite?: Inline;
    }
  /** A picture. */
  | ({ type: "image" } & Image & {
      /** How wide it is. Default: wide. */
      layout?: "text" | "wide" | "full";
    })
  /** Several pictures. */
  | {
      type: "gallery";
      /** The pictures. */
      items: Image[];
      /** The caption of all of them. */
      caption?: Inline;
      /** How the pictures stand beside each other. Default: grid. */
      layout?: "grid" | "pair" | "compare";
    }
  /** A video. */
  | {
      type: "video";
      /** The video, in one or more encodings. */
      sources: MediaSource[];
      /** URL of a picture to show before the video starts. */
      poster?: string;
      /** Width in pixels. With the height, the page reserves the space before the video loads. */
      width?: number;
      /** Height in pixels. */
      height?: number;
      /** Subtitles. */
      tracks?: {
        /** URL of the WebVTT file. If it is on another host than the page, the hosts of all files of the video must send CORS headers. */
        src: string;
        /** Language of the subtitles. */
        lang: string;
        /** Name in the player's menu. */
        label?: string;
      }[];
      /** The title. */
      title?: string;
      /** The caption. */
      caption?: Inline;
      /** The author or agency. */
      credit?: string;
    }
  /** Sound. */
  | {
      type: "audio";
      /** The sound, in one or more encodings. */
      sources: MediaSource[];
      /** The title. */
      title?: string;
      /** The caption. */
      caption?: Inline;
      /** The author or agency. */
      credit?: string;
    }
  /** A table. */
  | {
      type: "table";
      /** The caption. */
      caption?: Inline;
      /** Headers of the columns. */
      head?: Cell[];
      /** Rows of cells. */
      rows: Cell[][];
      /** A last row, for totals. */
      foot?: Cell[];
      /** Whether the first cell of each row is its header. */
      rowHeaders?: boolean;
      /** A chart of its columns of numbers, above it: the first column has the names. The table stays, behind a summary. */
      chart?: "bar" | "line" | "share";
    }
  /** A fact box beside the story. */
  | {
      type: "box";
      /** The heading. */
      heading?: Inline;
      /** The box's blocks. */
      body: Block[];
    }
  /** A card that links to a related story. */
  | {
      type: "link";
      /** URL of the story. */
      url: string;
      /** The story's headline. */
      title: string;
      /** The label above the headline. */
      kicker?: string;
      /** The summary below the headline. */
      description?: string;
      /** URL of a picture. */
      image?: string;
    }
  /** Related stories under one heading. */
  | {
      type: "related";
      /** The heading. Default: "Related" in the article's language. */
      heading?: Inline;
      /** The stories. */
      items: {
        /** URL of the story. */
        url: string;
        /** The story's headline. */
        title: string;
        /** The label above the headline. */
        kicker?: string;
        /** The summary below the headline. */
        description?: string;
        /** URL of a picture. */
        image?: string;
      }[];
    }
  /** Program code. */
  | {
      type: "code";
      /** The code, with its line breaks. */
      text: string;
      /** The programming language. */
      language?: string;
    }
  /** A formula on a line of its own. */
  | {
      type: "math";
      /** The formula as MathML: elements and attributes of MathML Core. */
      mathml: string;
      /** The formula as plain text. Screen readers read it instead of the formula. */
      alt?: string;
    }
  /** A thematic break between two parts. */
  | { type: "divider" }
  /** Content of another site: in a frame after the reader's consent, if the provider is known, else a card with a link. */
  | {
      type: "embed";
      /** URL of the page that shows the content. */
      url: string;
      /** The title. */
      title?: string;
      /** The provider's name. */
      provider?: string;
      /** Width in pixels; with the height, a video's aspect ratio. */
      width?: number;
      /** Height in pixels. */
      height?: number;
      /** URL of the publisher's own preview picture; one hosted by the provider is omitted. */
      image?: string;
    }
  /** A social post. Any one of its forms is enough; of several, post wins, then data, oembed, html. */
  | ({ type: "tweet" } & Tweet)
  /** A place for the element's own child of that slot name. */
  | {
      type: "slot";
      /** The slot's name. */
      name: string;
    }
  /** A social post. Any one of its forms is enough; of several, post wins, then data, oembed, html. */
  | ({ type: "post" } & Tweet)
);

/** Inline text, a number, or a cell that spans columns or rows or is a header. */
export type Cell = Inline | number | TableCell;

/** A cell that spans columns or rows, or is a header. */
export interface TableCell {
  /** The text. */
  text: Inline;
  /** How many columns it spans. */
  colspan?: number;
  /** How many rows it spans. */
  rowspan?: number;
  /** Whether it is a header. */
  header?: boolean;
}

/** A social post. Any one of its forms is enough; of several, post wins, then data, oembed, html. */
export interface Tweet {
  /** URL of the post. */
  url?: string;
  /** The post's id on its network, as text. */
  id?: string;
  /** The post in the format of this library. */
  post?: Post;
  /** A payload of a network's API, unchanged. */
  data?: unknown;
  /** A whole oEmbed response. */
  oembed?: unknown;
  /** The embed code; scripts in it are ignored. */
  html?: string;
}

/** A social post, in the format of this library. */
export interface Post {
  /** The network: "x", "bluesky", "mastodon" (all of the Fediverse) or "threads"; another name is shown as it is. Default: from the URL, else "x". */
  network?: string;
  /** The post's id on the network, as text. */
  id?: string;
  /** URL of the post on the network. */
  url?: string;
  /** Language of the post. */
  lang?: string;
  /** The text. In a plain string, @mentions, #hashtags, $cashtags and URLs become links. Optional beside media, a poll or a quoted post. */
  text?: Inline;
  /** The author. */
  author: {
    /** The display name. */
    name: string;
    /** The handle, with or without @ at its start: "name" on X and Threads, "name.example" on Bluesky, "name@server.example" in the Fediverse. */
    handle: string;
    /** URL of the profile. Default: from the handle. */
    url?: string;
    /** URL of the profile picture. */
    avatar?: string;
    /** The kind of verification badge. */
    verified?: "blue" | "business" | "government" | "trusted";
    /** Whether the account is automated. */
    bot?: boolean;
  };
  /** When it was posted. */
  created?: string;
  /** Pictures and videos. */
  media?: {
    /** What it is. */
    kind: "photo" | "video" | "gif" | "audio";
    /** URL of the picture or video. */
    src?: string;
    /** Text alternative. */
    alt?: string;
    /** Width in pixels. With the height, the page reserves the space before the media load. */
    width?: number;
    /** Height in pixels. */
    height?: number;
    /** URL of a picture to show before a video starts. */
    poster?: string;
    /** A video in several encodings. */
    sources?: {
      /** URL of the file: https or relative. */
      src: string;
      /** MIME type. */
      type?: string;
      /** Bits per second. */
      bitrate?: number;
    }[];
    /** The point that stays visible when a picture is cropped: shares of width and height, each from 0 to 1. */
    focus?: [number, number];
    /** Duration in seconds. */
    duration?: number;
    /** Why the network doesn't show it. */
    gone?: "deleted" | "suspended" | "protected" | "withheld" | "restricted" | "signed-in" | "detached" | "unknown";
  }[];
  /** The post or posts that it quotes: one, or a list; up to four levels deep. */
  quoted?: Post | Post[];
  /** Posts shown after it in the same block, as of an embed code with several. */
  thread?: Post[];
  /** The account or accounts that it replies to: one, or a list. */
  replyTo?: ReplyTo | ReplyTo[];
  /** The account that reposted it. */
  repostedBy?: {
    /** The display name. */
    name: string;
    /** The handle, with or without @ at its start: "name" on X and Threads, "name.example" on Bluesky, "name@server.example" in the Fediverse. */
    handle?: string;
    /** URL of the profile. Default: from the handle. */
    url?: string;
    /** URL of the profile picture. */
    avatar?: string;
    /** The kind of verification badge. */
    verified?: "blue" | "business" | "government" | "trusted";
    /** Whether the account is automated. */
    bot?: boolean;
  };
  /** The place it was posted from. */
  place?: string;
  /** The note that readers of the platform added. */
  note?: Inline;
  /** The preview or previews of links in the post: one, or a list. */
  card?: {
    /** URL of the page. */
    url: string;
    /** Title of the page. */
    title: string;
    /** Summary of the page. */
    description?: string;
    /** Domain of the site. */
    domain?: string;
    /** URL of a picture. */
    image?: string;
    /** Text alternative of the picture. */
    imageAlt?: string;
    /** The text of what it leads to, folded away below it. */
    text?: Inline;
  } | {
    /** URL of the page. */
    url: string;
    /** Title of the page. */
    title: string;
    /** Summary of the page. */
    description?: string;
    /** Domain of the site. */
    domain?: string;
    /** URL of a picture. */
    image?: string;
    /** Text alternative of the picture. */
    imageAlt?: string;
    /** The text of what it leads to, folded away below it. */
    text?: Inline;
  }[];
  /** A poll. */
  poll?: {
    /** The choices. */
    options: {
      /** The choice's text. */
      label: string;
      /** Number of votes; absent while they are hidden. */
      votes?: number;
    }[];
    /** When it ends or ended. */
    ends?: string;
    /** Whether the result is final. */
    final?: boolean;
    /** Whether several choices can be made; shares are of the voters then. */
    multiple?: boolean;
    /** How many voted. */
    voters?: number;
  };
  /** Numbers of reactions. */
  metrics?: {
    /** Likes. */
    likes?: number;
    /** Replies. */
    replies?: number;
    /** Reposts. */
    reposts?: number;
    /** Posts that quote it. */
    quotes?: number;
    /** Views. */
    views?: number;
  };
  /** Whether its media are hidden until the reader asks for them. */
  sensitive?: boolean;
  /** Whether it was changed after it was posted. */
  edited?: boolean;
  /** Content warning: the text, media and card are folded away behind it. true is a warning without words of its own. */
  warning?: string | boolean;
  /** Pictures that stand for :shortcodes: in the text, the author's name, the warning and the poll. */
  emojis?: {
    /** The shortcode, without its colons. */
    shortcode: string;
    /** URL of the picture. */
    src: string;
  }[];
  /** Why it is no longer available on the network. */
  gone?: "deleted" | "suspended" | "protected" | "withheld" | "restricted" | "signed-in" | "detached" | "unknown";
  /** Text that explains why it is gone, in place of the built-in text. */
  notice?: string;
  /** Codes of the countries in which the network doesn't show it. */
  withheldIn?: string[];
}

/** An account that a post replies to. */
export interface ReplyTo {
  /** The account's handle. */
  handle: string;
  /** URL of the account or of the post replied to. */
  url?: string;
}
