// Checks the English of README.md and docs/*.md outside of code and tables: no sentence over 30 words, no word that
// makes readers read twice. Prints file:line and the sentence, and fails if there is one.
//   node scripts/prose.mjs [FILE…]
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const MOST_WORDS = 30;

/** What not to write, and what to write instead. */
const PLAIN = [
  [/\bwhoever\b|\bsomebody\b|\bnobody\b/i, "name who acts: the reader, the host page, the server"],
  [/\bwhatever\b/i, "name the thing"],
  [/\btold\b|\btells?\b/i, "report, show, contain"],
  [/\bsays?\b|\bsaid\b/i, "contain, show, report, declare"],
  [/\bhears?\b|\bheard\b|\bheeds?\b/i, "listen, receive"],
  [/\bstands?\b(?! for)|\bstood\b/i, "is, appears"],
  [/\btends?\b|\btended\b/i, "handle"],
  [/\bwhat is there\b|\bis there\b(?=[.,;:)])/i, "name the thing, or: is available, is loaded"],
  [/\bfor good\b/i, "permanently"],
  [/\ba press\b|\bpress(es|ed)? (of|a|the) button\b/i, "a click, selects"],
  [/\ball but `/i, "only … counts as"],
  [/\bis a (no|yes)\b/i, "refuses, agrees"],
  [/\btoo many\b.*\bfile\b|\bfile too many\b/i, "a single file is needed"],
  [/\b(comes?|brings?|brought) (it |them )?to life\b/i, "hydrate"],
  [/\bways? in\b/i, "entry point"],
  [/\bfilms?\b/i, "video"],
  [/\bknobs?\b/i, "custom property"],
  [/(?<!email )\baddress(es)?\b(?! bar)/i, "URL"],
  [/\bdraw(s|n|ing)?\b|\bdrew\b/i, "render"],
  [/\bhas the last word\b/i, "decides"],
  [/\bheld back\b|\bholds? back\b/i, "deferred"],
  [/\bis gone\b|\bgone\b/i, "removed"],
  [/\bkeeps? out\b|\blets? in\b/i, "blocks, allows"],
  [/\bof ours\b|\bof yours\b/i, "our, your"],
  [/\basks? for nothing\b|\bis asked for\b|\bare asked for\b|\basks? nobody\b/i, "makes no request, requests"],
];

/** Paragraphs, list items and headings, each with its first line; without code, tables and comments. */
function* textsOf(markdown) {
  let fence;
  let current;
  const lines = markdown.replaceAll(/<!--[^]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, "")).split("\n");
  for (const [index, line] of [...lines, ""].entries()) {
    const start = /^\s*(```+|~~~+)/.exec(line)?.[1];
    const skipped = fence !== undefined || start !== undefined || /^\s*(\||$)/.test(line);
    if (start !== undefined) fence = fence === undefined ? start : start.startsWith(fence) ? undefined : fence;
    const own = /^\s*(#+ |[-*+] |\d+\. |> )/.exec(line);
    if ((skipped || own) && current) {
      yield current;
      current = undefined;
    }
    if (skipped) continue;
    const text = own ? line.slice(own[0].length) : line.trim();
    current = current ? { ...current, text: `${current.text}\n${text}` } : { line: index + 1, text };
    if (own?.[1].startsWith("#")) {
      yield current;
      current = undefined;
    }
  }
}

/** Sentences with the line in which each begins. */
function* sentencesOf({ line, text }) {
  const plain = text.replaceAll(/(`+)([^]*?)\1/g, (code) => `\`x\`${code.replaceAll(/[^\n]/g, "")}`).replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/<[^>\n]*>/g, "");
  let from = 0;
  const end = /(?<!\b(?:e\.g|i\.e|etc|vs))[.!?][)"”’*_]*\s+(?=[("“*_[`\p{Lu}\d])/gu;
  const push = (to) => ({ line: line + plain.slice(0, from).split("\n").length - 1, sentence: plain.slice(from, to).replaceAll(/\s+/g, " ").trim() });
  for (const match of plain.matchAll(end)) {
    yield push(match.index + match[0].length);
    from = match.index + match[0].length;
  }
  if (from < plain.length) yield push(plain.length);
}

const named = process.argv.slice(2);
const files = named.length > 0 ? named : ["README.md", ...readdirSync("docs").filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
let faults = 0;
for (const file of files) {
  for (const text of textsOf(readFileSync(file, "utf8"))) {
    for (const { line, sentence } of sentencesOf(text)) {
      const words = sentence.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      const wrong = PLAIN.flatMap(([pattern, instead]) => (pattern.test(sentence) ? [`"${pattern.exec(sentence)[0]}" (better: ${instead})`] : []));
      if (words > MOST_WORDS) wrong.push(`${words} words, at most ${MOST_WORDS}`);
      if (/^What\b[^?]*$/.test(sentence) && !/[?:]$/.test(sentence) && sentence.endsWith(".")) wrong.push('begins with "What" and asks nothing (better: name the thing)');
      for (const reason of wrong) {
        faults += 1;
        console.log(`${file}:${line}: ${reason}: ${sentence}`);
      }
    }
  }
}
if (faults > 0) process.exitCode = 1;
