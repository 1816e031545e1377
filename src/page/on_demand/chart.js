// Draws the charts of tables, as SVG, from the cells of the table below: that table is what screen readers get.
import { tagOf } from "./language.js";
import { partsOf } from "./parts.js";

const SVG = "http://www.w3.org/2000/svg";

/** Heights and distances, in CSS pixels. */
const LINE = 20;
const GAP = 8;

/** How wide a character is, in the size of the font: wider than most, so that text fits. */
const CHARACTER = 0.64;

/** More series than these share their colours. */
const COLOURS = 6;

/** A chart's data: a name for each row, and for each column of numbers its name and values. @typedef {{ names: string[], series: { name: string, values: number[] }[] }} Data */

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function shape(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`);
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * A bar. As a path, because a style sheet that resets sizes would take those of a `rect` away.
 * @param {string} className
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
const bar = (className, x, y, width, height) => shape("path", { class: className, d: `M${x} ${y}h${width}v${height}h${-width}z` });

/** @param {number} index */
const colour = (index) => `aw-chart-colour-${(index % COLOURS) + 1}`;

/**
 * Reads numbers as a language writes them.
 * @param {string | undefined} lang
 */
function readerOf(lang) {
  const format = new Intl.NumberFormat(lang, { useGrouping: false });
  const digits = [...format.format(9876543210)].reverse();
  const decimal = format.formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";
  /** @param {string | null | undefined} text */
  return (text) => {
    let plain = "";
    for (const letter of text ?? "") {
      const digit = digits.indexOf(letter);
      if (digit >= 0) plain += digit;
      else if (letter === decimal && !plain.includes(".")) plain += ".";
      else if (/[-−–]/.test(letter) && plain === "") plain = "-";
    }
    return /\d/.test(plain) ? Number(plain) : NaN;
  };
}

/**
 * @param {HTMLTableElement} table
 * @param {string | undefined} lang
 * @returns {Data}
 */
function dataOf(table, lang) {
  const number = readerOf(lang);
  const rows = [...table.tBodies].flatMap(({ rows }) => [...rows]).map(({ cells }) => [...cells]);
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent ?? "");
  const columns = (rows[0] ?? []).flatMap((cell, index) => (index > 0 && cell.matches(".aw-number-cell") ? [index] : []));
  return {
    names: rows.map(([first]) => first?.textContent ?? ""),
    series: columns.map((index) => ({ name: heads[index] ?? "", values: rows.map((cells) => number(cells[index]?.textContent)) })),
  };
}

/**
 * Round numbers from 0, or from below the least one, to above the largest.
 * @param {number[]} values
 * @param {number} most how many there may be
 */
function ticksOf(values, most) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low || 1) / Math.max(1, most);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find((factor) => factor * unit >= rough) ?? 10);
  const ticks = [];
  for (let at = Math.floor(low / step); at <= Math.ceil(high / step); at++) ticks.push(at * step);
  return ticks;
}

/**
 * What the colours mean.
 * @param {string[]} names
 */
function legendOf(names) {
  const legend = Object.assign(document.createElement("p"), { className: "aw-chart-legend" });
  names.forEach((name, index) => {
    const entry = Object.assign(document.createElement("span"), { className: "aw-chart-entry", textContent: name });
    entry.prepend(Object.assign(document.createElement("span"), { className: `aw-chart-swatch ${colour(index)}` }));
    legend.append(entry);
  });
  return legend;
}

/**
 * Bars or lines over the names of the rows.
 * @param {Element} svg
 * @param {Data} data
 * @param {{ width: number, height: number, rtl: boolean, line: boolean, format: Intl.NumberFormat }} place
 */
function drawAxes(svg, { names, series }, { width, height, rtl, line, format }) {
  const known = series.flatMap(({ values }) => values).filter(Number.isFinite);
  const ticks = ticksOf(known, Math.max(2, Math.floor(height / 60)));
  const [low, high] = [/** @type {number} */ (ticks[0]), /** @type {number} */ (ticks.at(-1))];
  const labels = ticks.map((tick) => format.format(tick));
  const character = parseFloat(getComputedStyle(svg).fontSize) * CHARACTER;
  const margin = Math.max(...labels.map((label) => label.length)) * character + GAP;
  const bottom = height - LINE - GAP;
  /** @param {number} value */
  const y = (value) => bottom - ((value - low) / (high - low)) * (bottom - LINE);
  /** @param {number} offset from where lines of text start */
  const x = (offset) => (rtl ? width - offset : offset);
  const step = (width - margin) / names.length;
  ticks.forEach((tick, index) => {
    svg.append(
      shape("line", { class: tick === 0 ? "aw-chart-axis" : "aw-chart-grid", x1: x(margin), x2: x(width), y1: y(tick), y2: y(tick) }),
      shape("text", { class: "aw-chart-label", x: x(margin - GAP), y: y(tick) + 4, "text-anchor": "end" }, labels[index]),
    );
  });
  // As many names as there is room for.
  const longest = Math.max(...names.map((name) => name.length)) * character + GAP;
  const every = Math.ceil(longest / step);
  names.forEach((name, index) => {
    if (index % every > 0) return;
    svg.append(shape("text", { class: "aw-chart-label", x: x(margin + (index + 0.5) * step), y: height - GAP / 2, "text-anchor": "middle" }, name));
  });
  series.forEach(({ values }, nth) => {
    if (line) {
      const points = values.map((value, index) => [x(margin + (index + 0.5) * step), y(value)]).filter(([, at]) => Number.isFinite(at));
      svg.append(shape("polyline", { class: `aw-chart-line ${colour(nth)}`, points: points.map((point) => point.join(",")).join(" ") }));
      return;
    }
    const wide = Math.min(64, (step * 0.7) / series.length);
    values.forEach((value, index) => {
      if (!Number.isFinite(value)) return;
      const from = margin + (index + 0.5) * step + (nth - series.length / 2) * wide;
      const [top, base] = [y(Math.max(0, value)), y(Math.min(0, value))];
      svg.append(bar(colour(nth), rtl ? width - from - wide : from, top, Math.max(1, wide - 2), base - top));
      const label = format.format(value);
      if (label.length * character > (series.length > 1 ? wide : step)) return;
      svg.append(shape("text", { class: "aw-chart-value", x: x(from + wide / 2), y: value < 0 ? base + 14 : top - 5, "text-anchor": "middle" }, label));
    });
  });
}

/**
 * One bar, divided.
 * @param {Element} svg
 * @param {number[]} shares
 * @param {{ width: number, height: number, rtl: boolean }} place
 */
function drawShares(svg, shares, { width, height, rtl }) {
  let from = 0;
  shares.forEach((share, index) => {
    const wide = share * width;
    svg.append(bar(colour(index), rtl ? width - from - wide : from, 0, Math.max(0, wide - 1), height));
    from += wide;
  });
}

/**
 * Draws a chart into its place, which may have another size than before.
 * @param {HTMLElement} place
 * @param {HTMLTableElement} table
 */
function draw(place, table) {
  const written = /** @type {HTMLElement | null} */ (place.closest("[lang]"))?.lang;
  const lang = tagOf(written ?? "");
  const rtl = getComputedStyle(place).direction === "rtl";
  const data = dataOf(table, lang);
  const kind = place.dataset.chart;
  const svg = /** @type {SVGSVGElement} */ (shape("svg", { class: "aw-chart-drawing" }));
  // Hosts cut drawings off by selectors that outweigh a class.
  svg.style.overflow = "visible";
  const values = data.series.flatMap(({ values }) => values).filter(Number.isFinite);
  const large = Math.max(...values.map(Math.abs)) >= 1e6;
  const format = new Intl.NumberFormat(lang, large ? { notation: "compact" } : { maximumFractionDigits: 2 });
  if (kind === "share") {
    const column = (data.series[0]?.values ?? []).map((value) => (value > 0 ? value : 0));
    const sum = column.reduce((one, other) => one + other, 0) || 1;
    const percent = new Intl.NumberFormat(lang, { style: "percent" });
    place.replaceChildren(legendOf(data.names.map((name, index) => `${name} ${percent.format(/** @type {number} */ (column[index]) / sum)}`)), svg);
    drawShares(svg, column.map((value) => value / sum), { width: svg.clientWidth, height: svg.clientHeight, rtl });
    return;
  }
  const legend = data.series.length > 1 ? [legendOf(data.series.map(({ name }) => name))] : [];
  place.replaceChildren(...legend, svg);
  if (values.length > 0) drawAxes(svg, data, { width: svg.clientWidth, height: svg.clientHeight, rtl, line: kind === "line", format });
}

/**
 * Attaches to an article its charts.
 * @param {Element} _host
 * @param {Element} root
 * @param {unknown} _choice
 * @param {AbortSignal} signal ends it
 */
export function attach(_host, root, _choice, signal) {
  /** @param {Element} place */
  const redraw = (place) => {
    const table = place.parentElement?.querySelector("table");
    if (table && place.clientWidth > 0) draw(/** @type {HTMLElement} */ (place), table);
  };
  const size = new ResizeObserver((entries) => entries.forEach(({ target }) => redraw(target)));
  signal.addEventListener("abort", () => size.disconnect());
  // An observer reports what it has just begun to observe, so that each chart is drawn, and redrawn after an update.
  const refresh = () => {
    size.disconnect();
    for (const place of partsOf(root, ".aw-chart")) size.observe(place);
  };
  return { press() {}, refresh };
}
