// The guides and the reference: what the site's navigation lists.
import { existsSync } from "node:fs";

/** What `make docs` wrote for each entry point of the package. */
const modules = ["index", "server", "post", "import", "react"].filter((name) => existsSync(`target/reference/${name}.md`));

/** In reading order; `of` is a heading of README.md, which has the text; by `also` the search finds it, too. */
export const groups = [
  ["Start", [
    { name: "script-tag", title: "By script tag", about: "One file, nothing to install.", also: "install, get started, CDN" },
    { name: "npm", title: "From npm, with a bundler", about: "Vite, webpack, Parcel, Rollup, esbuild; React, Vue and Svelte.", also: "install, get started, TypeScript" },
    { name: "server-rendering", title: "Rendered on a server", about: "HTML before any script: Node.js, workers, Rust, the command line.", also: "SSR, prerender, static" },
  ]],
  ["Frameworks and platforms", [
    { name: "nextjs", title: "Next.js", about: "A client component, rendered on the server." },
    { name: "nuxt", title: "Nuxt", about: "A server route, and the element in a page." },
    { name: "sveltekit", title: "SvelteKit", about: "A load function, and the element in a page." },
    { name: "astro", title: "Astro", about: "Rendered at build time, hydrated in the browser." },
    { name: "php-python-ruby", title: "PHP, Django and Rails", about: "By the command line or a worker, and a plugin for WordPress.", also: "Laravel, Symfony, Flask, plugin" },
  ]],
  ["How-to guides", [
    { name: "import", title: "Articles from other formats", about: "HTML, text, Markdown, WordPress and news agencies’ XML." },
    { name: "move-an-archive", title: "Move an archive", about: "Ten thousand posts to JSON and to static pages." },
    { name: "import-text", title: "Import plain text", about: "What is guessed, and how." },
    { name: "import-html", title: "Import HTML", about: "Fragments, pages, embed codes, clipboards." },
    { name: "import-markdown", title: "Import Markdown", about: "CommonMark, GitHub’s extensions, front matter." },
    { name: "import-wordpress", title: "Import WordPress", about: "Blocks, classic content, exports, the REST API." },
    { name: "import-xml", title: "Import NITF and NewsML", about: "XML of news agencies." },
    { name: "import-formats", title: "Import formats that are JSON", about: "Which fields of editors, content management systems and newsrooms are imported." },
    { name: "theming", title: "Theming", about: "Colours, fonts and sizes by custom properties, from zero.", also: "dark mode, CSS, custom style" },
    { name: "custom-blocks", title: "Custom blocks", about: "Render block types of your own with renderers." },
    { name: "embeds", title: "Embeds", about: "Videos, charts and posts of other sites, once the reader agrees.", also: "YouTube, Vimeo, iframe" },
    { name: "privacy", title: "Privacy and consent", about: "Which requests leave the page, and when; consent banners and mirrors.", also: "GDPR, cookies" },
    { name: "csp", title: "Content security policy", about: "A strict policy works; why each directive is needed.", also: "CSP" },
    { name: "live-updates", title: "Live updates", about: "Live articles: polling, push updates and the reader’s experience.", also: "live blog, liveblog, refresh" },
    { name: "long-articles", title: "Long articles", about: "Rendering in slices, and lazy layout." },
    { name: "analytics", title: "Analytics", about: "Which event reports what." },
    { name: "testing", title: "Testing", about: "Jest, Vitest, Playwright and visual tests.", also: "unit tests, end to end" },
  ]],
  ["Migration", [
    { name: "from-react-tweet", title: "From react-tweet", about: "How components, payloads and styles translate." },
    { name: "from-platform-script", title: "From the platform’s script", about: "Embed codes as blocks, and the original by a button." },
  ]],
  ["Reference", [
    { name: "format", title: "The format", about: "Every type and field of an article’s JSON." },
    { name: "api", title: "API", about: "Every export of the JavaScript package and of the crate." },
    ...modules.map((name) => ({ name: `api-${name}`, title: name === "index" ? "article-widget" : `article-widget/${name}`, about: "Every export with its types.", module: name })),
    { name: "element", title: "The element and its options", about: "Attributes, options, properties, methods and events.", also: "attributes, props, events", of: "The element" },
    { name: "posts", title: "Posts", about: "All formats of posts, and the requests they cause.", also: "tweets, X, Twitter, Bluesky, Mastodon, Threads" },
    { name: "languages", title: "Languages", about: "Interface texts, numbers, dates and labels.", also: "i18n, translation, localization, RTL" },
    { name: "limits", title: "Limits", about: "How much of an article is rendered, and what happens beyond." },
    { name: "trust", title: "Security and robustness", about: "Each guarantee with the tests that verify it." },
    { name: "browsers", title: "Browsers and runtimes", about: "Where it runs, and the oldest versions.", also: "browser support, compatibility" },
    { name: "mistakes", title: "Ten typical mistakes", about: "What the console, the element and the command line report.", also: "troubleshooting, errors, blank page" },
    { name: "diagnostics", title: "Diagnostics", about: "Every diagnostic and error, with an example before and after." },
  ]],
];
export const pages = groups.flatMap(([group, pages]) => pages.map((page) => ({ ...page, group })));
