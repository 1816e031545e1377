// The events of the element, for `addEventListener`.
import type { ConsentDetail, ErrorDetail, ProgressDetail, ReadyDetail, ToggleDetail, UpdateDetail } from "./types.js";

/** What the element says, on itself; all bubble, and cross the borders of shadow roots. */
export interface ArticleWidgetEventMap {
  /** All of it is painted. */
  "article-ready": CustomEvent<ReadyDetail>;
  /** It can't be shown, or not in its new state. */
  "article-error": CustomEvent<ErrorDetail>;
  /** It was updated. */
  "article-update": CustomEvent<UpdateDetail>;
  /** A section opened or closed. */
  "article-toggle": CustomEvent<ToggleDetail>;
  /** So much of it has been in the window; with the option `progress`. */
  "article-progress": CustomEvent<ProgressDetail>;
  /** The platform was let into the page, or not. */
  "article-consent": CustomEvent<ConsentDetail>;
}

declare global {
  interface HTMLElementEventMap extends ArticleWidgetEventMap {}
}
