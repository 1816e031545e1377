// The plugin for WordPress, run by PHP with the functions of WordPress that it calls; skipped where there is no PHP.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";

const plugin = fileURLToPath(new URL("../../examples/wordpress/article-widget.php", import.meta.url));
const php = process.env.PHP ?? "php";
const missing = spawnSync(php, ["-v"]).error !== undefined && "no PHP";

const wordpress = `<?php
define('ABSPATH', '/');
function add_action($hook, $callback) { $GLOBALS[$hook] = $callback; }
function plugins_url($path, $file) { return "/plugins/$path"; }
function wp_register_script($name, $url) { $GLOBALS['scripts'][$name] = $url; }
function wp_add_inline_script($name, $code) { $GLOBALS['code'] = $code; }
function wp_enqueue_script($name) { $GLOBALS['enqueued'][] = $name; }
function register_block_type($name, $options) { $GLOBALS['blocks'][$name] = $options; }
function add_shortcode($name, $callback) { $GLOBALS['shortcodes'][$name] = $callback; }
function esc_attr($text) { return htmlspecialchars($text, ENT_QUOTES); }
function esc_html__($text) { return htmlspecialchars($text, ENT_QUOTES); }
function esc_url($url, $schemes) {
  if (preg_match('/^\\s*([a-z][a-z0-9+.-]*):/i', $url, $found) && !in_array(strtolower($found[1]), $schemes, true)) return '';
  return preg_replace('/[^\\w\\-.~+?#=!&;,\\/:%@$|*()\\[\\]]/', '', $url);
}
require $argv[1];
$init();
$render = $shortcodes['article_widget'];
$html = array_map(fn ($attributes) => $render($attributes), json_decode($argv[2], true));
echo json_encode(compact('html', 'enqueued', 'scripts', 'code') + ['blocks' => array_keys($blocks)]);
`;

function rendered(...attributes) {
  const { stdout, stderr, status } = spawnSync(php, ["-n", "-d", "error_reporting=-1", "-d", "display_errors=stderr", "--", plugin, JSON.stringify(attributes)], { input: wordpress, encoding: "utf8" });
  assert.deepEqual([status, stderr], [0, ""]);
  return JSON.parse(stdout);
}

test("the shortcode and the block print the element, and the page gets the script", { skip: missing }, () => {
  const { html, enqueued, scripts, blocks, code } = rendered({ src: "/articles/ferry.json", sections: "first", "heading-level": "2", fallback: "/ferry/" });
  assert.deepEqual(html, ['<article-widget src="/articles/ferry.json" sections="first" heading-level="2"><a href="/ferry/">Read the article</a></article-widget>']);
  assert.deepEqual([enqueued, blocks], [["article-widget"], ["article-widget/article"]]);
  assert.equal(scripts["article-widget"], "/plugins/article-widget.classic.js");
  assert.doesNotThrow(() => new Function(code));
});

test("the plugin escapes or refuses every attribute", { skip: missing }, () => {
  const { html } = rendered(
    "",
    { src: "javascript:alert(1)" },
    { src: ["/a.json"] },
    { src: '/a.json"><script>alert(1)</script>', sections: '"><b>', "heading-level": "2\n", theme: ["dark"], refresh: "-1", onclick: "alert(1)", fallback: "javascript:alert(1)" },
  );
  assert.deepEqual(html.slice(0, 3), ["", "", ""]);
  assert.match(html[3], /^<article-widget src="[^"<>]*"><\/article-widget>$/);
});
