//! Shapes that formats have in real systems: a header around rich text, answers of other APIs, blocks of a site's own.

use article_widget::import::{Format, Options, import};
use serde_json::{Value, json};

use crate::{check, imported};

/// The format that is found, and the article.
fn read(source: &Value) -> (Format, Value) {
    let result = imported(&source.to_string());
    check(&result, &source.to_string());
    (
        result.format,
        serde_json::to_value(&result.article).unwrap(),
    )
}

fn body(source: &Value) -> Value {
    read(source).1["body"].clone()
}

fn paragraph(text: &str) -> Value {
    json!({ "type": "paragraph", "text": text })
}

/// A TipTap document around these nodes.
fn doc(content: &Value) -> Value {
    json!({ "type": "doc", "content": content })
}

#[test]
fn rich_text_beside_a_title_has_its_header_in_every_format() {
    let delta = json!({ "ops": [{ "insert": "A mast.\n" }] });
    let raw = json!({
        "blocks": [{ "type": "unstyled", "text": "A mast.", "data": {}, "inlineStyleRanges": [], "entityRanges": [] }],
        "entityMap": {}
    });
    let paragraph_node =
        json!({ "type": "paragraph", "content": [{ "type": "text", "text": "A mast." }] });
    let blocks = json!({ "blocks": [{ "type": "paragraph", "data": { "text": "A mast." } }] });
    for (format, content) in [
        (Format::ProseMirror, doc(&json!([paragraph_node]))),
        (Format::Quill, delta),
        (Format::Draft, raw),
        (Format::EditorJs, blocks),
    ] {
        for content in [content.clone(), json!(content.to_string())] {
            let row = json!({
                "title": "Sails", "subtitle": "Of old cloth", "author": "Ida Reef",
                "published_at": "2025-01-02T03:04:05Z", "body": content
            });
            let (found, article) = read(&json!({ "data": { "attributes": row } }));
            let expected = json!({
                "headline": "Sails", "standfirst": "Of old cloth", "byline": [{ "name": "Ida Reef" }],
                "published": "2025-01-02T03:04:05Z", "body": [paragraph("A mast.")]
            });
            assert_eq!((found, article), (format, expected), "{row}");
        }
    }
}

#[test]
fn an_entry_of_contentfuls_graphql_keeps_its_header_and_its_links() {
    let (format, article) = read(&json!({ "data": { "postCollection": { "items": [{
        "sys": { "id": "p", "firstPublishedAt": "2025-01-02T00:00:00Z", "publishedAt": "2025-02-02T00:00:00Z" },
        "title": "Sails",
        "body": {
            "json": { "nodeType": "document", "data": {}, "content": [
                { "nodeType": "embedded-asset-block", "content": [], "data": { "target": { "sys": { "type": "Link", "linkType": "Asset", "id": "a" } } } }
            ] },
            "links": { "assets": { "block": [{ "sys": { "id": "a" }, "url": "https://example.org/a.png", "description": "A sail", "contentType": "image/png" }] } }
        }
    }] } } }));
    let expected = json!({
        "headline": "Sails", "published": "2025-01-02T00:00:00Z",
        "body": [{ "type": "image", "src": "https://example.org/a.png", "alt": "A sail" }]
    });
    assert_eq!((format, article), (Format::Contentful, expected));
}

#[test]
fn an_article_of_x_is_draft_js_though_its_blocks_have_data() {
    let (format, article) = read(&json!({ "title": "Sails", "content_state": {
        "blocks": [
            { "key": "a", "type": "unstyled", "text": "A mast.", "data": {}, "entityRanges": [] },
            { "key": "b", "type": "atomic", "text": " ", "data": {}, "entityRanges": [{ "key": 0, "offset": 0, "length": 1 }] }
        ],
        "entityMap": [{ "key": "0", "value": { "type": "TWEET", "data": { "tweetId": "1234" } } }]
    } }));
    let expected = json!([paragraph("A mast."), { "type": "tweet", "url": "https://x.com/i/web/status/1234" }]);
    assert_eq!((format, &article["body"]), (Format::Draft, &expected));
}

#[test]
fn rich_text_of_hygraph_is_slate_and_not_wordpress() {
    let (format, article) = read(
        &json!({ "data": { "post": { "title": "Sails", "content": { "raw": { "children": [
        { "type": "paragraph", "children": [{ "text": "A mast." }] }
    ] } } } } }),
    );
    let expected = json!({ "headline": "Sails", "body": [paragraph("A mast.")] });
    assert_eq!((format, article), (Format::Slate, expected));
}

#[test]
fn posts_that_only_have_html_are_read_from_ghost_wordpress_com_and_wpgraphql() {
    let ghost = json!({ "posts": [{ "title": "Sails", "html": "<p>A mast.</p>", "custom_excerpt": "Of cloth", "feature_image": null }] });
    let com = json!({
        "ID": 1, "title": "Sails &amp; oars", "URL": "https://sea.example/sails", "content": "<p>A mast.</p>",
        "author": { "name": "Ida Reef" }, "featured_image": "https://sea.example/a.jpg", "tags": { "Wind": { "name": "Wind" } }
    });
    let graphql = json!({ "data": { "post": {
        "title": "Sails", "content": "<p>A mast.</p>", "excerpt": "<p>Of cloth</p>", "author": { "node": { "name": "Ida Reef" } },
        "featuredImage": { "node": { "sourceUrl": "https://sea.example/a.jpg", "altText": "A sail" } },
        "categories": { "nodes": [{ "name": "Wind" }] }
    } } });
    let body = json!([paragraph("A mast.")]);
    let expected = json!({ "headline": "Sails", "standfirst": "Of cloth", "body": body });
    assert_eq!(read(&ghost), (Format::Lexical, expected));
    let expected = json!({
        "url": "https://sea.example/sails", "headline": "Sails & oars", "byline": [{ "name": "Ida Reef" }],
        "image": { "src": "https://sea.example/a.jpg", "alt": "" }, "tags": [{ "name": "Wind" }], "body": body
    });
    assert_eq!(read(&com), (Format::WordPress, expected));
    let expected = json!({
        "headline": "Sails", "standfirst": "Of cloth", "byline": [{ "name": "Ida Reef" }],
        "image": { "src": "https://sea.example/a.jpg", "alt": "A sail" }, "tags": [{ "name": "Wind" }], "body": body
    });
    assert_eq!(read(&graphql), (Format::WordPress, expected));
}

#[test]
fn rich_text_of_one_paragraph_in_a_field_for_a_standfirst_is_one() {
    let (_, article) = read(&json!({
        "id": "x", "type": "post", "data": {
            "title": [{ "type": "heading1", "text": "Sails", "spans": [] }],
            "subtitle": [{ "type": "paragraph", "text": "Of cloth", "spans": [] }],
            "author": { "id": "a", "type": "author", "data": { "name": "Ida Reef" } },
            "body": [{ "type": "paragraph", "text": "A mast.", "spans": [] }]
        }
    }));
    assert_eq!(article["standfirst"], "Of cloth");
    assert_eq!(article["byline"], json!([{ "name": "Ida Reef" }]));
    assert_eq!(article["body"], json!([paragraph("A mast.")]));
}

#[test]
fn a_caption_stays_with_its_picture_in_figures_of_prosemirror_and_lexical() {
    let captioned = |outer: &str, inner: &str| {
        json!({ "type": outer, "content": [
            { "type": "image", "attrs": { "src": "https://example.org/a.png", "alt": "A sail" } },
            { "type": inner, "content": [{ "type": "text", "text": "At sea" }] }
        ] })
    };
    let lexical = json!({ "root": { "type": "root", "children": [{
        "type": "image", "src": "https://example.org/a.png", "altText": "A sail", "width": 0, "height": 0,
        "caption": { "editorState": { "root": { "type": "root", "children": [{ "type": "paragraph", "children": [{ "type": "text", "text": "At sea" }] }] } } }
    }, { "type": "paragraph", "children": [{ "type": "text", "text": "Wind." }] }] } });
    let expected = json!({ "type": "image", "src": "https://example.org/a.png", "alt": "A sail", "caption": "At sea" });
    assert_eq!(body(&lexical)[0], expected);
    for node in [
        captioned("figure", "figcaption"),
        captioned("captionedImage", "caption"),
        captioned("mediaSingle", "caption"),
    ] {
        let after =
            json!({ "type": "paragraph", "content": [{ "type": "text", "text": "Wind." }] });
        assert_eq!(body(&doc(&json!([node, after])))[0], expected);
    }
}

#[test]
fn what_is_inside_a_line_does_not_part_its_paragraph() {
    let text = |text: &str| json!({ "type": "text", "text": text });
    let source = doc(&json!([{ "type": "paragraph", "content": [
        text("Due "), { "type": "date", "attrs": { "timestamp": "1700000000000" } }, text(" or"),
        { "type": "anchorPoint", "attrs": { "id": "a" } }, text(" never.")
    ] }]));
    assert_eq!(
        body(&source),
        json!([paragraph("Due 2023-11-14 or never.")])
    );
    let source = json!({ "root": { "type": "root", "children": [{ "type": "paragraph", "children": [
        text("The "), { "type": "inlineBlock", "fields": { "blockType": "term", "label": "mast" } }, text(" fell.")
    ] }] } });
    assert_eq!(body(&source), json!([paragraph("The mast fell.")]));
}

#[test]
fn a_heading_may_hold_its_text_in_a_paragraph() {
    let source = doc(&json!([
        { "type": "paragraph", "content": [{ "type": "text", "text": "A mast." }] },
        { "type": "heading", "attrs": { "level": 3 }, "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Wind" }] }] }
    ]));
    let source = json!({ "title": "Sails", "content": source });
    assert_eq!(
        body(&source)[1],
        json!({ "type": "heading", "text": "Wind", "level": 3 })
    );
}

#[test]
fn blocks_of_a_sites_own_keep_names_links_html_and_files() {
    let blocks =
        |blocks: Value| body(&json!({ "title": "Sails", "content": { "blocks": blocks } }));
    let block = |kind: &str, data: Value| json!({ "type": kind, "data": data });
    let picture = |src: &str| json!({ "src": format!("https://example.org/{src}"), "alt": "" });
    let cases = [
        (
            block(
                "testimonial",
                json!({ "text": "It blows", "author": { "name": "Ida" } }),
            ),
            json!({ "type": "quote", "text": "It blows", "cite": "Ida" }),
        ),
        (
            block(
                "button",
                json!({ "text": "Sail", "link": { "url": "https://example.org/go" } }),
            ),
            json!({ "type": "paragraph", "text": { "text": "Sail", "href": "https://example.org/go" } }),
        ),
        (
            block("spoiler", json!({ "content": "It <i>sank</i>" })),
            json!({ "type": "paragraph", "text": ["It ", { "text": "sank", "marks": ["em"] }] }),
        ),
        (
            block(
                "carousel",
                json!([{ "url": "https://example.org/a.jpg" }, { "url": "https://example.org/b.jpg" }]),
            ),
            json!({ "type": "gallery", "items": [picture("a.jpg"), picture("b.jpg")] }),
        ),
        (
            block(
                "plan",
                json!({ "url": "https://example.org/plan.png?w=9", "caption": "Deck" }),
            ),
            json!({ "type": "image", "src": "https://example.org/plan.png?w=9", "alt": "", "caption": "Deck" }),
        ),
        (
            block("player", json!({ "src": "https://example.org/a.mp3" })),
            json!({ "type": "audio", "sources": [{ "src": "https://example.org/a.mp3" }] }),
        ),
        (
            block("weather", json!({ "place": "Port Mast" })),
            paragraph("Port Mast"),
        ),
        (block("weather", json!({ "place": "港" })), paragraph("港")),
    ];
    for (source, expected) in cases {
        assert_eq!(blocks(json!([source])), json!([expected]), "{source}");
    }
}

#[test]
fn an_unknown_node_keeps_its_own_words_beside_its_children() {
    let source = doc(
        &json!([{ "type": "stage", "attrs": { "heading": "The deck", "tone": "blue" }, "content": [
        { "type": "paragraph", "content": [{ "type": "text", "text": "It is wet." }] }
    ] }]),
    );
    let source = json!({ "title": "Sails", "content": source });
    assert_eq!(
        body(&source),
        json!([paragraph("The deck"), paragraph("It is wet.")])
    );
}

#[test]
fn a_table_of_storyblok_has_its_head() {
    let source = json!({ "story": { "name": "x", "content": { "component": "page", "title": "Sails", "body": [{
        "component": "table", "table": {
            "thead": [{ "value": "Sail" }, { "value": "Size" }],
            "tbody": [{ "body": [{ "value": "Jib" }, { "value": "9" }] }]
        }
    }] } } });
    assert_eq!(
        body(&source),
        json!([{ "type": "table", "head": ["Sail", "Size"], "rows": [["Jib", "9"]] }])
    );
}

#[test]
fn notes_of_prosemirror_are_numbered() {
    let note = |number: u8| json!({ "type": "footnote", "attrs": { "number": number }, "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "A note." }] }] });
    let source = doc(&json!([
        { "type": "paragraph", "content": [{ "type": "text", "text": "A mast" }, { "type": "footnoteAnchor", "attrs": { "number": 2 } }] },
        note(2)
    ]));
    assert_eq!(
        body(&json!({ "title": "Sails", "content": source })),
        json!([
            { "type": "paragraph", "text": ["A mast", { "text": "2", "marks": ["sup"] }] },
            { "type": "list", "style": "number", "start": 2, "items": ["A note."] }
        ])
    );
}

#[test]
fn text_after_a_template_tag_in_its_paragraph_is_kept() {
    let source = json!({ "title": "Sails", "user": { "name": "Ida" }, "body_markdown": "{% youtube abcdefghijk %}\nA mast." });
    let video = json!({ "type": "embed", "url": "https://www.youtube.com/watch?v=abcdefghijk" });
    assert_eq!(body(&source), json!([video, paragraph("A mast.")]));
}

#[test]
fn texts_and_videos_that_belong_to_an_agencys_item_are_kept() {
    let source = json!({
        "uri": "urn:example:1", "type": "text", "headline": "Sails", "body_html": "<p>A mast.</p>",
        "associations": {
            "facts": { "type": "text", "headline": "In short", "body_text": "Nine masts" },
            "film": { "type": "video", "headline": "The fall", "renditions": { "main": { "href": "https://example.org/a.mp4", "mimetype": "video/mp4" } } }
        }
    });
    assert_eq!(
        body(&source),
        json!([
            paragraph("A mast."),
            { "type": "box", "heading": "In short", "body": [paragraph("Nine masts")] },
            { "type": "video", "sources": [{ "src": "https://example.org/a.mp4", "type": "video/mp4" }], "title": "The fall" }
        ])
    );
}

#[test]
fn a_story_of_ans_with_a_video_at_its_head_has_its_picture_too() {
    let (_, article) = read(&json!({
        "type": "story", "version": "0.10.9", "headlines": { "basic": "Sails" }, "label": { "kicker": { "text": "Sea" } },
        "promo_items": {
            "basic": { "type": "image", "url": "https://example.org/a.jpg", "alt_text": "A sail" },
            "lead_art": { "type": "video", "streams": [{ "url": "https://example.org/a.mp4", "stream_type": "mp4" }] }
        },
        "content_elements": [{ "type": "text", "content": "A mast." }]
    }));
    assert_eq!(article["kicker"], "Sea");
    assert_eq!(
        article["image"],
        json!({ "src": "https://example.org/a.jpg", "alt": "A sail" })
    );
    assert_eq!(article["body"][0]["type"], "video");
}

#[test]
fn an_answer_with_several_stories_of_ans_gives_one_of_them() {
    let story = |title: &str, text: &str| json!({ "type": "story", "headlines": { "basic": title }, "content_elements": [{ "type": "text", "content": text }] });
    let (_, article) = read(
        &json!({ "type": "results", "content_elements": [story("Sails", "A mast that fell."), story("Oars", "Two.")] }),
    );
    assert_eq!(
        article,
        json!({ "headline": "Sails", "body": [paragraph("A mast that fell.")] })
    );
}

#[test]
fn elements_in_elements_of_the_guardian_keep_their_words() {
    let list = json!({ "type": "list", "listTypeData": { "items": [{ "title": "Jib", "elements": [{ "type": "text", "textTypeData": { "html": "<p>The <b>small</b> one</p>" } }] }] } });
    let source = json!({ "response": { "content": { "webTitle": "Sails", "webUrl": "https://example.org/s", "blocks": { "body": [{ "elements": [list] }] } } } });
    assert_eq!(
        body(&source),
        json!([
            paragraph("Jib"), { "type": "paragraph", "text": ["The ", { "text": "small", "marks": ["strong"] }, " one"] }
        ])
    );
}

#[test]
fn a_table_of_data_in_apple_news_has_its_records() {
    let source = json!({ "version": "1.9", "identifier": "a", "title": "Sails", "components": [{
        "role": "datatable", "data": {
            "descriptors": [{ "key": "a", "label": "Sail" }, { "key": "b", "label": { "type": "formatted_text", "text": "Size" } }],
            "records": [{ "a": "Jib", "b": 9 }]
        }
    }] });
    assert_eq!(
        body(&source),
        json!([{ "type": "table", "head": ["Sail", "Size"], "rows": [["Jib", "9"]] }])
    );
}

#[test]
fn an_older_strapi_has_its_text_in_markdown_and_in_dynamic_zones() {
    let attributes = |key: &str, value: Value| {
        json!({ "data": { "id": 1, "attributes": {
            "title": "Sails", "publishedAt": "2025-01-02T00:00:00Z", key: value,
            "author": { "data": { "attributes": { "name": "Ida Reef" } } }, "tags": { "data": [{ "attributes": { "name": "Wind" } }] }
        } } })
    };
    let zone = json!([{ "__component": "shared.rich-text", "body": "## Wind\n\nA *mast*." }]);
    for source in [
        attributes("content", json!("## Wind\n\nA *mast*.")),
        attributes("blocks", zone),
    ] {
        let expected = json!({
            "headline": "Sails", "published": "2025-01-02T00:00:00Z", "byline": [{ "name": "Ida Reef" }], "tags": [{ "name": "Wind" }],
            "body": [
                { "type": "heading", "text": "Wind", "level": 2 },
                { "type": "paragraph", "text": ["A ", { "text": "mast", "marks": ["em"] }, "."] }
            ]
        });
        assert_eq!(read(&source), (Format::Slate, expected), "{source}");
    }
}

#[test]
fn ids_of_authors_are_references_and_no_names() {
    let id = "65f1c0ffee65f1c0ffee0001";
    let text = json!({ "root": { "type": "root", "children": [{ "type": "paragraph", "children": [{ "type": "text", "text": "A mast." }] }] } });
    let source = json!({ "title": "Sails", "authors": [id], "populatedAuthors": [{ "id": id, "name": "Ida Reef" }], "content": text });
    let result = imported(&source.to_string());
    assert_eq!(result.article.byline[0].name, "Ida Reef");
    assert_eq!(result.references[0].id, id);
}

#[test]
fn blocks_of_notion_as_they_are_sent_and_nodes_of_tiptap_without_a_document_are_found() {
    let notion = json!([{ "type": "paragraph", "paragraph": { "rich_text": [{ "text": { "content": "A mast." } }] } }]);
    let tiptap =
        json!([{ "type": "paragraph", "content": [{ "type": "text", "text": "A mast." }] }]);
    let expected = json!({ "headline": "A mast.", "body": [paragraph("A mast.")] });
    assert_eq!(read(&notion), (Format::Notion, expected.clone()));
    assert_eq!(read(&tiptap), (Format::ProseMirror, expected));
}

#[test]
fn documents_of_sanity_keep_their_header_from_graphql_and_around_sections() {
    let block = json!({ "_type": "block", "children": [{ "_type": "span", "text": "A mast." }] });
    let graphql = json!({ "data": { "allPost": [{ "title": "Sails", "bodyRaw": [block] }] } });
    let page = json!({ "_type": "page", "title": "Sails", "sections": [{ "_type": "prose", "content": [block] }] });
    for source in [graphql, page] {
        let (_, article) = read(&source);
        assert_eq!(
            article,
            json!({ "headline": "Sails", "body": [paragraph("A mast.")] }),
            "{source}"
        );
    }
}

#[test]
fn tools_of_editor_js_are_known_under_names_in_capitals() {
    let source = json!({ "blocks": [
        { "type": "Header", "data": { "text": "Sails", "level": 1 } },
        { "type": "List", "data": { "style": "ordered", "items": ["Jib"] } }
    ] });
    assert_eq!(
        body(&source),
        json!([{ "type": "list", "style": "number", "items": ["Jib"] }])
    );
}

#[test]
fn a_video_of_quill_has_a_line_to_itself_without_a_break_after_it() {
    let url = "https://www.youtube.com/embed/abcdefghijk";
    let source = json!({ "ops": [
        { "insert": "The sails are up.\n" }, { "insert": { "video": url } }, { "insert": "Jib" }, { "insert": "\n", "attributes": { "list": "ordered" } }
    ] });
    assert_eq!(
        body(&source),
        json!([
            paragraph("The sails are up."), { "type": "embed", "url": url }, { "type": "list", "style": "number", "items": ["Jib"] }
        ])
    );
}

#[test]
fn cards_in_the_html_of_ghost_are_what_they_are_in_its_editor() {
    let card =
        |kind: &str, inner: &str| format!("<div class=\"kg-card kg-{kind}-card\">{inner}</div>");
    let html = [
        card("callout", "<div class=\"kg-callout-text\">Mind the <b>boom</b></div>"),
        card("toggle", "<div class=\"kg-toggle-heading\"><h4 class=\"kg-toggle-heading-text\">Why?</h4><button><svg></svg></button></div><div class=\"kg-toggle-content\"><p>It hits.</p></div>"),
        "<figure class=\"kg-card kg-bookmark-card\"><a class=\"kg-bookmark-container\" href=\"https://example.org/jib\"><div class=\"kg-bookmark-title\">Jib</div><div class=\"kg-bookmark-description\">A sail</div><img class=\"kg-bookmark-icon\" src=\"https://example.org/i.png\"><span class=\"kg-bookmark-author\">Ida</span><div class=\"kg-bookmark-thumbnail\"><img src=\"https://example.org/t.png\"></div></a></figure>".to_owned(),
    ]
    .concat();
    let source = json!({ "posts": [{ "title": "Sails", "html": html, "comment_id": "1" }] });
    assert_eq!(
        body(&source),
        json!([
            { "type": "box", "body": [{ "type": "paragraph", "text": ["Mind the ", { "text": "boom", "marks": ["strong"] }] }] },
            { "type": "section", "heading": "Why?", "open": false, "body": [paragraph("It hits.")] },
            { "type": "link", "url": "https://example.org/jib", "title": "Jib", "description": "A sail", "kicker": "Ida", "image": "https://example.org/t.png" }
        ])
    );
}

#[test]
fn long_text_of_contentful_is_markdown_in_every_language() {
    let text = "Sails are *large*.\n\nA mast.";
    for text in [json!(text), json!({ "en-US": text })] {
        let source = json!({ "sys": { "type": "Entry", "id": "a" }, "fields": { "title": "Sails", "body": text } });
        let paragraphs = json!([
            { "type": "paragraph", "text": ["Sails are ", { "text": "large", "marks": ["em"] }, "."] }, paragraph("A mast.")
        ]);
        assert_eq!(
            read(&source),
            (
                Format::Contentful,
                json!({ "headline": "Sails", "body": paragraphs })
            )
        );
    }
}

#[test]
fn of_a_list_of_texts_in_an_unknown_block_all_are_kept() {
    let source = json!([
        { "_type": "block", "children": [{ "_type": "span", "text": "Sails" }], "style": "h1" },
        { "_type": "poll", "choices": ["Red", "blue"] }
    ]);
    assert_eq!(body(&source), json!([paragraph("Red"), paragraph("blue")]));
}

#[test]
fn footnotes_of_editor_js_follow_its_text() {
    let source = json!({ "title": "Sails", "body": { "blocks": [
        { "type": "paragraph", "data": { "text": "A mast<sup>1</sup>" }, "tunes": { "footnotes": ["Of <b>oak</b>"] } }
    ] } });
    assert_eq!(
        body(&source),
        json!([
            { "type": "paragraph", "text": ["A mast", { "text": "1", "marks": ["sup"] }] },
            { "type": "divider" },
            { "type": "list", "style": "number", "items": [["Of ", { "text": "oak", "marks": ["strong"] }]] }
        ])
    );
}

#[test]
fn html_in_a_component_of_apple_news_that_says_text_is_read_and_reported() {
    let source = json!({ "version": "1.9", "identifier": "a", "title": "Sails", "components": [{ "role": "body", "text": "<p>A <b>mast</b>.</p>" }] });
    assert_eq!(
        body(&source),
        json!([{ "type": "paragraph", "text": ["A ", { "text": "mast", "marks": ["strong"] }, "."] }])
    );
    let result = imported(&source.to_string());
    assert_eq!(result.diagnostics[0].code, "html-in-text");
}

#[test]
fn documents_of_slate_before_its_nodes_were_called_children_keep_their_words() {
    let leaf =
        |text: &str, marks: &Value| json!({ "object": "leaf", "text": text, "marks": marks });
    let text = |leaves: &Value| json!({ "object": "text", "leaves": leaves });
    let block = |kind: &str, nodes: &Value| json!({ "object": "block", "type": kind, "data": {}, "nodes": nodes });
    let bold = json!([{ "object": "mark", "type": "bold", "data": {} }]);
    let link = json!({ "object": "inline", "type": "link", "data": { "href": "https://example.org/jib" },
        "nodes": [text(&json!([leaf("the jib", &json!([]))]))] });
    let nodes = json!([
        block("heading-two", &json!([text(&json!([leaf("Rigging", &json!([]))]))])),
        block("paragraph", &json!([text(&json!([leaf("Hoist ", &json!([])), leaf("now", &bold), leaf(", then ", &json!([]))])), link, text(&json!([leaf(".", &json!([]))]))])),
        block("bulleted-list", &json!([block("list-item", &json!([{ "object": "text", "text": "A halyard", "marks": [] }]))])),
        { "object": "block", "type": "image", "isVoid": true, "data": { "src": "https://example.org/jib.jpg", "alt": "The jib" }, "nodes": [text(&json!([leaf("", &json!([]))]))] },
    ]);
    let expected = json!([
        { "type": "paragraph", "text": ["Hoist ", { "text": "now", "marks": ["strong"] }, ", then ", { "text": "the jib", "href": "https://example.org/jib" }, "."] },
        { "type": "list", "items": ["A halyard"] },
        { "type": "image", "src": "https://example.org/jib.jpg", "alt": "The jib" }
    ]);
    for source in [
        json!({ "object": "value", "document": { "object": "document", "data": {}, "nodes": nodes } }),
        json!({ "document": { "nodes": nodes } }),
        nodes.clone(),
    ] {
        let (format, article) = read(&source);
        assert_eq!((format, &article["body"]), (Format::Slate, &expected));
        assert_eq!(article["headline"], "Rigging");
    }
}

#[test]
fn of_a_document_in_several_languages_the_first_is_read_and_the_others_are_reported() {
    let block = |text: &str| json!([{ "_type": "block", "style": "normal", "children": [{ "_type": "span", "text": text, "marks": [] }] }]);
    let list = |kind: &str, en: &Value, de: &Value| json!([{ "_key": "en", "_type": kind, "value": en }, { "_key": "de", "_type": kind, "value": de }]);
    let object = |kind: &str, en: &Value, de: &Value| json!({ "_type": kind, "en": en, "de": de });
    let (title, titel) = (json!("The boat is late"), json!("Das Boot ist spät"));
    let (text, worte) = (block("It left at nine."), block("Es fuhr um neun."));
    for source in [
        json!({ "_type": "post", "title": list("internationalizedArrayStringValue", &title, &titel), "body": list("internationalizedArrayBlockContentValue", &text, &worte) }),
        json!({ "_type": "post", "title": object("localeString", &title, &titel), "body": object("localeBlockContent", &text, &worte) }),
    ] {
        let result = imported(&source.to_string());
        assert_eq!(
            serde_json::to_value(&result.article).unwrap(),
            json!({ "lang": "en", "headline": "The boat is late", "body": [paragraph("It left at nine.")] })
        );
        let left_out: Vec<_> = result
            .diagnostics
            .iter()
            .map(|one| (one.code, one.path.as_str()))
            .collect();
        assert_eq!(left_out, [("left-out", "$.title"), ("left-out", "$.body")]);
    }
}

#[test]
fn an_answer_with_several_articles_gives_the_first_or_the_wanted_one_and_says_how_many_there_are() {
    let slate = |text: &str| json!([{ "type": "paragraph", "children": [{ "text": text }] }]);
    let block = |text: &str| json!([{ "_type": "block", "style": "normal", "children": [{ "_type": "span", "text": text }] }]);
    let tiptap = |text: &str| {
        doc(&json!([{ "type": "paragraph", "content": [{ "type": "text", "text": text }] }]))
    };
    let of = |key: &str, rich: &dyn Fn(&str) -> Value| {
        json!({ "total": 2, key: [
            { "title": "The boat", "author": "Ida Reef", "content": rich("It left.") },
            { "title": "The pier", "content": rich("It stays where it is, and that is all there is to it.") }
        ] })
    };
    for (key, source) in [
        ("docs", of("docs", &slate)),
        ("result", of("result", &block)),
        ("rows", of("rows", &tiptap)),
    ] {
        let result = imported(&source.to_string());
        assert_eq!(
            result.article.headline.to_plain_text(),
            "The boat",
            "{source}"
        );
        let found = |code: &str| {
            let one = result.diagnostics.iter().find(|one| one.code == code);
            one.map(|one| one.path.clone())
        };
        assert_eq!(found("more-than-one"), Some(format!("$.{key}")));
        let second = Options {
            pick: Some(1),
            ..Options::default()
        };
        let second = import(source.to_string().as_bytes(), &second).unwrap();
        assert_eq!(second.article.headline.to_plain_text(), "The pier");
    }
}
