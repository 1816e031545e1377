//! Links inside the article: `#name` leads to the block of that id, else to the section or heading of that slug.
//!
//! A link may come before its target, so targets get their ids before anything is rendered. An article without such
//! links costs one pass over its keys.

use super::OutlineEntry;
use super::ids::{PageIds, UniqueNames, slug, slug_of_id};
use crate::json::{Cursor, Name};
use crate::scan::trim_start;
use crate::url::{Address, decoded};

/// What links inside the article lead to.
#[derive(Default)]
pub(super) struct Targets {
    found: Vec<Target>,
    /// The place of each in `found`, by its slug, plus one.
    places: Option<UniqueNames>,
}

#[derive(Default)]
struct Target {
    slug: String,
    /// The block's place on the tape; 0 if there is none.
    block: u32,
    /// Whether the block has this id, rather than a heading with these words.
    by_id: bool,
    /// Its id on the page; empty as long as it has none.
    id: String,
    drawn: bool,
}

impl Targets {
    fn get(&mut self, slug: &str) -> Option<&mut Target> {
        let place = self.places.as_mut()?.bump(slug, 0) as usize;
        self.found.get_mut(place.wrapping_sub(1))
    }

    fn want(&mut self, slug: String) {
        let places = self.places.get_or_insert_with(|| UniqueNames::new(""));
        if places.bump(&slug, 0) == 0 {
            places.bump(&slug, self.found.len() as u32 + 1);
            self.found.push(Target {
                slug,
                ..Target::default()
            });
        }
    }
}

/// Payloads of posts hold ids and links of their own.
fn is_payload(name: Name) -> bool {
    matches!(name, Name::Data | Name::Oembed | Name::Html)
}

/// The links in an article to something in it.
fn links(article: Cursor<'_>) -> impl Iterator<Item = (Cursor<'_>, Address<'_>)> {
    let addresses = article.fields_named(|name| matches!(name, Name::Href | Name::Url), is_payload);
    addresses.filter_map(|text| {
        let first = text.as_str().bytes().find(|byte| *byte > b' ');
        let address = (first == Some(b'#')).then(|| Address::link(text.as_str()));
        let address = address.flatten()?;
        (address.as_str().len() > 1).then_some((text, address))
    })
}

impl PageIds {
    /// Both slugs that a fragment may mean: with the page's prefix, which an author may know, and without.
    fn slugs(&self, fragment: &str) -> Vec<String> {
        let name = decoded(trim_start(fragment, |letter| letter == '#'));
        let mut slugs = vec![slug_of_id(&name)];
        if let Some(bare) = name.strip_prefix(self.prefix.as_str()) {
            slugs.push(slug_of_id(bare));
        }
        slugs
    }

    /// Finds the blocks that links lead to.
    pub(super) fn find_targets(&mut self, article: Cursor<'_>) {
        for (_, address) in links(article) {
            for slug in self.slugs(address.as_str()) {
                self.targets.want(slug);
            }
        }
        if self.targets.found.is_empty() {
            return;
        }
        for block in article.objects(|key| key.name().is_some_and(is_payload)) {
            let words = match block.scalar_str(Name::Type) {
                // A block without a type is one only in a list; the article itself is none.
                "" if block.index() == 0 || !block.key().is_empty() => continue,
                "heading" => block.field(Name::Text),
                "section" => block.field(Name::Heading),
                _ => None,
            };
            let id = block.text(Name::Id);
            let slug = match (id, words) {
                (Some(id), _) => slug_of_id(id),
                (None, Some(words)) => slug(&words.to_plain_text()),
                _ => continue,
            };
            if let Some(target) = self.targets.get(&slug)
                && (target.block == 0 || id.is_some() && !target.by_id)
            {
                target.block = block.index();
                target.by_id = id.is_some();
            }
        }
    }

    /// Gives the targets their ids, once the sections have theirs.
    pub(super) fn name_targets(&mut self, outline: &[OutlineEntry]) {
        let mut targets = std::mem::take(&mut self.targets);
        if !targets.found.is_empty() {
            // By id, too: of repeated headings, all but the first have a number.
            for section in outline {
                let slug = section.id.get(self.prefix.len()..);
                if let Some(target) = targets.get(slug.unwrap_or_default())
                    && target.block == 0
                {
                    target.id.clone_from(&section.id);
                    target.drawn = true;
                }
            }
        }
        for target in &mut targets.found {
            if target.block != 0 && target.id.is_empty() {
                target.id = self.id(&target.slug);
            }
        }
        self.targets = targets;
    }

    /// Whether a link leads to this block.
    pub(super) fn is_target(&mut self, block: Cursor<'_>, slug: &str) -> bool {
        let target = self.targets.get(slug);
        target.is_some_and(|target| target.block == block.index())
    }

    /// The id of a block on the page.
    pub(super) fn id_of(&mut self, block: Cursor<'_>, slug: String) -> String {
        if !self.is_target(block, &slug) {
            return self.id(&slug);
        }
        let known = self.targets.get(&slug).map(|target| {
            target.drawn = true;
            target.id.clone()
        });
        if let Some(id) = known.filter(|id| !id.is_empty()) {
            return id;
        }
        let id = self.id(&slug);
        if let Some(target) = self.targets.get(&slug) {
            target.id.clone_from(&id);
        }
        id
    }

    /// Takes note that a block with this id turned out empty.
    pub(super) fn drop_target(&mut self, block: Cursor<'_>, id: &str) {
        let slug = slug_of_id(id);
        let target = self.targets.get(&slug);
        if let Some(target) = target.filter(|target| target.block == block.index()) {
            target.drawn = false;
        }
    }

    /// Where a fragment leads on this page; none if nothing in the article has that name.
    pub(super) fn target(&mut self, fragment: &str) -> Option<Address<'static>> {
        for slug in self.slugs(fragment) {
            let target = self.targets.get(&slug);
            if let Some(target) = target.filter(|target| !target.id.is_empty()) {
                let address = ["#", &target.id].concat();
                return Address::link(&address).map(Address::into_owned);
            }
        }
        // Browsers know what this means on any page.
        (fragment == "#top")
            .then(|| Address::link("#top"))
            .flatten()
    }

    /// Once all is rendered, reports the links that lead to nothing.
    pub(super) fn check_targets(&mut self, article: Cursor<'_>) {
        if self.targets.found.is_empty() {
            return;
        }
        for (link, address) in links(article) {
            let slugs = self.slugs(address.as_str());
            let drawn = slugs.iter().any(|slug| {
                let target = self.targets.get(slug);
                target.is_some_and(|target| target.drawn)
            });
            if !drawn && address.as_str() != "#top" {
                link.warn(
                    "unknown-fragment",
                    &["Expected the id of a block or the slug of a heading in this article, found neither."],
                );
            }
        }
    }
}
