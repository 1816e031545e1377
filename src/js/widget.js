// The JavaScript face of an article in a page. Widgets live in the WebAssembly under numbers: no pointer is held here, so
// a handle that is used too late is harmless.

/** @type {(operation: string, handle: number, first?: unknown, second?: unknown) => { value?: any, error?: any }} */
let call;

/**
 * Takes the function that all calls go through.
 * @param {typeof call} entry
 */
export function connect(entry) {
  call = entry;
}

/** Why an article can't be shown: `code` is a stable kebab-case name, `path` the place in the JSON. */
export class ArticleError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {string} [path]
   */
  constructor(code, message, path = "$") {
    super(message);
    this.name = "ArticleError";
    this.code = code;
    this.path = path;
  }
}

/**
 * @param {string} operation
 * @param {number} handle
 * @param {unknown} [first]
 * @param {unknown} [second]
 */
function run(operation, handle, first, second) {
  const { value, error } = call(operation, handle, first, second);
  if (error) throw new ArticleError(error.code, error.message, error.path);
  return value;
}

/** An article in a page. */
export class Widget {
  #handle;
  #ready;

  /**
   * @param {number} handle
   * @param {Promise<void>} ready
   */
  constructor(handle, ready) {
    this.#handle = handle;
    this.#ready = ready;
  }

  /** Settles when all of the article is painted. */
  get ready() {
    return this.#ready;
  }

  /** The sections, and which of them are open now. */
  get outline() {
    return run("outline", this.#handle);
  }

  /** What in the JSON is not as the format wants it. */
  get diagnostics() {
    return run("diagnostics", this.#handle);
  }

  /**
   * Shows another state of the article; returns the keys of blocks that came, changed and went.
   * @param {unknown} article
   */
  update(article) {
    return run("update", this.#handle, jsonOf(article));
  }

  /** Opens all sections. */
  expandAll() {
    run("expandAll", this.#handle);
  }

  /** Closes all sections. */
  collapseAll() {
    run("collapseAll", this.#handle);
  }

  /**
   * Opens or closes a section, or toggles it. The id may come without the prefix.
   * @param {string} sectionId
   * @param {boolean} [open]
   */
  toggle(sectionId, open) {
    run("toggle", this.#handle, String(sectionId), open);
  }

  /** Takes the article away; what was in the host before comes back. */
  destroy() {
    run("destroy", this.#handle);
  }
}

/**
 * @param {number} handle
 * @param {Promise<void>} ready
 */
export const createWidget = (handle, ready) => new Widget(handle, ready);

/**
 * @param {string} code
 * @param {string} message
 * @param {string} path
 */
export const createError = (code, message, path) => new ArticleError(code, message, path);

/**
 * An article as text or bytes. An object becomes text here, so that its getters and cycles can't reach the WebAssembly.
 * @param {unknown} article
 */
export function jsonOf(article) {
  if (typeof article === "string") return article;
  try {
    // Bytes that were transferred have no length, and can't be copied.
    if (article instanceof Uint8Array) return article.length > 0 ? article : "";
    if (article instanceof ArrayBuffer) return new Uint8Array(article);
    return JSON.stringify(article) ?? "null";
  } catch (error) {
    throw new ArticleError("not-json", `The article can't be written as JSON (${reasonOf(error)}).`);
  }
}

/**
 * What a thrown value says of itself; it may be anything, and may throw in its turn.
 * @param {unknown} error
 */
export function reasonOf(error) {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return "unknown";
  }
}

const RENDERING = "headingLevel sections idPrefix baseUrl lang tweets media controls toc theme printOpen lightbox share interactive";
const PAGE = "consent exclusive isolate labels limits progress remember renderers rewriteUrl scriptUrl timeZone";
const rendering = RENDERING.split(" ");
const known = new Set([...rendering, ...PAGE.split(" ")]);

/**
 * An option that the page itself chose: a polluted prototype chooses nothing.
 * @param {any} options
 * @param {string} name
 */
const own = (options, name) => (options && Object.hasOwn(options, name) ? options[name] : undefined);

/**
 * The options as JSON text, as far as they can be written, and those of the page part.
 * @param {any} options
 * @param {Element} host
 */
export function chosen(options, host) {
  const choice = Object.create(null);
  for (const name of rendering) {
    const value = own(options, name);
    if (["string", "number", "boolean"].includes(typeof value)) choice[name] = value;
  }
  choice.lang ??= host.closest("[lang]")?.getAttribute("lang") ?? undefined;
  // Without a value, which no known option has: they are reported.
  for (const name of Object.keys(options ?? {})) if (!known.has(name)) choice[name] = null;
  const labels = own(options, "labels");
  if (labels && typeof labels === "object") choice.labels = labels;
  const limits = own(options, "limits");
  if (limits !== undefined) choice.limits = typeof limits === "object" && limits ? numbersOf(limits) : "";
  const renderers = own(options, "renderers");
  const kinds = renderers && typeof renderers === "object" ? Object.keys(renderers) : [];
  if (kinds.length > 0) choice.custom = kinds;
  const rewrite = own(options, "rewriteUrl");
  const timeZone = own(options, "timeZone");
  const consent = own(options, "consent");
  return {
    json: JSON.stringify(choice),
    flags: ["exclusive", "remember", "progress", "isolate"].filter((name) => own(options, name) === true),
    kinds,
    render: (/** @type {string} */ kind, /** @type {string} */ json, /** @type {Element} */ element) => {
      try {
        return { cleanup: renderers[kind](JSON.parse(json), element) };
      } catch (error) {
        return { error: reasonOf(error) };
      }
    },
    rewrite:
      typeof rewrite === "function"
        ? (/** @type {string} */ url, /** @type {string} */ kind) => {
            try {
              const answer = rewrite(url, { kind });
              return typeof answer === "string" || answer === null ? answer : url;
            } catch {
              return url;
            }
          }
        : undefined,
    consent: consent
      ? async (/** @type {string} */ provider, /** @type {string | undefined} */ block) =>
          (await consent(provider, { block: block ?? null })) === true
      : undefined,
    scriptUrl: own(options, "scriptUrl"),
    localTime: timeZone === undefined ? undefined : localTime(timeZone),
    badTimeZone: timeZone !== undefined && !localTime(timeZone),
  };
}

/**
 * Its own numbers. Anything else arrives as text, because JSON can't express it, and is reported.
 * @param {object} limits
 */
function numbersOf(limits) {
  const numbers = Object.create(null);
  for (const [name, value] of Object.entries(limits)) if (value !== undefined) numbers[name] = Number.isFinite(value) ? value : "";
  return numbers;
}

/**
 * A function that gives the local time of a timestamp; none if there is no such zone.
 * @param {unknown} timeZone
 */
function localTime(timeZone) {
  if (typeof timeZone !== "string") return undefined;
  const two = /** @type {const} */ ("2-digit");
  const fields = { year: /** @type {const} */ ("numeric"), month: two, day: two, hour: two, minute: two };
  /** @type {Intl.DateTimeFormat} */
  let format;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...fields });
  } catch {
    return undefined;
  }
  return (/** @type {string} */ moment) => {
    const instant = Date.parse(moment);
    // Without an offset, nobody knows when it was.
    if (!/[tT ]\d.*([zZ]|[+-]\d\d:?\d\d)$/.test(moment) || Number.isNaN(instant)) return moment;
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return `${String(parts.year).padStart(4, "0")}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
  };
}
