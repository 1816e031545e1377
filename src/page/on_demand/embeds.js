// Content of other sites: a frame in place of its facade once the reader agrees, with no more rights than a player needs.
import { bypass } from "./bypass.js";
import { allows, always, blockOf, decide, revokeConsent, watch } from "./consent.js";
import { nearby } from "./nearby.js";
import { partAround, partsOf } from "./parts.js";

/**
 * What the page says, in the article's language; `#` is the provider.
 * @typedef {import("./bypass.js").Labels & { embedAsk: string, embedFailed: string }} Labels
 */

/** @typedef {{ parts: Element[], frame: HTMLIFrameElement, url: URL, high: boolean, timer: ReturnType<typeof setTimeout> }} Live */

/** How tall a frame may make itself, in CSS pixels. */
const LOWEST = 50;
const HIGHEST = 5000;

/** How long a player may take, in milliseconds. */
const PATIENCE = 10_000;

/** Its own origin, scripts, and links that open elsewhere; not this page, its place in the tab, forms or downloads. */
const RIGHTS = ["allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox"];

/**
 * The height that a frame reports, in its provider's way.
 * @param {any} data
 */
function heightIn(data) {
  let said = data;
  try {
    if (typeof data === "string") said = JSON.parse(data);
  } catch {
    return NaN;
  }
  const charts = said?.["datawrapper-height"];
  return Number(charts ? Object.values(charts)[0] : (said?.details?.height ?? said?.height ?? said?.data));
}

/**
 * A part of what is made for a frame.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} part
 * @param {string} [text]
 */
function made(name, part, text = "") {
  const element = document.createElement(name);
  element.className = `aw-embed-${part}`;
  element.textContent = text;
  return element;
}

/**
 * Attaches to an article the buttons that show embeds.
 * @param {Element} host
 * @param {Element} root
 * @param {{ labels: Labels, consent: import("./consent.js").Consent }} choice
 * @param {AbortSignal} signal ends it
 */
export function attach(host, root, choice, signal) {
  /** @type {Map<HTMLElement, Live>} */
  const shown = new Map();
  /** Players that the reader asked for: a block that is drawn anew shows them again. @type {Set<string>} */
  const wanted = new Set();
  /** @type {WeakSet<Element>} */
  const asked = new WeakSet();
  let listening = false;
  /** @param {Element} block */
  const playerOf = (block) => /** @type {string} */ (block.getAttribute("data-player"));
  /** @param {Element} block */
  const providerOf = (block) => /** @type {string} */ (block.getAttribute("data-provider"));
  /** @param {Element} block */
  const statusOf = (block) => /** @type {Element} */ (block.querySelector(".aw-embed-status"));

  /**
   * @param {HTMLElement} block
   * @param {boolean} focused
   */
  function open(block, focused) {
    const provider = providerOf(block);
    const name = block.getAttribute("data-name") ?? "";
    const { labels } = choice;
    const url = new URL(playerOf(block));
    // What a server printed is in other hands on its way here.
    if (url.protocol !== "https:") return;
    if (navigator.onLine === false) return fail(block);
    const [width = "", height = ""] = (block.getAttribute("data-shape") ?? "").split("x");
    const high = width === "";

    const view = made("iframe", "frame");
    view.title = block.querySelector(".aw-link-title")?.textContent || name;
    // In a frame from this very page, both would be the same as none.
    view.sandbox.value = [...RIGHTS, ...(url.origin === location.origin ? [] : ["allow-same-origin"])].join(" ");
    view.allow = high ? "fullscreen; encrypted-media" : "fullscreen; encrypted-media; picture-in-picture";
    // Players want to know on which site they are, and need not know on which page.
    view.referrerPolicy = "strict-origin";
    if (high) view.style.blockSize = `${height}px`;
    else view.style.aspectRatio = `${width} / ${height}`;
    if (!high && Number(height) > Number(width)) view.classList.add("aw-embed-tall");
    view.src = url.href;
    // Browsers report no errors of frames, and fire `load` for their own error pages, too.
    const timer = setTimeout(() => fail(block), PATIENCE);
    view.onload = () => {
      clearTimeout(timer);
      if (provider === "mastodon") view.contentWindow?.postMessage({ type: "setHeight", id: 1 }, url.origin);
    };

    const { skip, end } = bypass(name, labels);
    const box = made("div", "live");
    box.append(skip, view, end);
    /** @type {Element[]} */
    const parts = [box];
    if (allows(provider)) {
      const ask = made("button", "revoke", labels.embedAsk.replaceAll("#", name));
      ask.type = "button";
      ask.onclick = () => {
        revokeConsent(provider);
        /** @type {HTMLElement | null} */ (block.querySelector("[data-ask=embed]"))?.focus();
      };
      parts.push(ask);
      block.append(ask);
    }
    statusOf(block).textContent = "";
    if (!listening) listen();
    listening = true;
    block.classList.add("aw-embed-shown");
    block.prepend(box);
    shown.set(block, { parts, frame: view, url, high, timer });
    if (focused) view.focus({ preventScroll: true });
  }

  /** Messages of frames, and their end: from the first frame on. */
  function listen() {
    addEventListener(
      "message",
      ({ source, origin, data }) => {
        for (const { frame, url, high } of shown.values()) {
          if (!source || frame.contentWindow !== source || url.origin !== origin || !high) continue;
          const height = heightIn(data);
          if (height > 0) frame.style.blockSize = `${Math.min(Math.max(height, LOWEST), HIGHEST)}px`;
        }
      },
      { signal },
    );

    // A page whose policy lets no such frame in has an error in its place.
    document.addEventListener(
      "securitypolicyviolation",
      ({ blockedURI, effectiveDirective }) => {
        if (!/frame|child|default/.test(effectiveDirective)) return;
        for (const [block, { url }] of shown) {
          if (blockedURI === url.href || blockedURI === url.origin) fail(block);
        }
      },
      { signal },
    );
  }

  /**
   * Back to the facade, whose button tries again, and whose link leads to the provider.
   * @param {HTMLElement} block
   */
  function fail(block) {
    const focused = block.contains(/** @type {Document} */ (block.getRootNode()).activeElement);
    close(block);
    wanted.delete(playerOf(block));
    statusOf(block).textContent = choice.labels.embedFailed;
    if (focused) /** @type {HTMLElement | null} */ (block.querySelector("[data-ask]"))?.focus();
  }

  /** @param {HTMLElement} block */
  function close(block) {
    const live = shown.get(block);
    for (const part of live?.parts ?? []) part.remove();
    clearTimeout(live?.timer);
    shown.delete(block);
    block.classList.remove("aw-embed-shown");
  }

  /**
   * @param {HTMLElement} block
   * @param {boolean} pressed
   * @param {boolean} [forGood]
   */
  async function ask(block, pressed, forGood) {
    const provider = providerOf(block);
    const { consent } = choice;
    const focused = pressed && block.contains(/** @type {Document} */ (block.getRootNode()).activeElement);
    if (!(await decide(host, provider, blockOf(root, block), { consent, pressed }, signal))) return;
    if (pressed) wanted.add(playerOf(block));
    if (forGood) always(provider);
    if (block.isConnected && !shown.has(block)) open(block, focused);
  }

  const observe = nearby((block) => {
    if (!lets(block)) asked.delete(block);
    else if (!shown.has(block)) ask(block, false);
  }, signal);

  /** @param {Element} block */
  const lets = (block) => wanted.has(playerOf(block)) || allows(providerOf(block));

  /** To be called when blocks came or changed. */
  const refresh = () => {
    for (const block of [...shown.keys()]) if (!root.contains(block)) close(block);
    for (const block of partsOf(root, "[data-player]")) {
      if (shown.has(block) || asked.has(block) || !lets(block)) continue;
      asked.add(block);
      observe(block);
    }
  };

  /** @param {unknown} target */
  const press = (target) => {
    const button = partAround(root, target, "[data-ask=embed], [data-ask=always]");
    const block = partAround(root, button, "[data-player]");
    if (button && block) ask(block, true, button.matches("[data-ask=always]"));
  };

  root.addEventListener("click", ({ target }) => press(target), { signal });
  signal.addEventListener("abort", () => shown.forEach(({ timer }) => clearTimeout(timer)));

  watch((provider, allowed) => {
    if (allowed) return refresh();
    for (const block of [...shown.keys()]) {
      if (provider !== undefined && providerOf(block) !== provider) continue;
      wanted.delete(playerOf(block));
      asked.delete(block);
      close(block);
    }
  }, signal);
  return { press, refresh };
}
