// No article is read: its HTML was made before, and is only inserted. What a server could send.
const decoder = new TextDecoder();

export function draw(bytes, container) {
  const template = document.createElement("template");
  template.innerHTML = decoder.decode(bytes);
  container.append(template.content);
}

export function update(bytes, container) {
  clear(container);
  draw(bytes, container);
}

export const clear = (container) => container.replaceChildren();
