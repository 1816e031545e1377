// The element's attributes, as markup and frameworks write them.
import type { Options } from "./types.js";

/** A flag that says yes by being there, unless it says "false". */
type Flag = boolean | "" | "true" | "false";

/** The attributes of `<article-widget>`. */
export interface ElementAttributes {
  /** Address of the article's JSON. */
  src?: string;
  /** Seconds after which `src` is asked again, as long as somebody is looking. */
  refresh?: number | string;
  /** With "lazy", nothing is fetched before the reader comes near. Default "eager". */
  loading?: "eager" | "lazy";
  /** Lists what is wrong in the JSON below the article; for development. */
  debug?: Flag;
  /** The headline's level, 1 to 6. Default 2. */
  "heading-level"?: number | string;
  /** How sections stand at first. Default "open". */
  sections?: "open" | "closed" | "first" | "narrow" | "none";
  /** A section that opens closes those beside it. */
  exclusive?: Flag;
  /** The button for all sections. Default: from three sections on. */
  controls?: Flag;
  /** A table of contents. */
  toc?: Flag;
  /** What the reader opened and closed is kept for this tab. */
  remember?: Flag;
  /** Whether closed sections are open in print. Default true. */
  "print-open"?: Flag;
  /** Whether pictures can be seen in full size. Default true. */
  lightbox?: Flag;
  /** Buttons that share the article: the system's menu, link, e-mail, print. */
  share?: Flag;
  /** A bar that shows how much has been read. */
  progress?: Flag;
  /** Default "auto": as the page has it there. "system": as the reader's system has it. */
  theme?: "auto" | "system" | "light" | "dark";
  /** The article is in a shadow root. */
  isolate?: Flag;
  /** Whether posts can be had as the platform's script draws them. Default "static". */
  tweets?: "static" | "click" | "live";
  /** When pictures and videos in posts come from the platform. Default "click". */
  media?: "click" | "load";
  /** Address of the platform's script. */
  "script-url"?: string;
  /** The time zone of all times, such as "Europe/Rome". */
  "time-zone"?: string;
  /** What every id on the page starts with. Default "article-". */
  "id-prefix"?: string;
  /** What relative addresses in the article start from. */
  "base-url"?: string;
}

/** The options that are attributes, too. */
export const ATTRIBUTES = [
  "headingLevel", "sections", "exclusive", "controls", "toc", "remember", "printOpen", "lightbox", "share", "progress", "theme",
  "isolate", "tweets", "media", "scriptUrl", "timeZone", "idPrefix", "baseUrl",
] as const satisfies (keyof Options)[];

/** An option's name as an attribute. */
export const attributeOf = (option: string): string => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The attributes that say the same as options, as far as attributes can. */
export function attributesOf(options: Options): [name: string, value: string][] {
  return ATTRIBUTES.filter((option) => options[option] !== undefined).map((option) => [attributeOf(option), String(options[option])]);
}
