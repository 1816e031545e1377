//! Our own markup, as `to_html` prints it.

use super::blocks::Walker;
use super::code::write_math;
use super::figure::into_image;
use super::formatting::language;
use super::own_post;
use super::picture;
use super::tree::{Id, ROOT, Tree};
use crate::import::inline_text::{flatten_all, is_blank};
use crate::model::{
    Article, Block, Chart, Code, Common, Correction, Embed, FactBox, Gallery, GalleryLayout,
    Heading, Image, ImageBlock, ImageLayout, Inline, Math, Person, Publisher, Pullquote, Quote,
    Related, Run, Section, Story, Tag,
};
use crate::render::slug;

/// The element of an article that this crate rendered.
pub(super) fn article(tree: &Tree<'_>) -> Option<Id> {
    tree.find(ROOT, |id| {
        tree.name(id) == "article" && tree.has_class(id, "aw")
    })
}

/// The first element inside with a class.
pub(super) fn part(tree: &Tree<'_>, id: Id, class: &str) -> Option<Id> {
    tree.find(id, |found| tree.has_class(found, class))
}

fn words(tree: &Tree<'_>, id: Id, class: &str) -> Option<String> {
    part(tree, id, class)
        .map(|found| tree.words(found))
        .filter(|words| !words.is_empty())
}

fn inline(walker: &mut Walker<'_, '_>, id: Id, class: &str) -> Option<Inline> {
    let found = part(walker.tree, id, class)?;
    Some(walker.line(found)).filter(|text| !is_blank(text))
}

/// Reads such an article.
pub(super) fn read(walker: &mut Walker<'_, '_>, id: Id) -> Article {
    let tree = walker.tree;
    let prefix = tree
        .value(id, "aria-labelledby")
        .and_then(|label| label.split(' ').next_back()?.strip_suffix("-headline"))
        .unwrap_or_default();
    walker.own_prefix = Some(prefix.to_owned());
    let (lang, dir) = language(tree, id);
    let mut article = Article {
        lang,
        dir,
        ..Article::default()
    };
    if let Some(header) = part(tree, id, "aw-article-header") {
        article.kicker = inline(walker, header, "aw-kicker");
        article.headline = inline(walker, header, "aw-headline").unwrap_or_default();
        article.standfirst = inline(walker, header, "aw-standfirst");
        if let Some(byline) = part(tree, header, "aw-byline") {
            article.byline = people(walker, byline);
        }
        if let Some(publisher) = part(tree, header, "aw-publisher") {
            article.publisher = words(tree, publisher, "aw-person").map(|name| {
                let mut found = Publisher::new(name);
                found.url = address(walker, publisher, "aw-person");
                found.logo = source(walker, publisher, "aw-logo");
                found
            });
        }
        article.published = time(tree, header, "aw-published");
        article.updated = time(tree, header, "aw-updated");
    }
    if let Some(figure) = part(tree, id, "aw-lead-picture") {
        article.image = image(walker, figure);
    }
    if let Some(footer) = tree
        .children(id)
        .find(|child| tree.has_class(*child, "aw-footer"))
    {
        article.corrections = corrections(walker, footer);
        for tag in tree
            .descendants(footer)
            .filter(|found| tree.has_class(*found, "aw-tag"))
        {
            let path = walker.path(tag);
            let mut found = Tag::new(tree.words(tag));
            found.url = tree
                .value(tag, "href")
                .and_then(|url| walker.cx.link(url, &path));
            article.tags.push(found);
        }
    }
    if let Some(points) = part(tree, id, "aw-key-points") {
        for point in tree
            .descendants(points)
            .filter(|found| tree.name(*found) == "li")
        {
            let point = walker.line(point);
            article.key_points.push(point);
        }
        walker.skip([points]);
    }
    article.live = part(tree, id, "aw-live").is_some();
    walker.key_events = tree
        .descendants(id)
        .filter(|found| tree.has_class(*found, "aw-key-event"))
        .filter_map(|link| tree.value(link, "href")?.strip_prefix('#'))
        .collect();
    // In what `to_html` prints, white space is text; somebody may have indented it.
    walker.keep_white_space(!tree.outer(id).contains(">\n"));
    article.body = with_headings(walker.run(id));
    walker.keep_white_space(false);
    article
}

/// Sections beside plain headings as headings: the first level of headings starts sections, and a plain one would, too.
fn with_headings(body: Vec<Block>) -> Vec<Block> {
    let mixed = body.iter().any(|block| matches!(block, Block::Heading(_)))
        && body.iter().any(|block| matches!(block, Block::Section(_)));
    if !mixed {
        return body;
    }
    let mut flat = Vec::new();
    for block in body {
        match block {
            Block::Heading(mut heading) => {
                heading.level = heading.level.map(|level| level.max(3));
                flat.push(heading.into());
            }
            Block::Section(section)
                if section.open.is_none() && section.common.published.is_none() =>
            {
                let mut heading = Heading::new(section.heading);
                heading.level = Some(2);
                heading.common = section.common;
                flat.push(heading.into());
                flat.extend(section.body);
            }
            block => flat.push(block),
        }
    }
    flat
}

fn time(tree: &Tree<'_>, id: Id, class: &str) -> Option<String> {
    tree.value(part(tree, id, class)?, "datetime")
        .map(str::to_owned)
}

fn address(walker: &mut Walker<'_, '_>, id: Id, class: &str) -> Option<String> {
    let tree = walker.tree;
    let path = walker.path(id);
    let href = tree.value(part(tree, id, class)?, "href")?;
    walker.cx.link(href, &path)
}

fn source(walker: &mut Walker<'_, '_>, id: Id, class: &str) -> Option<String> {
    let tree = walker.tree;
    let path = walker.path(id);
    let found = part(tree, id, class)?;
    let src = tree
        .value(found, "src")
        .or_else(|| tree.value(found, "data-src"))?;
    walker.cx.media(src, &path)
}

fn people(walker: &mut Walker<'_, '_>, byline: Id) -> Vec<Person> {
    let tree = walker.tree;
    let path = walker.path(byline);
    let mut people: Vec<Person> = Vec::new();
    let mut portrait = None;
    for child in tree.children(byline) {
        if tree.has_class(child, "aw-avatar") {
            portrait = tree
                .value(child, "src")
                .and_then(|src| walker.cx.media(src, &path));
        } else if tree.has_class(child, "aw-person") {
            let mut person = Person::new(tree.words(child));
            person.url = tree
                .value(child, "href")
                .and_then(|url| walker.cx.link(url, &path));
            person.image = portrait.take();
            people.push(person);
        } else if tree.has_class(child, "aw-role")
            && let Some(person) = people.last_mut()
        {
            person.role = Some(tree.words(child));
        }
    }
    people
}

fn corrections(walker: &mut Walker<'_, '_>, footer: Id) -> Vec<Correction> {
    let tree = walker.tree;
    let mut found = Vec::new();
    for line in tree
        .descendants(footer)
        .filter(|id| tree.has_class(*id, "aw-correction"))
    {
        let date = tree
            .children(line)
            .find(|child| tree.name(*child) == "time")
            .and_then(|time| {
                walker.skip([time]);
                tree.value(time, "datetime").map(str::to_owned)
            });
        let mut text = walker.line(line);
        if date.is_some() {
            trim_dash(&mut text);
        }
        let mut correction = Correction::new(text);
        correction.date = date;
        found.push(correction);
    }
    found
}

/// Takes the dash between a date and its text off the start.
fn trim_dash(text: &mut Inline) {
    let first = match text {
        Inline::Text(text) => text,
        Inline::Runs(runs) => match runs.first_mut() {
            Some(Run::Text(text)) => text,
            _ => return,
        },
        Inline::Span(_) => return,
    };
    if let Some(rest) = first.strip_prefix("– ") {
        *first = rest.to_owned();
    }
}

/// A picture with its caption, credit and link.
fn image(walker: &mut Walker<'_, '_>, figure: Id) -> Option<Image> {
    let tree = walker.tree;
    let img = tree.find_named(figure, "img")?;
    let mut image = picture::read(walker, img, img)?;
    let parent = tree.parent(img);
    if tree.name(parent) == "a" {
        let path = walker.path(parent);
        image.href = tree
            .value(parent, "href")
            .and_then(|href| walker.cx.link(href, &path));
    }
    image.focus = [
        ("aw-focus-left", [0.0, 0.5]),
        ("aw-focus-right", [1.0, 0.5]),
        ("aw-focus-top", [0.5, 0.0]),
        ("aw-focus-bottom", [0.5, 1.0]),
    ]
    .into_iter()
    .find(|(class, _)| tree.has_class(img, class))
    .map(|(_, focus)| focus);
    let caption = tree
        .children(figure)
        .find(|child| tree.name(*child) == "figcaption");
    if let Some(caption) = caption {
        image.caption = inline(walker, caption, "aw-caption");
        image.credit = words(tree, caption, "aw-credit");
    }
    Some(image)
}

/// The fields that all blocks have. What has an id in the page has one of its own, unless it comes from a heading's words.
fn common(walker: &mut Walker<'_, '_>, id: Id, heading: Option<&str>) -> Common {
    let tree = walker.tree;
    let (lang, dir) = language(tree, id);
    let prefix = walker.own_prefix.clone().unwrap_or_default();
    let own = tree
        .value(id, "id")
        .and_then(|own| own.strip_prefix(&prefix))
        .map(str::to_owned);
    if let Some(own) = &own {
        walker.assign(own);
    }
    let key = tree.value(id, "data-key");
    let natural = heading.map(slug);
    let own = own.filter(|own| {
        let repeated = natural.as_ref().is_some_and(|slug| {
            own.strip_prefix(slug.as_str()).is_some_and(|rest| {
                rest.is_empty()
                    || rest
                        .strip_prefix('-')
                        .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
            })
        });
        // Without a key, the block is inside one that has it.
        !repeated && (key.is_none() || key == Some(own.as_str()))
    });
    Common {
        id: own,
        lang,
        dir,
        key_event: tree
            .value(id, "id")
            .is_some_and(|own| walker.key_events.get(own).is_some()),
        ..Common::default()
    }
}

fn add(walker: &mut Walker<'_, '_>, id: Id, block: impl Into<Block>) {
    let common = common(walker, id, None);
    walker.push_with(common, block.into());
}

/// Adds the block of an element of ours; `false` if it isn't one.
pub(super) fn element(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    if walker.own_prefix.is_none() {
        return false;
    }
    let tree = walker.tree;
    let class = tree
        .attribute(id, "class")
        .and_then(|classes| classes.split_ascii_whitespace().next())
        .and_then(|class| class.strip_prefix("aw-"));
    match class {
        Some(
            "tools" | "toc" | "copy" | "enlarge" | "section-sign" | "header" | "footer"
            | "lead-picture" | "update-time" | "cut",
        ) => {}
        Some("gallery-items" | "gallery-item" | "chart-data") => walker.block(id),
        Some("section") => section(walker, id),
        Some("update") => update(walker, id),
        Some("heading") => {
            let heading = common(walker, id, Some(&tree.words(id)));
            let text = walker.line(id);
            // A widget's sections are one level below its headline; so are their headings below them.
            let level = tree
                .value(id, "aria-level")
                .or_else(|| tree.name(id).strip_prefix('h'))
                .and_then(|level| level.parse::<u8>().ok())
                .unwrap_or(3);
            let mut block = Heading::new(text);
            block.level = Some(level.saturating_sub(1).clamp(2, 6));
            block.common = heading;
            walker.push(block);
        }
        Some("paragraph") => {
            let common = common(walker, id, None);
            walker.paragraph_with(id, common);
        }
        Some("box") => {
            let heading =
                part(tree, id, "aw-box-heading").filter(|found| tree.parent(*found) == id);
            let text = heading.map(|heading| walker.line(heading));
            walker.skip(heading);
            let mut block = FactBox::new(walker.collect(id));
            block.heading = text;
            add(walker, id, block);
        }
        Some("quote" | "pullquote") => quote(walker, id),
        Some("image") => {
            if let Some(image) = image(walker, id) {
                let mut block = ImageBlock::from(image);
                block.layout = if tree.has_class(id, "aw-in-text") {
                    Some(ImageLayout::Text)
                } else {
                    tree.has_class(id, "aw-full").then_some(ImageLayout::Full)
                };
                add(walker, id, block);
            }
        }
        Some("gallery") => {
            let caption = tree
                .children(id)
                .find(|child| tree.name(*child) == "figcaption");
            let text = caption.and_then(|caption| inline(walker, caption, "aw-caption"));
            walker.skip(caption);
            let images: Vec<Image> = walker
                .collect(id)
                .into_iter()
                .filter_map(into_image)
                .collect();
            let mut gallery = Gallery::new(images);
            gallery.caption = text;
            gallery.layout = if tree.has_class(id, "aw-compare") {
                Some(GalleryLayout::Compare)
            } else {
                tree.has_class(id, "aw-pair").then_some(GalleryLayout::Pair)
            };
            add(walker, id, gallery);
        }
        Some("video" | "audio" | "table-figure") => media(walker, id),
        Some("code") => {
            let text = tree.find_named(id, "pre").map(|pre| tree.text(pre));
            let mut code = Code::new(text.unwrap_or_default());
            code.language = words(tree, id, "aw-media-title");
            add(walker, id, code);
        }
        Some("math") => {
            let Some(formula) = tree.find_named(id, "math") else {
                return false;
            };
            let mut mathml = String::new();
            write_math(tree, formula, &mut mathml);
            let mut math = Math::new(mathml);
            math.alt = tree.value(formula, "aria-label").map(str::to_owned);
            add(walker, id, math);
        }
        Some("link-card") => {
            let Some(story) = story(walker, id) else {
                return false;
            };
            add(walker, id, story);
        }
        Some("related") => related(walker, id),
        Some("note-ref") => return note(walker, id),
        Some("embed") => embed(walker, id),
        Some("slot") => {
            if let Some(name) = tree.value(id, "data-slot") {
                add(walker, id, Block::slot(name));
            } else {
                return false;
            }
        }
        Some("tweet") => {
            let post = own_post::read(walker, id);
            add(walker, id, post);
        }
        _ => return false,
    }
    true
}

fn related(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let (mut stories, mut kept) = (Vec::new(), Vec::new());
    for item in part(tree, id, "aw-related-items")
        .into_iter()
        .flat_map(|list| tree.children(list))
    {
        match story(walker, item) {
            Some(story) => stories.push(story),
            None => kept.extend(walker.collect(item)),
        }
    }
    let mut block = Related::new(stories);
    // Without a heading of its own, it has one in the article's language.
    block.heading = inline(walker, id, "aw-box-heading").filter(|heading| {
        let own = part(tree, id, "aw-box-heading").and_then(|found| tree.value(found, "id"));
        let own = own.and_then(|own| own.strip_prefix(walker.own_prefix.as_deref()?));
        own.is_some_and(|own| own.starts_with(&slug(&heading.to_plain_text())))
    });
    add(walker, id, block);
    for block in kept {
        walker.push(block);
    }
}

/// What a card says of the story that it leads to.
fn story(walker: &mut Walker<'_, '_>, id: Id) -> Option<Story> {
    let tree = walker.tree;
    let url = address(walker, id, "aw-link-text")?;
    let title = words(tree, id, "aw-link-title").unwrap_or_else(|| url.clone());
    let mut story = Story::new(url, title);
    story.kicker = words(tree, id, "aw-link-kicker");
    story.description = words(tree, id, "aw-link-description");
    story.image = source(walker, id, "aw-link-image");
    Some(story)
}

/// The number of a note: the note itself is in the footer.
fn note(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    let target = tree
        .find_named(id, "a")
        .and_then(|link| tree.value(link, "href")?.strip_prefix('#'));
    let Some(item) =
        target.and_then(|target| tree.find(ROOT, |found| tree.value(found, "id") == Some(target)))
    else {
        return false;
    };
    // Its last link leads back.
    walker.skip(
        tree.children(item)
            .filter(|child| tree.name(*child) == "a")
            .last(),
    );
    let outer = std::mem::take(&mut walker.flow);
    let text = walker.line(item);
    walker.flow = outer;
    walker.flow.builder.annotate(text);
    true
}

fn section(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let Some(title) = part(tree, id, "aw-section-title") else {
        return;
    };
    let heading = walker.line(title);
    let mut common = common(walker, id, Some(&heading.to_plain_text()));
    let Some(inner) = part(tree, id, "aw-panel-inner") else {
        return;
    };
    common.published = tree
        .children(inner)
        .find(|child| tree.has_class(*child, "aw-update-time"))
        .and_then(|time| tree.value(time, "datetime"))
        .map(str::to_owned);
    let mut section = Section::new(heading).body(walker.collect(inner));
    let closed = part(tree, id, "aw-section-button")
        .is_some_and(|button| tree.attribute(button, "aria-expanded") == Some("false"));
    section.open = closed.then_some(false);
    section.common = common;
    walker.push(section);
}

/// A block of a live article, with its time before it.
fn update(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let published = time(tree, id, "aw-update-time");
    let mut blocks = walker.collect(id);
    if let Some(common) = blocks.first_mut().and_then(Block::common_mut) {
        common.published = published;
        // A key event without an id of its own has one from its words.
        if common.key_event && tree.value(id, "data-key") != common.id.as_deref() {
            common.id = None;
        }
    }
    for block in blocks {
        walker.push(block);
    }
}

fn quote(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let Some(blockquote) = tree.find_named(id, "blockquote") else {
        return;
    };
    let url = tree.value(blockquote, "cite").map(str::to_owned);
    let cite = tree
        .children(id)
        .find(|child| tree.has_class(*child, "aw-cite"))
        .and_then(|cite| {
            // The link to the source is the quotation's own.
            let inner = tree
                .children(cite)
                .find(|child| url.is_some() && tree.value(*child, "href") == url.as_deref())
                .unwrap_or(cite);
            let text = walker.line(inner);
            (!is_blank(&text)).then_some(text)
        });
    let body = walker.collect(blockquote);
    if tree.has_class(id, "aw-pullquote") {
        let mut quote = Pullquote::new(flatten_all(&body));
        quote.cite = cite;
        add(walker, id, quote);
        return;
    }
    let mut quote = Quote {
        cite,
        url,
        ..Quote::default()
    };
    match body.as_slice() {
        [Block::Paragraph(paragraph)] if paragraph.common == Common::default() => {
            quote.text = Some(paragraph.text.clone());
        }
        _ => quote.body = body,
    }
    add(walker, id, quote);
}

/// Video, audio and tables with their captions.
fn media(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let title = words(tree, id, "aw-media-title");
    let figcaption = tree
        .children(id)
        .find(|child| tree.name(*child) == "figcaption");
    let (text, credit) = match figcaption {
        Some(caption)
            if part(tree, caption, "aw-caption").is_some()
                || part(tree, caption, "aw-credit").is_some() =>
        {
            (
                inline(walker, caption, "aw-caption"),
                words(tree, caption, "aw-credit"),
            )
        }
        Some(caption) => (
            Some(walker.line(caption)).filter(|text| !is_blank(text)),
            None,
        ),
        None => (None, None),
    };
    walker.skip(figcaption);
    walker.skip(part(tree, id, "aw-media-title"));
    let chart = part(tree, id, "aw-chart").and_then(|chart| {
        // The summary is no heading of the table.
        walker.skip(tree.find_named(id, "summary"));
        match tree.value(chart, "data-chart")? {
            "bar" => Some(Chart::Bar),
            "line" => Some(Chart::Line),
            "share" => Some(Chart::Share),
            _ => None,
        }
    });
    for mut block in walker.collect(id) {
        match &mut block {
            Block::Video(video) => {
                video.title.clone_from(&title);
                video.caption.clone_from(&text);
                video.credit.clone_from(&credit);
            }
            Block::Audio(audio) => {
                audio.title.clone_from(&title);
                audio.caption.clone_from(&text);
                audio.credit.clone_from(&credit);
            }
            Block::Table(table) => {
                table.caption.clone_from(&text);
                table.chart = chart;
            }
            _ => {}
        }
        add(walker, id, block);
    }
}

fn embed(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let Some(url) = address(walker, id, "aw-link-text") else {
        return;
    };
    let mut embed = Embed::new(url);
    embed.title = words(tree, id, "aw-link-title");
    // The provider's own name is shown without one.
    embed.provider = words(tree, id, "aw-link-kicker")
        .filter(|name| Some(name.as_str()) != tree.value(id, "data-name"));
    embed.image =
        source(walker, id, "aw-link-image").or_else(|| source(walker, id, "aw-embed-image"));
    if let Some((width, height)) = tree
        .value(id, "data-shape")
        .and_then(|shape| shape.split_once('x'))
    {
        match (width.parse().ok(), height.parse().ok()) {
            // Small numbers are a player's own ratio.
            (Some(width @ 100..), Some(height @ 100..)) => embed = embed.size(width, height),
            (None, height) => embed.height = height,
            _ => {}
        }
    }
    add(walker, id, embed);
}
