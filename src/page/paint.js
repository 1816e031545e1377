// Drawing → nodes. Knows the tables that Rust hands over and nothing else: there is no way to make a script, a handler,
// a style or parsed HTML here.

let elements, attributes, classes, names, values;
let blanks;

export function prepare(tables) {
  [elements, attributes, classes, names, values] = tables.split("\n").map((line) => line.split(","));
  blanks = new Map();
}

// Cloning a blank element with its class is one call instead of two.
function blank(index) {
  const element = document.createElement(elements[index & 255]);
  if (index > 255) element.className = classes[index >>> 8];
  blanks.set(index, element);
  return element;
}

export function paint(ops, text, keys) {
  const open = [];
  let root, node, at = 0, key = 0;
  for (const word of ops) {
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
        node.setAttribute(names[argument], values[argument]);
        break;
      case 6:
        node.setAttribute("data-key", keys.substring(key, (key += argument)));
        break;
      default:
        node.appendChild(document.createElement("br"));
    }
  }
  return root;
}

export function emit(host, name, detail) {
  host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail: JSON.parse(detail) }));
}
