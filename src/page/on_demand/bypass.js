// A way past what stands in a frame, for who reads with the keyboard or by ear: a button before it, a mark behind it.

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
