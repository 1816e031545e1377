// What the reader lets onto the page, by provider: for as long as it is open, or until they take it back.

/**
 * Asked before content of another site is shown; anything but `true` is a no.
 * @typedef {((provider: string, about: { block: string | null }) => boolean | Promise<boolean>) | undefined} Consent
 */

/** The provider of posts that name none. */
export const X = "x";

/** The pictures and videos of a provider's posts, which a reader can allow alone; no provider has such a name. @param {string} provider */
const mediaOf = (provider) => `${provider} media`;

/**
 * Who is asked for the media of a post.
 * @param {Element} card
 */
export const providerOf = (card) => card.getAttribute("data-provider") ?? X;

const KEY = "article-widget:consent";

/** For as long as the page is open. @type {Set<string>} */
const granted = new Set();

/** Called when a provider is allowed or revoked; none is all. @type {Set<(provider: string | undefined, allowed: boolean) => void>} */
const watchers = new Set();

/** For good. @returns {string[]} */
function remembered() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
  } catch {
    // Storage may be forbidden, or hold anything.
    return [];
  }
}

/** @param {string[]} providers */
function remember(providers) {
  try {
    if (providers.length > 0) localStorage.setItem(KEY, JSON.stringify(providers));
    else localStorage.removeItem(KEY);
  } catch {
    // Then it counts for as long as the page is open.
  }
}

/**
 * Whether the reader said that all of a provider's content may be shown.
 * @param {string} provider
 */
export const allows = (provider) => granted.has(provider) || remembered().includes(provider);

/**
 * Whether pictures and videos of a provider's posts are shown without asking.
 * @param {string} provider
 */
export const allowsMedia = (provider) => granted.has(mediaOf(provider)) || allows(provider);

/**
 * Allows them for as long as the page is open.
 * @param {string} provider
 */
export const grantMedia = (provider) => grantConsent(mediaOf(provider));

/**
 * Lets all content of a provider onto the page, as long as it is open: for pages that ask their readers themselves.
 * @param {string} provider as in `article-consent`, such as "youtube"
 */
export function grantConsent(provider) {
  granted.add(provider);
  for (const tell of watchers) tell(provider, true);
}

/**
 * Lets it in now and whenever the reader comes back.
 * @param {string} provider
 */
export function always(provider) {
  remember([...remembered().filter((other) => other !== provider), provider]);
  grantConsent(provider);
}

/**
 * Takes back what a reader allowed, here and for later visits: what is shown of the provider's content goes.
 * @param {string} [provider] all, if none is named
 */
export function revokeConsent(provider) {
  if (provider === undefined) granted.clear();
  else granted.delete(provider);
  if (provider !== undefined) granted.delete(mediaOf(provider));
  remember(provider === undefined ? [] : remembered().filter((other) => other !== provider));
  for (const tell of watchers) tell(provider, false);
}

/**
 * @param {(provider: string | undefined, allowed: boolean) => void} tell
 * @param {AbortSignal} [signal] ends it
 * @returns {() => void} ends it, too
 */
export function watch(tell, signal) {
  const end = () => void watchers.delete(tell);
  watchers.add(tell);
  signal?.addEventListener("abort", end);
  return end;
}

/**
 * The key of the block that something is in.
 * @param {Element} root
 * @param {Element} part
 */
export function blockOf(root, part) {
  const block = part.closest("[data-key]");
  return block && root.contains(block) ? block.getAttribute("data-key") : null;
}

/**
 * @param {Element} host
 * @param {string} provider
 * @param {string | null} block
 * @param {boolean} granted
 */
export function tell(host, provider, block, granted) {
  host.dispatchEvent(new CustomEvent("article-consent", { bubbles: true, composed: true, detail: { provider, block, granted } }));
}

/**
 * Whether something may come: the page's own function has the last word, if there is one.
 * @param {Element} host
 * @param {string} provider
 * @param {string | null} block
 * @param {{ consent: Consent, pressed: boolean }} asked whether the reader has just asked for it
 * @param {AbortSignal} signal
 */
export async function decide(host, provider, block, { consent, pressed }, signal) {
  let allowed = !consent;
  try {
    allowed ||= (await consent?.(provider, { block })) === true;
  } catch {
    // Who can't say yes says no.
  }
  if (signal.aborted) return false;
  if (consent || pressed) tell(host, provider, block, allowed);
  return allowed && !signal.aborted;
}
