//! A whole page: which part is the article, and what the page says about it.

use super::blocks::{Rules, Walker};
use super::chrome::is_chrome;
use super::json_ld::{JsonLd, LeadPicture};
use super::place::{Lines, Place};
use super::token::Syntax;
use super::tree::{Id, ROOT, Tree, collapse};
use super::{own, picture};
use crate::import::date::normalized;
use crate::import::inline_text::is_blank;
use crate::import::{Context, Guess};
use crate::model::{Article, Block, Image, Person, Publisher, Tag};
use crate::url::Address;

/// The article of a page, or of a fragment of one.
pub(crate) fn article(cx: &mut Context<'_>, html: &str, rules: Rules) -> Article {
    let tree = Tree::parse(html, Syntax::Html);
    let lines = Lines::new(html);
    let metadata = Metadata::read(&tree);
    if cx.base.is_none() {
        cx.base = metadata.base();
    }
    let mut walker = Walker::new(cx, &tree, Place::Lines(&lines), rules);
    let mut article = if let Some(container) = own::article(&tree) {
        own::read(&mut walker, container)
    } else {
        let mut article = metadata.article(&mut walker);
        let container = container(&tree, metadata.is_page);
        article.body = walker.run(container);
        if container != ROOT {
            let all = words_outside(&tree, container);
            if all > 0 {
                let path = walker.path(container);
                walker.cx.warn(
                    "left-out",
                    &path,
                    format!("{all} words of the page are outside its article and were left out."),
                );
            }
        }
        article
    };
    let mut body = std::mem::take(&mut article.body);
    walker.finish(&mut body);
    article.body = body;
    headline_from_body(&mut article);
    if is_blank(&article.headline) {
        // It may be outside what is the article.
        if let Some(h1) = tree.find_named(ROOT, "h1") {
            article.headline = tree.words(h1).into();
        }
    }
    article
}

/// Where the HTML of a fragment comes from, for the places in diagnostics.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Origin<'o> {
    /// It was printed from this text: byte of the HTML and byte of the text, in order.
    Printed(&'o str, &'o [(usize, usize)]),
}

/// An article whose head is known, with the blocks of HTML that isn't a page.
pub(crate) fn fragment(
    cx: &mut Context<'_>,
    html: &str,
    rules: Rules,
    origin: Origin<'_>,
    head: Article,
) -> Article {
    let tree = Tree::parse(html, Syntax::Html);
    let Origin::Printed(text, origins) = origin;
    let lines = Lines::new(text);
    let mut walker = Walker::new(cx, &tree, Place::Printed(text, origins, &lines), rules);
    let mut body = walker.run(ROOT);
    walker.finish(&mut body);
    let mut article = Article { body, ..head };
    headline_from_body(&mut article);
    article
}

/// Takes the only first-level heading as the headline of an article without one.
fn headline_from_body(article: &mut Article) {
    if !is_blank(&article.headline) {
        return;
    }
    let is_top =
        |block: &Block| matches!(block, Block::Heading(heading) if heading.level == Some(1));
    if article.body.iter().filter(|block| is_top(block)).count() == 0 {
        return;
    }
    if let Some(at) = article.body.iter().position(is_top)
        && let Block::Heading(heading) = article.body.remove(at)
    {
        article.headline = heading.text;
    }
}

/// The element that the article is in: the one with most of the paragraphs.
fn container(tree: &Tree<'_>, is_page: bool) -> Id {
    if !is_page {
        return ROOT;
    }
    let candidate = |id: Id| {
        if tree.attribute(id, "itemprop").is_some_and(|names| {
            names
                .split_ascii_whitespace()
                .any(|name| name == "articleBody")
        }) {
            return Some(2);
        }
        let main = matches!(tree.name(id), "article" | "main" | "amp-story")
            || matches!(tree.attribute(id, "role"), Some("main" | "article"));
        main.then_some(1)
    };
    let mut sums: Vec<(Id, u8, usize)> = tree
        .descendants(ROOT)
        .skip(1)
        .filter_map(|id| Some((id, candidate(id)?, 0)))
        .collect();
    let mut all = 0;
    // What is around an article doesn't say where it is.
    let mut around: Vec<bool> = vec![false; tree.nodes.len()];
    for id in tree.descendants(ROOT) {
        let outer = around.get(tree.parent(id) as usize).copied();
        let is_around = outer.unwrap_or_default() || is_chrome(tree, id);
        if let Some(own) = around.get_mut(id as usize) {
            *own = is_around;
        }
        if tree.name(id) != "p" || is_around {
            continue;
        }
        let length = tree.words(id).len();
        all += length;
        for outer in tree.ancestors(id) {
            if let Ok(at) = sums.binary_search_by_key(&outer, |(id, _, _)| *id)
                && let Some((_, _, sum)) = sums.get_mut(at)
            {
                *sum += length;
            }
        }
    }
    for wanted in [2, 1] {
        let best = sums
            .iter()
            .filter(|(_, kind, sum)| *kind == wanted && *sum * 5 > all * 2)
            // Of one in the other with the same text, the inner.
            .max_by_key(|(id, _, sum)| (*sum, *id));
        if let Some((id, _, _)) = best {
            return *id;
        }
    }
    ROOT
}

fn words_outside(tree: &Tree<'_>, container: Id) -> usize {
    let count = |id| tree.words(id).split_whitespace().count();
    let heads: usize = tree
        .descendants(ROOT)
        .filter(|id| matches!(tree.name(*id), "title" | "noscript"))
        .map(count)
        .sum();
    count(ROOT)
        .saturating_sub(count(container))
        .saturating_sub(heads)
}

/// What the head of a page says.
struct Metadata<'t> {
    tree: &'t Tree<'t>,
    is_page: bool,
    metas: Vec<(&'t str, &'t str)>,
    canonical: Option<&'t str>,
    base: Option<&'t str>,
    title: Option<String>,
}

impl<'t> Metadata<'t> {
    fn read(tree: &'t Tree<'t>) -> Self {
        let mut found = Self {
            tree,
            is_page: !tree.html.is_empty(),
            metas: Vec::new(),
            canonical: None,
            base: None,
            title: None,
        };
        for id in tree.descendants(ROOT) {
            match tree.name(id) {
                "meta" => {
                    let name = ["property", "name", "itemprop"]
                        .into_iter()
                        .find_map(|key| tree.value(id, key));
                    if let (Some(name), Some(content)) = (name, tree.value(id, "content")) {
                        found.metas.push((name, content));
                    }
                    found.is_page = true;
                }
                "link" if tree.attribute(id, "rel") == Some("canonical") => {
                    found.canonical = found.canonical.or(tree.value(id, "href"));
                }
                "base" => found.base = found.base.or(tree.value(id, "href")),
                "title"
                    if found.title.is_none()
                        && !tree.ancestors(id).any(|outer| tree.name(outer) == "svg") =>
                {
                    found.title = Some(collapse(&tree.text(id))).filter(|title| !title.is_empty());
                    found.is_page = true;
                }
                "head" => found.is_page = true,
                _ => {}
            }
        }
        let start = tree.source.trim_start().get(..9).unwrap_or_default();
        found.is_page |= start.eq_ignore_ascii_case("<!doctype");
        found
    }

    fn meta(&self, names: &[&str]) -> Option<&'t str> {
        names.iter().find_map(|wanted| {
            self.metas
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, content)| *content)
        })
    }

    fn url(&self) -> Option<&'t str> {
        self.canonical
            .or_else(|| self.meta(&["og:url"]))
            .filter(|url| url.starts_with("http"))
    }

    fn base(&self) -> Option<Address<'static>> {
        let url = self.url().and_then(Address::link).map(Address::into_owned);
        let base = self.base.and_then(Address::link);
        match (base, url) {
            (Some(base), Some(url)) => Some(base.join(&url)),
            (Some(base), None) if base.host().is_some() => Some(base.into_owned()),
            (_, url) => url,
        }
    }

    /// The first element with a property of microdata.
    fn property(&self, name: &str) -> Option<Id> {
        self.tree.find(ROOT, |id| {
            (self.tree.attribute(id, "itemprop") == Some(name)
                || self
                    .tree
                    .attribute(id, "property")
                    .and_then(|property| property.strip_prefix("schema:"))
                    == Some(name))
                // What is said of a picture or person isn't said of the article.
                && !self.tree.ancestors(id).any(|outer| {
                    self.tree
                        .attribute(outer, "itemprop")
                        .is_some_and(|name| name != "blogPost")
                        && self.tree.attribute(outer, "itemscope").is_some()
                })
        })
    }

    fn property_text(&self, name: &str) -> Option<String> {
        let id = self.property(name)?;
        let tree = self.tree;
        ["content", "datetime", "title"]
            .into_iter()
            .find_map(|key| tree.value(id, key))
            .map(str::to_owned)
            .or_else(|| Some(tree.words(id)).filter(|words| !words.is_empty()))
    }

    fn article(&self, walker: &mut Walker<'_, '_>) -> Article {
        let tree = self.tree;
        let lang = tree
            .html
            .iter()
            .find(|(name, _)| name == "lang" || name == "xml:lang")
            .map(|(_, lang)| lang.trim().to_owned())
            .filter(|lang| !lang.is_empty());
        let mut article = Article {
            lang,
            ..Article::default()
        };
        if !self.is_page {
            return article;
        }
        let ld = JsonLd::read(walker);
        article.lang = article.lang.or_else(|| ld.text("inLanguage")).or_else(|| {
            let locale = self.meta(&["og:locale"])?;
            Some(locale.replace('_', "-"))
        });
        article.url = self
            .url()
            .map(str::to_owned)
            .or_else(|| ld.text("url").filter(|url| url.starts_with("http")));
        let site = self.meta(&["og:site_name"]).map(str::to_owned);
        article.publisher = ld.publisher().or_else(|| site.clone().map(Publisher::new));
        let sites: Vec<String> = site
            .into_iter()
            .chain(
                article
                    .publisher
                    .as_ref()
                    .map(|publisher| publisher.name.clone()),
            )
            .collect();
        let headline = ld
            .text("headline")
            .or_else(|| self.property_text("headline"))
            .or_else(|| {
                self.meta(&["og:title", "twitter:title"])
                    .map(|title| without_site(title, &sites))
            });
        if let Some(headline) = headline {
            article.headline = headline.into();
        } else if tree.find_named(ROOT, "h1").is_none()
            && let Some(title) = &self.title
        {
            article.headline = without_site(title, &sites).into();
        }
        article.standfirst = ld
            .text("description")
            .or_else(|| {
                self.meta(&["og:description", "description", "twitter:description"])
                    .map(str::to_owned)
            })
            .filter(|description| self.shows(description))
            .or_else(|| {
                let summary = tree.find(ROOT, |id| tree.has_class(id, "p-summary"))?;
                Some(tree.words(summary)).filter(|words| !words.is_empty())
            })
            .map(Into::into);
        article.byline = self.byline(&ld);
        for person in &mut article.byline {
            person.url = person
                .url
                .take()
                .and_then(|url| walker.cx.link(&url, "1:1"));
        }
        let date = |found: Option<String>| normalized(&found?);
        let meta = |names: &[&str]| self.meta(names).map(str::to_owned);
        article.published = date(ld.text("datePublished"))
            .or_else(|| date(self.property_text("datePublished")))
            .or_else(|| date(self.property_text("dateCreated")))
            .or_else(|| {
                date(meta(&[
                    "article:published_time",
                    "og:article:published_time",
                    "date",
                    "dc.date",
                    "dcterms.created",
                ]))
            });
        article.updated = date(ld.text("dateModified"))
            .or_else(|| date(self.property_text("dateModified")))
            .or_else(|| date(meta(&["article:modified_time", "og:updated_time"])))
            .filter(|updated| Some(updated) != article.published.as_ref());
        if article.published.is_none() && walker.cx.options.guess != Guess::None {
            let of = |id: Id| tree.value(id, "datetime").and_then(normalized);
            let time = tree.find(ROOT, |id| tree.name(id) == "time" && of(id).is_some());
            if let Some(time) = time {
                article.published = of(time);
                let path = walker.path(time);
                walker.cx.warn(
                    "guessed-date",
                    &path,
                    "The page doesn't say when its article was published; this is the first date in it.",
                );
            }
        }
        article.image = self.image(&ld, walker);
        let mut tags = ld.keywords();
        if tags.is_empty() {
            tags = self
                .metas
                .iter()
                .filter(|(name, _)| *name == "article:tag")
                .flat_map(|(_, tags)| tags.split(','))
                .map(|tag| tag.trim().to_owned())
                .filter(|tag| !tag.is_empty())
                .collect();
        }
        article.tags = tags.iter().map(|tag| Tag::new(tag.as_str())).collect();
        article.live = ld.is_live();
        article
    }

    /// Whether a reader of the page sees this text as a paragraph: descriptions are often only for search engines.
    fn shows(&self, description: &str) -> bool {
        let wanted = collapse(description);
        self.tree.descendants(ROOT).any(|id| {
            let block = matches!(self.tree.name(id), "p" | "h2" | "h3")
                || self.tree.attribute(id, "itemprop") == Some("description");
            block && self.tree.words(id) == wanted
        })
    }

    fn byline(&self, ld: &JsonLd) -> Vec<Person> {
        let people = ld.authors();
        if !people.is_empty() {
            return people;
        }
        if let Some(author) = self.property("author") {
            let tree = self.tree;
            let name = tree
                .find(author, |id| tree.attribute(id, "itemprop") == Some("name"))
                .map(|name| {
                    tree.value(name, "content")
                        .map_or_else(|| tree.words(name), str::to_owned)
                })
                .or_else(|| tree.value(author, "content").map(str::to_owned))
                .unwrap_or_else(|| tree.words(author));
            if !name.is_empty() && name.len() < 100 {
                return vec![Person::new(name)];
            }
        }
        self.meta(&["author", "article:author", "parsely-author", "dc.creator"])
            .filter(|name| !name.starts_with("http"))
            .map_or_else(
                || self.linked_authors(),
                |names| {
                    names
                        .split(',')
                        .map(str::trim)
                        .filter(|name| !name.is_empty())
                        .map(Person::new)
                        .collect()
                },
            )
    }

    /// Those whom the page links as its authors.
    fn linked_authors(&self) -> Vec<Person> {
        let tree = self.tree;
        let mut people: Vec<Person> = Vec::new();
        for id in tree.descendants(ROOT) {
            let is_author = tree.attribute(id, "rel").is_some_and(|rel| {
                rel.split_ascii_whitespace()
                    .any(|rel| matches!(rel, "author" | "schema:author"))
            }) || tree.has_class(id, "p-author");
            let name = tree.words(id);
            if is_author
                && (1..100).contains(&name.len())
                && !people.iter().any(|known| known.name == name)
            {
                people.push(Person::new(name));
            }
        }
        // Of many, each is the author of another article.
        people.truncate(if people.len() > 4 { 0 } else { 4 });
        people
    }

    fn image(&self, ld: &JsonLd, walker: &mut Walker<'_, '_>) -> Option<Image> {
        let picture = ld.image().or_else(|| {
            let url = self.meta(&["og:image", "og:image:url", "twitter:image"])?;
            let size = |name| self.meta(&[name]).and_then(picture::pixels);
            Some(LeadPicture {
                url: url.to_owned(),
                size: size("og:image:width").zip(size("og:image:height")),
                caption: None,
            })
        })?;
        let src = walker.cx.media(&picture.url, "1:1")?;
        let alt = self
            .meta(&["og:image:alt", "twitter:image:alt"])
            .unwrap_or_default();
        let mut image = Image::new(src, alt);
        if let Some((width, height)) = picture.size {
            image = image.size(width, height);
        }
        image.caption = picture.caption.map(Into::into);
        Some(image)
    }
}

/// A title without the name of its site at the end.
fn without_site(title: &str, sites: &[String]) -> String {
    let title = collapse(title);
    for separator in [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » "] {
        if let Some((start, end)) = title.rsplit_once(separator)
            && sites
                .iter()
                .any(|site| site.trim().eq_ignore_ascii_case(end.trim()))
        {
            return start.trim().to_owned();
        }
    }
    title
}
