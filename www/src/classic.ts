// One script file for a plain <script src>: everything inside, nothing looked up by the script's own address, so that
// nothing a page's markup says about `document.currentScript` matters.
import words from "article-widget:all-words";
import posts from "article-widget:posts-wasm";
import base64 from "article-widget:wasm";
import { decode } from "./base64.js";
import { grantConsent, revokeConsent } from "../../src/page/on_demand/consent.js";
import { defineElements } from "./elements.js";
import { ArticleWidgetElement } from "./element.js";
import { ArticleError } from "./errors.js";
import { load, loadSync, setDefaultSource } from "./instance.js";
import { setLanguages } from "./locale.js";
import { setPostConverter } from "./network-posts.js";
import { startConverter } from "./post-converter.js";
import { mount, renderToString } from "./mount.js";
import { postBlock } from "./post-block.js";
import { ArticlePostElement } from "./post-element.js";

setDefaultSource(() => decode(base64));
setLanguages(words);
setPostConverter({ inside: () => startConverter(decode(posts)) });

defineElements();

declare global {
  interface Window {
    /** The API of the classic script. */
    ArticleWidget: unknown;
  }
}

// Markup such as <a id="ArticleWidget"> must not stand in for the API, nor a later script of ours replace the first.
if (!Object.hasOwn(window, "ArticleWidget")) {
  Object.defineProperty(window, "ArticleWidget", {
    value: Object.freeze({ ArticleError, ArticlePostElement, ArticleWidgetElement, grantConsent, load, loadSync, mount, postBlock, renderToString, revokeConsent }),
    configurable: true,
    writable: true,
  });
}
