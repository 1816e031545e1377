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
/** @type {Map<number, Element>} */
let blanks;

/**
 * Takes the tables of all elements, attributes, classes and fixed attributes.
 * @param {string[]} tables
 */
export function prepare(tables) {
  [elements, attributes, classes] = tables.map((line) => line.split(","));
  fixed = tables[3].split(",").map((pair) => pair.split("="));
  blanks = new Map();
}

/**
 * Cloning a blank element with its class is one call instead of two.
 * @param {number} index
 */
function blank(index) {
  const element = document.createElement(elements[index & 255]);
  if (index > 255) element.className = classes[index >>> 8];
  blanks.set(index, element);
  return element;
}

/** Where in a drawing a block's key stands, and how far its text had got. @typedef {Map<Element, { op: number, text: number }>} Marks */

/**
 * The drawing's nodes, not yet in the page, and where its blocks are.
 * @param {Uint32Array} ops the operation in the lowest three bits, its argument above
 * @param {string} text
 * @param {string} keys
 * @returns {{ root: Element, marks: Marks }}
 */
export function paint(ops, text, keys) {
  const open = [];
  /** @type {Marks} */
  const marks = new Map();
  let index = -1;
  let root, at = 0, key = 0;
  /** @type {any} */
  let node;
  for (const word of ops) {
    index++;
    const argument = word >>> 3;
    switch (word & 7) {
      case 0:
        node = open.pop();
        break;
      case 1: {
        const element = (blanks.get(argument) ?? blank(argument)).cloneNode(false);
        if (node) node.appendChild(element);
        else root = element;
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
      case 4:
        node.textContent = text.substring(at, (at += argument));
        node = open.pop();
        break;
      case 5:
        node.setAttribute(fixed[argument][0], fixed[argument][1]);
        break;
      case 6:
        node.setAttribute("data-key", keys.substring(key, (key += argument)));
        marks.set(node, { op: index, text: at });
        break;
      default:
        node.appendChild(document.createElement("br"));
    }
  }
  return { root: /** @type {Element} */ (root), marks };
}
