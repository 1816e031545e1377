// A way past a frame for readers with a keyboard or a screen reader: a button before it, a mark behind it.

/** What the page says, in the article's language; `#` is the provider. @typedef {{ embedSkip: string, embedEnd: string }} Labels */

/**
 * @param {string} provider
 * @param {Labels} labels
 */
export function bypass(provider, labels) {
  const end = document.createElement("p");
  end.className = "aw-embed-end";
  end.textContent = labels.embedEnd.replaceAll("#", provider);
  end.tabIndex = -1;
  const skip = document.createElement("button");
  skip.type = "button";
  skip.className = "aw-embed-skip";
  skip.textContent = labels.embedSkip.replaceAll("#", provider);
  skip.onclick = () => end.focus();
  return { skip, end };
}
