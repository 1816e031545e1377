/**
 * A node and all below it, a line each; adjacent runs of text are one, and the order of attributes says nothing.
 * @returns {string[]}
 */
export function lines(node, indent = "") {
  if (node.nodeType !== Node.ELEMENT_NODE) return [indent + node.nodeName + JSON.stringify(node.nodeValue)];
  const name = node.namespaceURI === "http://www.w3.org/1999/xhtml" ? node.localName : `${node.namespaceURI} ${node.localName}`;
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
  const all = [`${indent}<${name}${attributes.join("")}>`];
  let text = "";
  const flush = () => {
    if (text) all.push(`${indent} #text${JSON.stringify(text)}`);
    text = "";
  };
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      text += child.nodeValue;
    } else {
      flush();
      all.push(...lines(child, `${indent} `));
    }
  }
  flush();
  return all;
}
