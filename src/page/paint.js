// Runs display lists, which build nodes, and patches, which change them. Knows the tables that the WebAssembly hands over and
// nothing else: there is no way to make a script, a handler, a style or parsed HTML here.
//
// Operations may be a view on the memory of the WebAssembly, which is valid during the call alone.

// Operations of a display list: `op` in `src/render/ops.rs`, where each is described.
const CLOSE = 0;
const OPEN = 1;
const TEXT = 2;
const ATTR = 3;
const TEXT_CLOSE = 4;
const FIXED = 5;
const KEY = 6;
const BREAK = 7;
const BITS = 3;

// Operations of a patch: `op` in `src/diff.rs`.
const UNSET = 0;
const UNSET_FIXED = 1;
const SET = 2;
const SHELL = 3;
const CHILDREN = 4;
const KEEP = 5;
const MOVE = 6;
const INSERT = 7;
const REPLACE = 8;
const ENTER = 9;
const LEAVE = 10;
const REMOVE = 11;
const PATCH_BITS = 4;

const MASK = (1 << BITS) - 1;
const PATCH_MASK = (1 << PATCH_BITS) - 1;

/** @type {string[]} */
let elements;
/** @type {string[]} */
let attributes;
/** @type {string[]} */
let classes;
/** Fixed attributes as `name=value`, and their parts. @type {string[]} */
let pairs;
/** @type {string[][]} */
let fixed;
/**
 * What is known of the kinds of elements, or of blocks, that are alike: their classes and fixed attributes, and the painter that
 * noted them last.
 * @typedef {{ names: string[], painter: number }} Known
 */
/** @type {Map<number, Known & { element: Element, block: string | undefined }>} */
let blanks;
/** How many painters there were: kept in place of a painter, which would keep an article's nodes. */
let painters = 0;
/** The operation that sets `data-block`, and where a closed panel's attribute, the class of a panel's content and MathML stand. */
let keyed = 0, closed = 0, inner = 0, section = 0, math = 0;

/**
 * Takes the tables of all elements, attributes, classes and fixed attributes.
 * @param {string[]} tables
 */
export function prepare(tables) {
  [elements, attributes, classes] = tables.map((line) => line.split(","));
  pairs = tables[3].split(",");
  fixed = pairs.map((pair) => pair.split("="));
  keyed = (attributes.indexOf("data-block") << BITS) | ATTR;
  closed = pairs.indexOf("hidden=until-found");
  inner = classes.indexOf("aw-panel-inner");
  section = classes.indexOf("aw-section");
  math = elements.indexOf("math");
  blanks = new Map();
  shapes = new Map();
}

/**
 * Cloning a blank element with what all of its kind have is one call instead of several.
 * @param {number} kind from the lowest bits: element (8), class (8), up to two fixed attributes (6 each)
 * @param {string} [block] its kind of block, if it is one
 */
function blank(kind, block) {
  const index = kind & 255;
  const element = document.createElementNS(`http://www.w3.org/${index < math ? "1999/xhtml" : "1998/Math/MathML"}`, elements[index]);
  const name = classes[(kind >>> 8) & 255];
  if (name) element.className = name;
  const names = (name ?? "").split(" ");
  for (const one of [(kind >>> 16) & 63, (kind >>> 22) & 63]) {
    if (!one) continue;
    element.setAttribute(fixed[one - 1][0], fixed[one - 1][1]);
    names.push(pairs[one - 1]);
  }
  if (block !== undefined) element.setAttribute("data-block", block);
  const made = { element, block, names, painter: 0 };
  blanks.set(block === undefined ? kind : kind | KEYED, made);
  return made;
}

const KEYED = 1 << 28;

/**
 * A block that looks like others: the same elements and attributes around other words. One copied as a whole, into which the
 * words are put, costs half of one that is put together. `values` are those of the stamp's attributes, in their order; a third of
 * all attributes are the same in the next block.
 * @typedef {Known & { ops: Uint32Array, stamp: Element | null | undefined, values: (string | undefined)[] }} Shape
 */

/** @type {Map<number, Shape>} */
let shapes;
/** More kinds than these are not kept, nor larger ones. */
const MOST_SHAPES = 400;
const MOST_OPS = 256;
const masked = new Uint32Array(MOST_OPS);
/** Longer values of attributes are not compared. */
const MOST_UNITS = 64;

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
    const code = word & MASK;
    if (code === OPEN) depth++;
    else if (code === TEXT || code === TEXT_CLOSE || code === KEY) word = code;
    else if (code === ATTR) word &= 2047;
    masked[length++] = word;
    if (code === OPEN && word >>> 11 === inner && ops[from] >>> 11 === section) {
      hash ^= 1;
      break;
    }
    hash = (Math.imul(hash ^ word, 0x9e3779b1) << 7) ^ (hash >>> 11);
    if ((code === CLOSE || code === TEXT_CLOSE) && --depth === 0) break;
  }
  const shape = shapes.get(hash);
  if (!shape) {
    if (shapes.size < MOST_SHAPES) shapes.set(hash, { ops: masked.slice(0, length), stamp: undefined, values: [], names: [], painter: 0 });
    return undefined;
  }
  for (let at = 0; at < length; at++) if (shape.ops[at] !== masked[at]) return undefined;
  return shape.ops.length === length && shape.stamp !== null ? shape : undefined;
}

/**
 * Makes of a block what copies are made from; of one that does something by itself, none are.
 * @param {Shape} shape
 * @param {Element} block
 */
function setStamp(shape, block) {
  shape.stamp = null;
  if (block.querySelector("video, audio") || block.matches("video, audio")) return;
  /** @type {any} */
  let node = block.cloneNode(true);
  const stamp = /** @type {Element} */ (node);
  // A copy must not fetch what the first one showed.
  for (const image of stamp.querySelectorAll("[src], [srcset]")) for (const name of ["src", "srcset"]) image.removeAttribute(name);
  /** @type {any} */
  let last = null;
  /** @type {any[]} */
  const parents = [];
  shape.ops.forEach((word, index) => {
    const code = word & MASK;
    const following = () => (last ? last.nextSibling : node.firstChild);
    if (code === OPEN) shape.names.push(...(classes[word >>> 11] ?? "").split(" "));
    else if (code === FIXED) shape.names.push(pairs[word >>> BITS]);
    if (code === ATTR) {
      const value = node.getAttribute(attributes[(word >>> BITS) & 255]);
      shape.values.push(value === null || value.length > MOST_UNITS ? undefined : value);
    } else if (code === TEXT || code === BREAK) last = following();
    else if (code === OPEN && index > 0) {
      parents.push(node);
      node = following();
      last = null;
    } else if (code === CLOSE || code === TEXT_CLOSE) {
      // To add a text costs less than to copy one and change it.
      if (code === TEXT_CLOSE) node.textContent = "";
      last = node;
      node = parents.pop();
    }
  });
  shape.stamp = stamp;
}

/**
 * Where in a display list a block, or a part of the article itself, comes from, and how far its text had got.
 * @template Drawn
 * @typedef {Map<Element, { op: number, text: number, key: string | undefined, drawn: Drawn }>} Marks
 */

/** A chunk of a display list, and how many operations and how much text came before it. @typedef {{ ops: Uint32Array, text: string, keys: string, op: number, at: number }} Piece */

/** Part of a piece, and where its text and keys start. @typedef {{ piece: Piece, from: number, to: number, at: number, key: number }} Stretch */

/**
 * A place where nodes are added.
 * @typedef {object} Brush
 * @property {any} node what is open
 * @property {any[]} open its ancestors, from the outermost
 * @property {number} live how many of these are in the page already: what comes into them is put there as a whole
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

/**
 * Makes nodes of a display list, chunk by chunk.
 * @template [Drawn=undefined]
 */
export class Painter {
  /** @type {Element | undefined} */
  root;
  /** Kept only for a painter that knows what it paints. @type {Marks<Drawn>} */
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

  /** The classes and fixed attributes that were painted: what an article doesn't have needn't be looked for. @type {Set<string>} */
  names = new Set();
  #number = ++painters;

  /** How many operations and how much text there were so far. */
  #op = 0;
  #at = 0;
  #drawn;

  /**
   * @param {"none" | "closed" | "all"} patience
   * @param {Drawn} [drawn] what the marks are to refer to
   */
  constructor(patience, drawn) {
    this.patience = patience;
    this.#drawn = drawn;
  }

  /**
   * Builds nodes beside each other, for a patch.
   * @param {Stretch} stretch
   */
  static build(stretch) {
    const brush = start(document.createDocumentFragment());
    new Painter("none").#paint(stretch, brush);
    return /** @type {DocumentFragment} */ (brush.node);
  }

  /**
   * Paints the next chunk.
   * @param {Uint32Array} ops
   * @param {string} text
   * @param {string} keys
   */
  add(ops, text, keys) {
    const main = this.#brush;
    const piece = { ops, text, keys, op: this.#op, at: this.#at };
    this.#op += ops.length;
    this.#at += text.length;
    this.#paint({ piece, from: 0, to: ops.length, at: 0, key: 0 }, main);
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

  /** Whether something was put off. */
  get waiting() {
    return this.#jobs.length > 0;
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
    return this.waiting;
  }

  /** @param {Known} known */
  #note(known) {
    known.painter = this.#number;
    for (const name of known.names) this.names.add(name);
  }

  /**
   * @param {Element} node
   * @param {number} op
   * @param {number} text
   * @param {string} [key]
   */
  #mark(node, op, text, key) {
    if (this.#drawn !== undefined) this.marks.set(node, { op, text, key, drawn: this.#drawn });
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
    brush.job = { panel: content, brush: start(content), stretches: [] };
    this.#delay(brush, stretch);
    this.#jobs.push(brush.job);
    return true;
  }

  /**
   * Puts a stretch off, whose end is set once it is known.
   * @param {Brush} brush
   * @param {Stretch} stretch
   */
  #delay({ job }, stretch) {
    job?.stretches.push({ ...stretch });
  }

  /**
   * Ends a stretch that was put off: its operations are copied, because the memory they are in is lent for this call.
   * @param {Brush} brush
   * @param {number} to
   */
  #endDelay({ job }, to) {
    const stretch = job?.stretches.at(-1);
    if (!stretch) return;
    const { piece, from } = stretch;
    stretch.piece = { ...piece, ops: piece.ops.slice(from, to), op: piece.op + from };
    stretch.from = 0;
    stretch.to = to - from;
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
    if (shape.painter !== this.#number) this.#note(shape);
    const { values } = shape;
    let nth = 0;
    /** @type {any[]} */
    const parents = [];
    const end = from + shape.ops.length;
    for (let index = from + 1; index < end; index++) {
      const word = /** @type {number} */ (ops[index]);
      const argument = word >>> BITS;
      switch (word & MASK) {
        case OPEN:
          parents.push(node);
          node = last ? last.nextSibling : node.firstChild;
          last = null;
          break;
        case TEXT:
          last = last ? last.nextSibling : node.firstChild;
          last.data = text.substring(at, (at += argument));
          break;
        case ATTR: {
          const value = values[nth++];
          const units = argument >>> 8;
          if (value?.length !== units || !text.startsWith(value, at)) node.setAttribute(attributes[argument & 255], text.substring(at, at + units));
          at += units;
          break;
        }
        case FIXED:
          break;
        case KEY: {
          const own = keys.substring(key, (key += argument));
          node.setAttribute("data-key", own);
          this.#mark(node, op + index, before + at, own);
          break;
        }
        case BREAK:
          last = last ? last.nextSibling : node.firstChild;
          break;
        default:
          if (argument) node.textContent = text.substring(at, (at += argument));
          last = node;
          node = parents.pop();
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
    if (depth > 0) this.#delay(brush, stretch);
    for (let index = from; index < to; index++) {
      const word = ops[index];
      const argument = word >>> BITS;
      const code = word & MASK;
      if (depth > 0) {
        if (code === OPEN) depth++;
        else if (code === TEXT || code === TEXT_CLOSE) at += argument;
        else if (code === ATTR) at += argument >>> 8;
        else if (code === KEY) key += argument;
        if ((code !== CLOSE && code !== TEXT_CLOSE) || --depth > 0) continue;
        this.#endDelay(brush, index);
      }
      switch (code) {
        case OPEN: {
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
          for (let shift = 16; (next & MASK) === FIXED && shift < 28; shift += 6) {
            kind |= ((next >>> BITS) + 1) << shift;
            next = ops[++index + 1];
          }
          /** @type {Element} */
          let element;
          let made;
          if ((next & 2047) === keyed) {
            const value = text.substring(at, (at += next >>> 11));
            made = blanks.get(kind | KEYED) ?? blank(kind, value);
            element = /** @type {Element} */ (made.element.cloneNode(false));
            if (made.block !== value) element.setAttribute("data-block", value);
            index++;
          } else {
            made = blanks.get(kind) ?? blank(kind);
            element = /** @type {Element} */ (made.element.cloneNode(false));
          }
          if (made.painter !== this.#number) this.#note(made);
          if (open.length > live) node.appendChild(element);
          else this.root ??= element;
          if (node === this.root) this.#mark(element, piece.op + index, piece.at + at);
          if (argument >>> 8 === inner) {
            if (this.#putOff(brush, element, node, { piece, from: index + 1, to, at, key })) depth = 1;
            if (ripe?.end === index + 1) {
              setStamp(ripe.shape, open.at(-1));
              ripe = undefined;
            }
          }
          open.push(node);
          node = element;
          break;
        }
        case TEXT:
          node.appendChild(document.createTextNode(text.substring(at, (at += argument))));
          break;
        case ATTR:
          node.setAttribute(attributes[argument & 255], text.substring(at, (at += argument >>> 8)));
          break;
        case FIXED:
          if (argument === closed) brush.closed = node;
          node.setAttribute(fixed[argument][0], fixed[argument][1]);
          this.names.add(pairs[argument]);
          break;
        case KEY: {
          const own = keys.substring(key, (key += argument));
          node.setAttribute("data-key", own);
          this.#mark(node, piece.op + index, piece.at + at, own);
          break;
        }
        case BREAK:
          if (argument) this.#late = { parent: node, last: node.lastChild };
          else node.appendChild(document.createElement("br"));
          break;
        default: {
          if (code === TEXT_CLOSE) node.textContent = text.substring(at, (at += argument));
          const done = node;
          const level = open.length;
          node = open.pop();
          if (ripe && index + 1 >= ripe.end) {
            if (index + 1 === ripe.end) setStamp(ripe.shape, done);
            ripe = undefined;
          }
          if (level <= live) live = level - 1;
          else if (level === live + 1) (node === this.root ? this.#held : node)?.appendChild(done);
          // What comes behind the article's end.
          node ??= document.createDocumentFragment();
        }
      }
    }
    if (depth > 0) this.#endDelay(brush, to);
    // What the first piece left open has been put into its parent.
    const first = brush === this.#brush && brush.live === 0;
    Object.assign(brush, { node, depth, live: first ? open.length : live });
    if (brush !== this.#brush) attach(brush);
  }
}

/**
 * A patch that is being read.
 * @typedef {{ ops: Uint32Array, text: string, keys: string, index: number, at: number, key: number }} Source
 */

/**
 * What changes in an element: the article or a section.
 * @typedef {object} Edit
 * @property {Element} element
 * @property {[name: string, value: string | undefined][]} attributes
 * @property {Stretch | undefined} shell what builds the section without its content
 * @property {Element} content what its children are in
 * @property {Step[]} steps
 * @property {ChildNode[]} removed
 * @property {Map<ChildNode, ChildNode[]>} followers foreign nodes, by the one of ours that they follow
 */

/**
 * What comes next among the children: `kept` ones, a `moved` one, or what `insert` builds; and what builds the successor
 * of the last of these.
 * @typedef {object} Step
 * @property {ChildNode} [kept] the first that is kept
 * @property {ChildNode} [moved]
 * @property {Stretch} [insert]
 * @property {ChildNode} [last]
 * @property {Stretch} [replace]
 * @property {ChildNode[]} [nodes] what was built
 */

/** @param {Source} source */
const next = (source) => /** @type {number} */ (source.ops[source.index++]);

/**
 * A stretch of so many operations that build nodes; they are skipped.
 * @param {Source} source
 * @param {number} count
 * @returns {Stretch}
 */
function skip(source, count) {
  const { ops, text, keys, index: from, at, key } = source;
  const to = (source.index += count);
  for (let index = from; index < to; index++) {
    const word = /** @type {number} */ (ops[index]);
    const code = word & MASK;
    if (code === TEXT || code === TEXT_CLOSE) source.at += word >>> BITS;
    else if (code === ATTR) source.at += word >>> (BITS + 8);
    else if (code === KEY) source.key += word >>> BITS;
  }
  return { piece: { ops, text, keys, op: 0, at: 0 }, from, to, at, key };
}

/**
 * Whether a node has the key that a patch refers to next.
 * @param {Source} source
 * @param {ChildNode | undefined} node
 */
function hasKey(source, node) {
  const units = next(source);
  const key = units ? source.keys.substring(source.key, (source.key += units - 1)) : null;
  return node !== undefined && (key === null || /** @type {Element} */ (node).getAttribute("data-key") === key);
}

/**
 * Whether a node is what an operation begins.
 * @param {ChildNode} node
 * @param {number} word
 */
function isKind(node, word) {
  const argument = word >>> BITS;
  if ((word & MASK) === TEXT) return node.nodeType === Node.TEXT_NODE && /** @type {Text} */ (node).length === argument;
  if (!(node instanceof Element)) return false;
  if ((word & MASK) === BREAK) return node.localName === "br";
  // A host page may have added classes of its own.
  const [name] = (classes[argument >>> 8] ?? "").split(" ");
  return node.localName === elements[argument & 255] && (!name || node.classList.contains(name));
}

/**
 * The panel of a section and the element of its content, if it has them.
 * @param {Element} element
 */
function partsOf(element) {
  const panel = element.lastElementChild;
  const content = [...(panel?.children ?? [])].find((child) => child.classList.contains(/** @type {string} */ (classes[inner])));
  return panel && content ? { panel, content } : undefined;
}

/**
 * Reads what changes in an element, up to its end; nothing if it isn't what the patch expects.
 * @param {Source} source
 * @param {Element} element
 * @param {Element | undefined} content
 * @param {Edit[]} edits
 */
function readEdit(source, element, content, edits) {
  if (!content) return false;
  /** @type {Edit} */
  const edit = { element, attributes: [], shell: undefined, content, steps: [], removed: [], followers: new Map() };
  edits.push(edit);
  while (source.index < source.ops.length) {
    const word = next(source);
    const argument = word >>> PATCH_BITS;
    switch (word & PATCH_MASK) {
      case UNSET:
        edit.attributes.push([attributes[argument], undefined]);
        break;
      case UNSET_FIXED:
        edit.attributes.push([fixed[argument][0], undefined]);
        break;
      case SET: {
        const { from, to, at } = skip(source, argument);
        let end = at;
        for (const set of source.ops.subarray(from, to)) {
          const [name, value] = fixed[set >>> BITS] ?? [];
          if ((set & MASK) === FIXED) edit.attributes.push([name, value]);
          else edit.attributes.push([attributes[(set >>> BITS) & 255], source.text.substring(end, (end += set >>> (BITS + 8)))]);
        }
        break;
      }
      case SHELL:
        edit.shell = skip(source, argument);
        break;
      case CHILDREN:
        if (!readChildren(source, edit, argument, edits)) return false;
        break;
      case LEAVE:
        return true;
      default:
        return false;
    }
  }
  return true;
}

/**
 * @param {Source} source
 * @param {Edit} edit
 * @param {number} count how many children of ours there are
 * @param {Edit[]} edits
 */
function readChildren(source, { content, steps, removed, followers }, count, edits) {
  const unkeyed = next(source);
  const from = source.index;
  const to = (source.index += 2 * unkeyed);
  /** @type {ChildNode[]} */
  const own = [];
  let at = from;
  for (let node = content.firstChild; node; node = node.nextSibling) {
    const expected = at < to && source.ops[at] === own.length;
    if (expected && isKind(node, /** @type {number} */ (source.ops[at + 1]))) at += 2;
    else if (expected || !(node instanceof Element && node.hasAttribute("data-key"))) {
      const last = own.at(-1);
      // A dialog is not of the block that it happens to follow, and closes when it is moved.
      if (last && node.nodeName !== "DIALOG") followers.set(last, [...(followers.get(last) ?? []), node]);
      continue;
    }
    own.push(node);
  }
  if (own.length !== count || at !== to) return false;
  for (;;) {
    const word = source.index < source.ops.length ? /** @type {number} */ (source.ops[source.index]) : LEAVE;
    const argument = word >>> PATCH_BITS;
    const step = steps.at(-1);
    switch (word & PATCH_MASK) {
      case KEEP: {
        source.index++;
        const first = next(source);
        const last = own[first + argument - 1];
        if (!last || !hasKey(source, last)) return false;
        steps.push({ kept: /** @type {ChildNode} */ (own[first]), last });
        break;
      }
      case MOVE: {
        source.index++;
        const moved = own[argument];
        if (!moved || !hasKey(source, moved)) return false;
        steps.push({ moved, last: moved });
        break;
      }
      case INSERT:
        source.index++;
        steps.push({ insert: skip(source, argument) });
        break;
      case REPLACE:
        source.index++;
        if (!step?.last) return false;
        step.replace = skip(source, argument);
        break;
      case ENTER: {
        source.index++;
        const section = step?.last;
        if (!(section instanceof Element) || !readEdit(source, section, partsOf(section)?.content, edits)) return false;
        break;
      }
      case REMOVE: {
        source.index++;
        const gone = own[argument];
        if (!gone || !hasKey(source, gone)) return false;
        removed.push(gone);
        break;
      }
      default:
        return true;
    }
  }
}

const FOCUSABLE = "a[href], button, summary, video, audio, [tabindex]";

/**
 * What in an element can have the focus, but not what is in `without`.
 * @param {Element} element
 * @param {Element | undefined} without
 */
const focusableIn = (element, without) =>
  /** @type {HTMLElement[]} */ ([...element.querySelectorAll(FOCUSABLE)]).filter((one) => !without?.contains(one));

/**
 * Puts a node before another; where the browser can, without taking it out: videos play on.
 * @param {Element} parent
 * @param {ChildNode} node
 * @param {ChildNode | null} before
 */
function place(parent, node, before) {
  if (node.parentNode === parent && "moveBefore" in parent) /** @type {any} */ (parent).moveBefore(node, before);
  else parent.insertBefore(node, before);
}

/**
 * Gives a section what another has around its content; whether it is open is the reader's business.
 * @param {Element} section
 * @param {Element} fresh
 */
function replaceShell(section, fresh) {
  const [old, is] = [partsOf(section), partsOf(fresh)];
  if (!old || !is) return;
  const open = section.querySelector(":scope > * > button[aria-expanded]")?.getAttribute("aria-expanded");
  for (const part of [...section.children]) if (part !== old.panel) part.remove();
  old.panel.before(...[...fresh.children].filter((part) => part !== is.panel));
  for (const part of [...old.panel.children]) if (part !== old.content) part.remove();
  old.panel.prepend(...[...is.panel.children].filter((part) => part !== is.content));
  old.panel.id = is.panel.id;
  if (open) section.querySelector(":scope > * > button[aria-expanded]")?.setAttribute("aria-expanded", open);
}

/**
 * Makes the children others.
 * @param {Edit} edit
 */
function applyChildren({ content, steps, removed, followers }) {
  for (const gone of removed) gone.remove();
  for (const step of steps) {
    const { last, nodes } = step;
    const [fresh] = nodes ?? [];
    if (!last || !fresh) continue;
    last.replaceWith(fresh);
    if (step.kept === last) step.kept = fresh;
    if (step.moved) step.moved = fresh;
  }
  /** @type {ChildNode | null} */
  let behind = null;
  for (const { kept, moved, last, nodes } of steps.reverse()) {
    if (kept) {
      behind = kept;
      continue;
    }
    const along = moved && last ? [moved, ...(followers.get(last) ?? [])] : (nodes ?? []);
    for (const node of along.reverse()) {
      place(content, node, behind);
      behind = node;
    }
  }
}

/**
 * Changes what is shown as a patch says (`src/diff.rs`). If it isn't what the patch expects, because the page removed or moved
 * nodes of ours, nothing is touched. Taking nodes out may run code of the page's.
 * @param {Element} root
 * @param {Uint32Array} ops
 * @param {string} text
 * @param {string} keys
 * @returns {Element[] | false} the elements that were built, and the sections with a new heading, in no order; false if nothing was done
 */
export function patch(root, ops, text, keys) {
  /** @type {Edit[]} */
  const edits = [];
  if (!readEdit({ ops, text, keys, index: 0, at: 0, key: 0 }, root, root, edits)) return false;

  // All is built before anything is changed: then the page's code may run, and the operations may be gone.
  /** @type {Element[]} */
  const built = [];
  /** @type {[Element, Element][]} */
  const shells = [];
  const { activeElement } = /** @type {Document} */ (root.getRootNode());
  const focused = activeElement && root.contains(activeElement) ? /** @type {HTMLElement} */ (activeElement) : undefined;
  /** What gets the focus. */
  let target = focused;
  const follow = (/** @type {Element} */ old, /** @type {Element} */ fresh, /** @type {Element | undefined} */ without) => {
    if (!focused || !old.contains(focused) || without?.contains(focused)) return;
    target = focusableIn(fresh, undefined)[focusableIn(old, without).indexOf(focused)];
  };
  for (const { element, shell, content, steps } of edits) {
    if (shell) {
      const fresh = /** @type {Element} */ (Painter.build(shell).firstElementChild);
      shells.push([element, fresh]);
      built.push(element);
      follow(element, fresh, content);
    }
    for (const step of steps) {
      const stretch = step.insert ?? step.replace;
      if (!stretch) continue;
      const fragment = Painter.build(stretch);
      step.nodes = [...fragment.childNodes];
      built.push(...fragment.children);
      const [fresh] = fragment.children;
      if (step.last instanceof Element && fresh) follow(step.last, fresh, undefined);
    }
  }

  for (const [section, fresh] of shells) replaceShell(section, fresh);
  for (const edit of edits) {
    for (const [name, value] of edit.attributes) {
      if (value === undefined) edit.element.removeAttribute(name);
      else edit.element.setAttribute(name, value);
    }
    applyChildren(edit);
  }
  const now = /** @type {Document} */ (root.getRootNode()).activeElement;
  if (target && target !== now && root.contains(target)) target.focus({ preventScroll: true });
  return built;
}
