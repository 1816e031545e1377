/** Why an article can't be shown: `code` is a stable kebab-case name, `path` the place in the JSON. */
export class ArticleError extends Error {
  override name = "ArticleError";
  readonly code: string;
  readonly path: string;

  constructor(code: string, message: string, path = "$") {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/** What a value is, for a message that expected something else. */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value !== "object") return `a ${typeof value}`;
  return /\[object (\w+)\]/.exec(Object.prototype.toString.call(value))?.[1] ?? "an object";
}

/** What a thrown value says of itself; it may be anything, and may throw in its turn. */
export function reason(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return "unknown";
  }
}
