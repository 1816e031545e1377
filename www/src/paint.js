// Drawing → nodes. Knows the tables that the WebAssembly hands over and nothing else: there is no way to make a script, a
// handler, a style or parsed HTML here.

/** @type {string[]} */
let elements;
/** @type {string[]} */
let attributes;
/** @type {string[]} */
let classes;
/** @type {string[][]} */
let fixed;
/** @type {Map<number, { element: Element, block: string | undefined }>} */
let blanks;
/** The operation that sets `data-block`, and where a closed panel's attribute and the class of a panel's content stand. */
let keyed = 0, closed = 0, inner = 0, section = 0;

/**
 * Takes the tables of all elements, attributes, classes and fixed attributes.
 * @param {string[]} tables
 */
export function prepare(tables) {
  [elements, attributes, classes] = tables.map((line) => line.split(","));
  const pairs = tables[3].split(",");
  fixed = pairs.map((pair) => pair.split("="));
  keyed = (attributes.indexOf("data-block") << 3) | 3;
  closed = pairs.indexOf("hidden=until-found");
  inner = classes.indexOf("aw-panel-inner");
  section = classes.indexOf("aw-section");
  blanks = new Map();
  shapes = new Map();
}

/**
 * Cloning a blank element with what all of its kind have is one call instead of several.
 * @param {number} kind from the lowest bits: element (8), class (8), up to two fixed attributes (6 each)
 * @param {string} [block] its kind of block, if it is one
 */
function blank(kind, block) {
  const element = document.createElement(elements[kind & 255]);
  const name = classes[(kind >>> 8) & 255];
  if (name) element.className = name;
  for (const one of [(kind >>> 16) & 63, (kind >>> 22) & 63]) if (one) element.setAttribute(fixed[one - 1][0], fixed[one - 1][1]);
  if (block !== undefined) element.setAttribute("data-block", block);
  const made = { element, block };
  blanks.set(block === undefined ? kind : kind | KEYED, made);
  return made;
}

const KEYED = 1 << 28;

/**
 * A block that looks like others: the same elements and attributes around other words. One copied as a whole, into which the
 * words are put, costs half of one that is put together.
 * @typedef {{ ops: Uint32Array, stamp: Element | null | undefined }} Shape
 */

/** @type {Map<number, Shape>} */
let shapes;
/** More kinds than these are not kept, nor larger ones. */
const MOST_SHAPES = 400;
const MOST_OPS = 256;
const masked = new Uint32Array(MOST_OPS);

/**
 * The shape of the block, or of what a section has around its content, whose first operation this is; if one like it was
 * seen before.
 * @param {Uint32Array} ops
 * @param {number} from
 */
function shapeOf(ops, from) {
  let hash = 0;
  let length = 0;
  for (let depth = 0, index = from; ; index++) {
    if (length === MOST_OPS) return undefined;
    let word = /** @type {number} */ (ops[index]);
    const code = word & 7;
    if (code === 1) depth++;
    else if (code === 2 || code === 4 || code === 6) word = code;
    else if (code === 3) word &= 2047;
    masked[length++] = word;
    if (code === 1 && word >>> 11 === inner && ops[from] >>> 11 === section) {
      hash ^= 1;
      break;
    }
    hash = (Math.imul(hash ^ word, 0x9e3779b1) << 7) ^ (hash >>> 11);
    if ((code === 0 || code === 4) && --depth === 0) break;
  }
  const shape = shapes.get(hash);
  if (!shape) {
    if (shapes.size < MOST_SHAPES) shapes.set(hash, { ops: masked.slice(0, length), stamp: undefined });
    return undefined;
  }
  for (let at = 0; at < length; at++) if (shape.ops[at] !== masked[at]) return undefined;
  return shape.ops.length === length && shape.stamp !== null ? shape : undefined;
}

/**
 * What copies of a block can be made from; null if it does something by itself.
 * @param {Element} block
 */
function stampOf(block) {
  if (block.querySelector("video, audio") || block.matches("video, audio")) return null;
  const stamp = /** @type {Element} */ (block.cloneNode(true));
  // A copy must not fetch what the first one showed.
  for (const image of stamp.querySelectorAll("[src], [srcset]")) for (const name of ["src", "srcset"]) image.removeAttribute(name);
  return stamp;
}

/** Where in a drawing a block, or a part of the article itself, stands, and how far its text had got. @typedef {Map<Element, { op: number, text: number, drawn: Drawn }>} Marks */

/** @typedef {import("./instance.js").Drawn} Drawn */

/** @typedef {import("./instance.js").Piece} Piece */

/** Part of a piece, and where its text and keys start. @typedef {{ piece: Piece, from: number, to: number, at: number, key: number }} Stretch */

/**
 * A place where nodes are added.
 * @typedef {object} Brush
 * @property {any} node what is open
 * @property {any[]} open what it stands in, from the outermost
 * @property {number} live how many of these stood in the page already: what comes into them is put there as a whole
 * @property {number} depth how deep it is in what is put off; 0: in nothing
 * @property {Element | undefined} closed the panel that was found closed last
 * @property {Job | undefined} job what is put off
 */

/** The content of a panel that was put off. @typedef {{ panel: Element, brush: Brush, stretches: Stretch[] }} Job */

/** @param {any} node @returns {Brush} */
const start = (node) => ({ node, open: [], live: 0, depth: 0, closed: undefined, job: undefined });

/**
 * What is open goes into the page as it is.
 * @param {Brush} brush
 */
function attach(brush) {
  const { open, live, node } = brush;
  if (open.length > live) open[live]?.appendChild(open[live + 1] ?? node);
  brush.live = open.length;
}

/** Makes nodes of a drawing, piece by piece. */
export class Painter {
  /** @type {Element | undefined} */
  root;
  /** @type {Marks} */
  marks = new Map();
  /** Which panels' content is put off until `catchUp()`. @type {"none" | "closed" | "all"} */
  patience;
  /** @type {Job[]} */
  #jobs = [];
  #brush = start(undefined);
  /** The article's own parts that aren't in the page yet. */
  #held = document.createDocumentFragment();
  /** Where that belongs which comes behind the article's end. @type {{ parent: Element, last: ChildNode | null } | undefined} */
  #late;

  #drawn;

  /**
   * @param {Drawn} drawn
   * @param {"none" | "closed" | "all"} patience
   */
  constructor(drawn, patience) {
    this.#drawn = drawn;
    this.patience = patience;
  }

  /** @param {Piece} piece */
  add(piece) {
    const main = this.#brush;
    this.#paint({ piece, from: 0, to: piece.ops.length, at: 0, key: 0 }, main);
    if (main.node?.nodeType === Node.DOCUMENT_FRAGMENT_NODE && this.#late) {
      const { parent, last } = this.#late;
      parent.insertBefore(main.node, last ? last.nextSibling : parent.firstChild);
    }
  }

  /** Puts what was painted since into the page: each time, the browser has to look at all of it. */
  show() {
    if (this.#held.firstChild) this.root?.appendChild(this.#held);
    attach(this.#brush);
  }

  /**
   * Paints a part of what was put off, once all pieces are there; says whether there is more.
   * @param {Element} [first] what comes before all else
   */
  catchUp(first) {
    const at = Math.max(this.#jobs.findIndex(({ panel }) => first?.contains(panel)), 0);
    const job = this.#jobs[at];
    const stretch = job?.stretches.shift();
    if (job && stretch) this.#paint(stretch, job.brush);
    if (job?.stretches.length === 0) this.#jobs.splice(at, 1);
    return this.#jobs.length > 0;
  }

  /**
   * Whether the content of a panel is put off; then it is noted what it is.
   * @param {Brush} brush
   * @param {Element} content
   * @param {Element} panel
   * @param {Stretch} stretch
   */
  #putOff(brush, content, panel, stretch) {
    if (this.patience === "none" || (this.patience === "closed" && brush.closed !== panel)) return false;
    brush.job = { panel: content, brush: start(content), stretches: [stretch] };
    this.#jobs.push(brush.job);
    return true;
  }

  /**
   * A copy of a stamp, with words of its own, and how far text and keys have got.
   * @param {Shape} shape
   * @param {Piece} piece
   * @param {number} from
   * @param {number} at
   * @param {number} key
   * @returns {[copy: Element, at: number, key: number]}
   */
  #print(shape, { ops, text, keys, op, at: before }, from, at, key) {
    /** @type {any} */
    let node = /** @type {Element} */ (shape.stamp).cloneNode(true);
    const copy = node;
    /** The child that was come to last. @type {any} */
    let last = null;
    const end = from + shape.ops.length;
    for (let index = from + 1; index < end; index++) {
      const word = /** @type {number} */ (ops[index]);
      const argument = word >>> 3;
      switch (word & 7) {
        case 1:
          node = last ? last.nextSibling : node.firstChild;
          last = null;
          break;
        case 2:
          last = last ? last.nextSibling : node.firstChild;
          last.data = text.substring(at, (at += argument));
          break;
        case 3:
          node.setAttribute(attributes[argument & 255], text.substring(at, (at += argument >>> 8)));
          break;
        case 5:
          break;
        case 6:
          node.setAttribute("data-key", keys.substring(key, (key += argument)));
          this.marks.set(node, { op: op + index, text: before + at, drawn: this.#drawn });
          break;
        case 7:
          last = last ? last.nextSibling : node.firstChild;
          break;
        default:
          if (argument) node.firstChild.data = text.substring(at, (at += argument));
          last = node;
          node = node.parentNode;
      }
    }
    return [copy, at, key];
  }

  /**
   * @param {Stretch} stretch
   * @param {Brush} brush
   */
  #paint(stretch, brush) {
    const { piece, from, to } = stretch;
    const { ops, text, keys } = piece;
    const { open } = brush;
    let { node, live, depth } = brush;
    let { at, key } = stretch;
    /** A block of a shape that was seen before, and its end. @type {{ shape: Shape, end: number } | undefined} */
    let ripe;
    if (depth > 0) brush.job?.stretches.push({ ...stretch });
    for (let index = from; index < to; index++) {
      const word = ops[index];
      const argument = word >>> 3;
      const code = word & 7;
      if (depth > 0) {
        if (code === 1) depth++;
        else if (code === 2 || code === 4) at += argument;
        else if (code === 3) at += argument >>> 8;
        else if (code === 6) key += argument;
        if ((code !== 0 && code !== 4) || --depth > 0) continue;
        /** @type {Stretch} */ (brush.job?.stretches.at(-1)).to = index;
      }
      switch (code) {
        case 1: {
          let kind = argument;
          let next = ops[index + 1];
          const shell = argument >>> 8 === section;
          if (shell || (next & 2047) === keyed) {
            const like = shapeOf(ops, index);
            if (like?.stamp) {
              /** @type {Element} */
              let copy;
              [copy, at, key] = this.#print(like, piece, index, at, key);
              index += like.ops.length - 1;
              if (open.length > live) node.appendChild(copy);
              else if (!shell) (node === this.root ? this.#held : node).appendChild(copy);
              if (shell) {
                const panel = /** @type {Element} */ (copy.lastElementChild);
                open.push(node, copy, panel);
                node = panel.lastElementChild;
                if (panel.hasAttribute("hidden")) brush.closed = panel;
                if (this.#putOff(brush, node, panel, { piece, from: index + 1, to, at, key })) depth = 1;
              }
              break;
            }
            if (like) ripe = { shape: like, end: index + like.ops.length };
          }
          for (let shift = 16; (next & 7) === 5 && shift < 28; shift += 6) {
            kind |= ((next >>> 3) + 1) << shift;
            next = ops[++index + 1];
          }
          /** @type {Element} */
          let element;
          if ((next & 2047) === keyed) {
            const value = text.substring(at, (at += next >>> 11));
            const made = blanks.get(kind | KEYED) ?? blank(kind, value);
            element = /** @type {Element} */ (made.element.cloneNode(false));
            if (made.block !== value) element.setAttribute("data-block", value);
            index++;
          } else {
            element = /** @type {Element} */ ((blanks.get(kind) ?? blank(kind)).element.cloneNode(false));
          }
          if (open.length > live) node.appendChild(element);
          else this.root ??= element;
          if (node === this.root) this.marks.set(element, { op: piece.op + index, text: piece.at + at, drawn: this.#drawn });
          if (argument >>> 8 === inner) {
            if (this.#putOff(brush, element, node, { piece, from: index + 1, to, at, key })) depth = 1;
            if (ripe?.end === index + 1) {
              ripe.shape.stamp = stampOf(open.at(-1));
              ripe = undefined;
            }
          }
          open.push(node);
          node = element;
          break;
        }
        case 2:
          node.appendChild(document.createTextNode(text.substring(at, (at += argument))));
          break;
        case 3:
          node.setAttribute(attributes[argument & 255], text.substring(at, (at += argument >>> 8)));
          break;
        case 5:
          if (argument === closed) brush.closed = node;
          node.setAttribute(fixed[argument][0], fixed[argument][1]);
          break;
        case 6:
          node.setAttribute("data-key", keys.substring(key, (key += argument)));
          this.marks.set(node, { op: piece.op + index, text: piece.at + at, drawn: this.#drawn });
          break;
        case 7:
          if (argument) this.#late = { parent: node, last: node.lastChild };
          else node.appendChild(document.createElement("br"));
          break;
        default: {
          if (code === 4) node.textContent = text.substring(at, (at += argument));
          const done = node;
          const level = open.length;
          node = open.pop();
          if (ripe && index + 1 >= ripe.end) {
            if (index + 1 === ripe.end) ripe.shape.stamp = stampOf(done);
            ripe = undefined;
          }
          if (level <= live) live = level - 1;
          else if (level === live + 1) (node === this.root ? this.#held : node)?.appendChild(done);
          // What comes behind the article's end.
          node ??= document.createDocumentFragment();
        }
      }
    }
    // What the first piece left open has been put into what it stands in.
    const first = brush === this.#brush && brush.live === 0;
    Object.assign(brush, { node, depth, live: first ? open.length : live });
    if (brush !== this.#brush) attach(brush);
  }
}
