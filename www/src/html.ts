// Drawing → HTML text, where the WebAssembly has no printer: in pages, and in workers. Same output as src/html.rs.
import type { Piece } from "./instance.js";

/** Elements that HTML never closes. */
const VOID = new Set(["hr", "img", "source", "track"]);
const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string, signs: RegExp): string => text.replace(signs, (sign) => escapes[sign] as string);

/** A whole drawing as HTML; `names` are those of all elements, attributes, classes and fixed attributes. */
export function toHtml({ ops, text, keys }: Piece, names: string[]): string {
  const [elements, attributes, classes, fixed] = names.map((line) => line.split(",")) as [string[], string[], string[], string[]];
  const open: string[] = [];
  let html = "";
  let at = 0;
  let key = 0;
  let inTag = false;
  const endTag = (): void => {
    if (inTag) html += ">";
    inTag = false;
  };
  const close = (): void => {
    endTag();
    const element = open.pop() as string;
    if (!VOID.has(element)) html += `</${element}>`;
  };
  const attribute = (name: string | undefined, value: string): void => {
    html += ` ${name}="${escaped(value, /[&<>"]/g)}"`;
  };
  for (const word of ops) {
    const argument = word >>> 3;
    switch (word & 7) {
      case 0:
        close();
        break;
      case 1: {
        endTag();
        const element = elements[argument & 255] as string;
        html += `<${element}`;
        open.push(element);
        inTag = true;
        const name = classes[argument >>> 8];
        if (name) attribute("class", name);
        break;
      }
      case 2:
      case 4: {
        const run = text.slice(at, (at += argument));
        // A parser drops the first line end behind <pre>.
        const first = inTag && open.at(-1) === "pre" && run.startsWith("\n");
        endTag();
        html += (first ? "\n" : "") + escaped(run, /[&<>]/g);
        if ((word & 7) === 4) close();
        break;
      }
      case 3:
        attribute(attributes[argument & 255], text.slice(at, (at += argument >>> 8)));
        break;
      case 5: {
        const [name, value = ""] = (fixed[argument & 255] as string).split("=");
        attribute(name, value);
        break;
      }
      case 6:
        attribute("data-key", keys.slice(key, (key += argument)));
        break;
      default:
        endTag();
        html += "<br>";
    }
  }
  return html;
}
