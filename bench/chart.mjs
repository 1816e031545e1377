// The picture in RESULTS.md: how long each contestant takes until the DOM is complete, a panel for each length.
import { ratio } from "./ratio.mjs";

const base = "html-string";
const row = 26;
const left = 262;
const top = 78;
const panel = { width: 186, gap: 22 };

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

/**
 * @param {object} result
 * @param {Record<string, string>} label
 */
export function chart(result, label) {
  const sizes = result.sizes.filter((size) => size > 20);
  const middle = sizes.includes(2000) ? 2000 : sizes.at(-1);
  const of = (size, name) => ratio(result, size, "dom", name, base);
  const names = Object.keys(label).sort((one, other) => of(middle, one) - of(middle, other));
  const longest = Math.max(...sizes.flatMap((size) => names.map((name) => of(size, name))));
  // Room for the number behind the longest bar.
  const unit = (panel.width - 34) / longest;
  const height = top + names.length * row + 44;
  const width = left + sizes.length * (panel.width + panel.gap);
  const bottom = top + names.length * row;

  const rows = names.map((name, at) => {
    const y = top + at * row;
    const bars = sizes.map((size, column) => {
      const x = left + column * (panel.width + panel.gap);
      const value = of(size, name);
      const length = Math.max(2, value * unit);
      // No number on the dotted line.
      const end = value < 1 && length + 36 > unit ? unit : length;
      return (
        `<rect x="${x}" y="${y + 5}" width="${length.toFixed(1)}" height="${row - 10}" rx="2"/>` +
        `<text class="value" x="${(x + end + 6).toFixed(1)}" y="${y + row / 2 + 4.5}">${value.toFixed(2)}</text>`
      );
    });
    return `<g${name === "ours" ? ' class="ours"' : ""}><text class="name" x="${left - 14}" y="${y + row / 2 + 4.5}">${escape(label[name])}</text>${bars.join("")}</g>`;
  });
  const panels = sizes.map((size, column) => {
    const x = left + column * (panel.width + panel.gap);
    const one = (x + unit).toFixed(1);
    return (
      `<text class="head" x="${x}" y="${top - 14}">${size.toLocaleString("en")} blocks</text>` +
      `<line class="axis" x1="${x}" x2="${x}" y1="${top - 2}" y2="${bottom + 2}"/>` +
      `<line class="one" x1="${one}" x2="${one}" y1="${top - 2}" y2="${bottom + 6}"/>` +
      `<text class="note" x="${one}" y="${bottom + 20}" text-anchor="middle">1</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">Time until the DOM is complete, against a hand-written HTML string: ${escape(names.map((name) => `${label[name]} ${of(middle, name).toFixed(2)}`).join(", "))} at ${middle.toLocaleString("en")} blocks</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #55524d; }
.title { font-size: 16px; font-weight: 600; fill: #1c1b1a; }
.head { font-weight: 600; fill: #1c1b1a; }
.name { text-anchor: end; }
.note { font-size: 12px; }
.value { font-variant-numeric: tabular-nums; }
rect { fill: #b9b4aa; }
.ours rect { fill: #9c2a17; }
.ours text { fill: #9c2a17; font-weight: 600; }
.axis { stroke: #d5d2cb; }
.one { stroke: #55524d; stroke-dasharray: 2 3; }
@media (prefers-color-scheme: dark) {
text { fill: #b0aca3; }
.title, .head { fill: #e9e6df; }
rect { fill: #625f59; }
.ours rect { fill: #f0957c; }
.ours text { fill: #f0957c; }
.axis { stroke: #3f3e3b; }
.one { stroke: #aaa69d; }
}
</style>
<text class="title" x="0" y="18">From the article’s bytes to the complete DOM</text>
<text class="note" x="0" y="38">Median times, hand-written HTML string = 1. Shorter is faster.</text>
${panels.join("\n")}
${rows.join("\n")}
<text class="note" x="0" y="${height - 4}">Chromium ${result.machine.browser}, ${result.when}. All draw the same markup, but for react-tweet’s posts.</text>
</svg>
`;
}
