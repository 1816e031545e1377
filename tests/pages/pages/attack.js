// Articles with a payload in every place, and what must hold of the page that shows them. A detector that detects nothing
// would pass every test, so it is itself tested, in a page that is attacked with success.

/** Text that says what the rest is. Whoever replaces it meets another reader, and is tried one place at a time. */
const steers = {
  ours: (key, text) => (key === "type" && !text.includes("/")) || /^(kind|style|gone|verified)$/.test(key),
  theirs: (key) => /^(id|id_str|\w+_ids?|\w+_id_str|\w*key|\w*type\w*|\w+_name|edit_\w+|lang)$/.test(key) && key !== "screen_name",
};

const texts = function* (value, path = [], key = "", kept = "ours") {
  if (typeof value === "string") yield { path, steers: steers[kept](key, value) };
  else if (value && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) {
      const inside = /^(data|oembed)$/.test(name) && !Array.isArray(value) ? "theirs" : kept;
      yield* texts(inner, [...path, name], Array.isArray(value) ? key : name, inside);
    }
  }
};

const put = (value, path, text) => {
  const holder = path.slice(0, -1).reduce((inner, name) => inner[name], value);
  holder[path.at(-1)] = text;
};

/** Where text stands in a template: `plain` places, and those that `steer`. */
export function places(template) {
  const all = [...texts(template)];
  const of = (steers) => all.filter((place) => place.steers === steers).map(({ path }) => path);
  return { plain: of(false), steer: of(true) };
}

/** The template with a payload in these places, in those of the `marked` numbers between marks that tell which it is. */
export function filled(template, places, payload, marked = []) {
  const article = structuredClone(template);
  const numbers = new Set(marked);
  places.forEach((path, at) => put(article, path, numbers.has(at) ? `⟦${at}⟧${payload}⟦/${at}⟧` : payload));
  return article;
}

const ELEMENTS = new Set(
  ("a article audio bdi blockquote br button code details div em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr img li " +
    "mark nav ol p pre progress s section small source span strong sub summary sup table tbody td tfoot th thead time tr track u ul video").split(" "),
);
/** Elements and attributes of formulas, which alone have them. */
const FORMULA = new Set(
  ("math mi mn mo ms mtext merror mfrac mmultiscripts mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup " +
    "msup mtable mtd mtr munder munderover").split(" "),
);
const FORMULA_ATTRIBUTES = new Set(
  ("accent accentunder aria-label columnspan depth dir display displaystyle fence form height largeop linethickness lspace mathvariant maxsize minsize " +
    "movablelimits rowspan rspace scriptlevel separator stretchy symmetric width").split(" "),
);
const ADDRESSES = { href: "link", cite: "link", "data-url": "link", src: "media", "data-src": "media", poster: "media", "data-poster": "media", "data-player": "player" };
const ATTRIBUTES = new Set(
  ("alt aria-controls aria-expanded aria-hidden aria-label aria-labelledby aria-level aria-pressed class colspan controls crossorigin data-ask data-block data-chart data-key " +
    "data-long data-more data-name data-network data-post data-print data-provider data-shape data-slot data-theme datetime decoding dir height hidden id kind label lang loading loop max " +
    "muted playsinline preload referrerpolicy role rowspan scope sizes srclang srcset start tabindex title type value width").split(" "),
);
const SCHEMES = { link: ["http:", "https:", "mailto:", "tel:"], media: ["https:"], player: ["https:"] };
/** What has few values keeps to them. */
const VALUES = {
  class: /^aw[\w -]*$/,
  dir: /^(ltr|rtl|auto)$/,
  hidden: /^(until-found)?$/,
  id: /^article-/,
  "aria-controls": /^article-/,
  "aria-labelledby": /^article-/,
  "data-chart": /^(bar|line|share)$/,
  referrerpolicy: /^no-referrer$/,
  role: /^(group|img|status|note)$/,
  start: /^-?\d+$/,
};

function schemeIsKnown(address, kind) {
  let url;
  try {
    url = new URL(address, "https://page.example/");
  } catch {
    return true; // It leads nowhere.
  }
  if (url.username || url.password) return false;
  return SCHEMES[kind].includes(url.protocol) || (kind === "media" && /^(localhost|127\.|\[::1\])/.test(url.hostname));
}

/** A form's fields can stand before its own properties. */
const own = (node, name) => Reflect.get(Element.prototype, name, node);

/** What a tree has that the drawing doesn't know. */
export function flaws(root) {
  const found = [];
  for (const node of [root, ...Element.prototype.querySelectorAll.call(root, "*")]) {
    const name = own(node, "localName");
    const formula = own(node, "namespaceURI") === "http://www.w3.org/1998/Math/MathML";
    const known = formula ? FORMULA.has(name) : own(node, "namespaceURI") === "http://www.w3.org/1999/xhtml" && ELEMENTS.has(name);
    if (!known) found.push(`<${name}>`);
    if (own(node, "shadowRoot")) found.push(`a shadow root in <${name}>`);
    for (const { name: attribute, value } of own(node, "attributes")) {
      const kind = ADDRESSES[attribute];
      if (kind ? formula || !schemeIsKnown(value, kind) : !(formula ? FORMULA_ATTRIBUTES : ATTRIBUTES).has(attribute)) found.push(`<${name} ${attribute}=${JSON.stringify(value)}>`);
      if (VALUES[attribute] && !VALUES[attribute].test(value)) found.push(`<${name} ${attribute}=${JSON.stringify(value)}>`);
      if (attribute === "type" && name === "button" && value !== "button") found.push(`<button type=${value}>`);
      if (attribute === "srcset") {
        for (const part of value.split(", ")) if (!schemeIsKnown(part.split(" ")[0], "media")) found.push(`srcset=${part}`);
      }
    }
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_CDATA_SECTION | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
  while (walker.nextNode()) found.push(walker.currentNode.nodeName);
  return found;
}

/** Between which marks which text stands in the tree: in its text, or in an attribute that is read out. */
export function marked(root) {
  let text = "";
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const found = new Map();
  const look = (text) => {
    for (const [, at, inner] of text.matchAll(/⟦(\d+)⟧([^]*?)⟦\/\1⟧/g)) found.set(+at, [...(found.get(+at) ?? []), inner]);
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.localName === "br") text += "\n";
    else for (const name of ["alt", "title", "aria-label", "label"]) if (node.hasAttribute(name)) look(node.getAttribute(name));
  }
  look(text);
  return found;
}

/** What JSON text of ours becomes: line ends as HTML has them, and no letter that no tree can hold. */
export const expected = (text) => text.toWellFormed().replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd");

/** Watches what a payload could do to the page from outside the article's element. */
export function canary(host) {
  const hits = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch", "xss", "danger", "postMessage"]) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: false, value: (...said) => hits.push(`${name}(${said})`) });
  }
  const proto = () => [Object, Array, String, Function, Node, Element].map((of) => Reflect.ownKeys(of.prototype).length).join();
  const around = () => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelector(`#${host.id}`).replaceChildren();
    return copy.outerHTML;
  };
  const state = () =>
    [around(), Object.keys(globalThis).sort().join(), proto(), document.cookie, location.href, history.length, localStorage.length, sessionStorage.length, name];
  const before = state();
  return () => [...hits, ...state().flatMap((now, at) => (now === before[at] ? [] : [`changed: ${before[at]} to ${now}`]))];
}
