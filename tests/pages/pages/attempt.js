// Bad input, and what becomes of it. In the page, because much of it can't be sent there.
import { ArticleError, load, mount, renderToString } from "/dist/index.js";

await load();

const good = { headline: "Good", body: [{ type: "section", heading: "News", body: [{ type: "paragraph", text: "All is well." }] }] };
const place = document.querySelector("#host");

function depthOf(node) {
  // Level by level: what is looked for here would be too deep for a function that calls itself.
  let depth = 0;
  for (let level = [node]; level.length > 0; level = level.flatMap((node) => [...node.children])) depth++;
  return depth;
}

function tell(error) {
  const { name, code, path, message } = error;
  return { error: error instanceof ArticleError, name, code, path, sentence: /^[A-Z].*\.$/s.test(message) };
}

/** Whether a good article can be mounted, opened, closed, taken away and printed. */
function healthy() {
  const host = document.createElement("div");
  document.body.append(host);
  const widget = mount(host, good);
  const text = host.textContent;
  host.querySelector("button").click();
  const closed = widget.outline[0].open === false;
  widget.destroy();
  const empty = host.childNodes.length === 0;
  host.remove();
  return text === "GoodNewsAll is well." && closed && empty && renderToString(good).html.includes("All is well.");
}

/** Tries to mount and to print; `show` adds to the result of a success. */
export async function attempt(article, show = () => ({})) {
  let result;
  try {
    const widget = mount(place, article);
    await widget.ready;
    const { diagnostics } = widget;
    const wrong = diagnostics.filter(
      ({ severity, code, path, message }) =>
        !/^(error|warning)$/.test(severity) || !/^[a-z]+(-[a-z]+)*$/.test(code) || !path.startsWith("$") || !/^[A-Z].*\.$/s.test(message),
    );
    result = {
      depth: depthOf(place),
      text: place.textContent,
      diagnostics,
      wrong,
      wellFormed: place.textContent.isWellFormed(),
      ...show(place),
    };
    widget.destroy();
  } catch (error) {
    result = tell(error);
    if (place.childNodes.length > 0) result.left = place.innerHTML.slice(0, 200);
  }
  try {
    result.printed = renderToString(article).html.length > 0;
  } catch (error) {
    result.printed = tell(error).code ?? String(error);
  }
  return { ...result, healthy: healthy() };
}
