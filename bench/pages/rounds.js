// Runs in the page: draws every contestant in shuffled rounds, and returns how long each took.
import { random, shuffle } from "/bench/article.mjs";
import { contestants } from "/bench/contestants.mjs";

const suffix = { json: ".json", html: ".html", portable: ".portable" };

const modules = {};
const states = {};

/** Lets the page do what it put off, so that no contestant pays for the one before. */
const pause = () => new Promise((done) => setTimeout(done));

async function bytes(file) {
  const answer = await fetch(`/articles/${file}`);
  if (!answer.ok) throw new Error(`${file} could not be fetched.`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function style(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  await new Promise((done, fail) => {
    Object.assign(link, { onload: done, onerror: fail });
    document.head.append(link);
  });
  return link;
}

let own, peers;

/** Only one of the two stylesheets counts at a time. */
function dress(name) {
  own.disabled = name !== "ours";
  peers.disabled = name === "ours";
}

/** Loads contestants and an article. */
export async function prepare(names, size) {
  own ??= await style("/dist/article-widget.css");
  peers ??= await style("/peers.css");
  for (const name of names) {
    if (modules[name]) continue;
    if (about(name).styles) await style(`/contestants/${name}/index.css`);
    modules[name] = await import(`/contestants/${name}/index.js`);
    await modules[name].init?.();
  }
  for (const [input, end] of Object.entries(suffix)) {
    states[input] = [await bytes(`${size}${end}`), await bytes(`${size}-corrected${end}`)];
  }
  states.headless = await bytes(`${size}-headless.json`);
}

const about = (wanted) => contestants.find(({ name }) => name === wanted);

const inputs = (name) => states[about(name).input ?? "json"];

function room() {
  const container = document.createElement("div");
  document.body.append(container);
  return container;
}

// Attributes sorted, texts merged, comments and the values of keys left out.
function canonical(node) {
  let said = "";
  let text = "";
  const tell = () => {
    said += text.replace(/[&<]/g, (sign) => (sign === "&" ? "&amp;" : "&lt;"));
    text = "";
  };
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    if (child.nodeType !== Node.ELEMENT_NODE) continue;
    tell();
    // A hint to our own stylesheet, for what is far away, is no part of the article.
    const compared = [...child.attributes].filter(({ name }) => name !== "data-long");
    const attributes = compared.map(({ name, value }) => (name === "data-key" ? name : `${name}=${JSON.stringify(value)}`));
    said += `<${[child.localName, ...attributes.sort()].join(" ")}>${canonical(child)}</${child.localName}>\n`;
  }
  tell();
  return said;
}

// Posts are another's, and lists that touch are one: what is left must be the same.
function withoutPosts(container) {
  const rest = container.cloneNode(true);
  for (const post of rest.querySelectorAll(".aw-tweet, .react-tweet-theme")) post.remove();
  for (const list of [...rest.querySelectorAll(".aw-list")].reverse()) {
    const before = list.previousElementSibling;
    if (before?.localName === list.localName && before.className === list.className) {
      before.append(...list.childNodes);
      list.remove();
    }
  }
  return canonical(rest);
}

/** What each contestant draws, and what each shows after the correction. */
export async function drawn(names) {
  const found = {};
  for (const name of names) {
    dress(name);
    const container = room();
    const { draw, update, clear } = modules[name];
    const [first, second] = inputs(name);
    await draw(first, container);
    const nodes = document.createNodeIterator(container);
    let count = -1;
    while (nodes.nextNode()) count++;
    found[name] = { whole: canonical(container), rest: withoutPosts(container), nodes: count };
    await update(second, container);
    found[name].corrected = withoutPosts(container);
    clear(container);
    if (container.firstElementChild) throw new Error(`${name} left something behind.`);
    container.remove();
    await pause();
  }
  return found;
}

/**
 * @param {object} plan
 * @param {string[]} plan.names
 * @param {string[]} plan.laid whose layout is waited for
 * @param {string[]} plan.updated who gets a correction
 * @param {number} plan.rounds
 * @param {number} plan.warm rounds that don't count
 * @param {boolean} plan.collect whether garbage is collected before each run
 */
export async function measure({ names, laid, updated, rounds, warm, collect }, seed = 1) {
  const next = random(seed);
  const times = Object.fromEntries(names.map((name) => [name, { first: [], dom: [], layout: [], update: [], read: [] }]));
  for (let round = -warm; round < rounds; round++) {
    for (const name of shuffle([...names], next)) {
      const { draw, update, clear, readOnly } = modules[name];
      const [before, after] = inputs(name);
      dress(name);
      const container = room();
      if (collect) globalThis.gc();
      await pause();
      document.body.offsetHeight;
      const took = {};
      const start = performance.now();
      const rest = draw(before, container);
      took.first = performance.now() - start;
      if (rest) await rest;
      took.dom = performance.now() - start;
      if (!container.firstElementChild) throw new Error(`${name} drew nothing.`);
      if (laid.includes(name)) {
        document.body.offsetHeight;
        took.layout = performance.now() - start;
      }
      if (updated.includes(name)) {
        const start = performance.now();
        update(after, container);
        took.update = performance.now() - start;
      }
      clear(container);
      if (readOnly) {
        const start = performance.now();
        readOnly(name === "ours" ? states.headless : before, container);
        took.read = performance.now() - start;
      }
      container.remove();
      if (round >= 0) for (const [what, time] of Object.entries(took)) times[name][what].push(time);
    }
  }
  return times;
}

/** Draws and takes away, again and again. */
export async function repeat(name, times) {
  dress(name);
  const { draw, clear } = modules[name];
  const [bytes] = inputs(name);
  for (let at = 0; at < times; at++) {
    const container = room();
    await draw(bytes, container);
    clear(container);
    container.remove();
    if (at % 50 === 0) await pause();
  }
  await pause();
}
