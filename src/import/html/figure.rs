//! Figures, captions and galleries.

use super::blocks::Walker;
use super::tree::{Id, Tree};
use crate::import::inline_text::{is_blank, join};
use crate::model::{Block, Common, Gallery, Image, Inline};

impl Walker<'_, '_> {
    pub(super) fn figure(&mut self, id: Id) {
        let tree = self.tree;
        let caption = tree.find(id, |found| {
            is_caption(tree, found) && nearest_figure(tree, found) == Some(id)
        });
        let (text, credit) = match caption {
            Some(caption) => self.caption(caption),
            None => (None, None),
        };
        let common = self.common_of(id);
        let mut blocks = self.collect(id);
        let is_picture = |block: &Block| matches!(block, Block::Image(_));
        // Browsers without scripts get the same picture again.
        blocks.dedup_by(|second, first| match (first, second) {
            (Block::Image(first), Block::Image(second)) => first.image.src == second.image.src,
            _ => false,
        });
        if blocks.len() > 1 && blocks.iter().all(is_picture) {
            let images: Vec<Image> = blocks.drain(..).filter_map(into_image).collect();
            blocks.push(Gallery::new(images).into());
        }
        let mut text = text;
        let mut credit = credit;
        // Words beside the picture, such as a label, don't keep it from its caption.
        let mut others = blocks
            .iter_mut()
            .filter(|block| !matches!(block, Block::Paragraph(_)));
        if let (Some(only), None) = (others.next(), others.next()) {
            match only {
                Block::Image(block) => {
                    block.image.caption = block.image.caption.take().or_else(|| text.take());
                    block.image.credit = block.image.credit.take().or_else(|| credit.take());
                }
                Block::Gallery(block) if credit.is_none() => {
                    block.caption = block.caption.take().or_else(|| text.take());
                }
                Block::Video(block) => {
                    block.caption = block.caption.take().or_else(|| text.take());
                    block.credit = block.credit.take().or_else(|| credit.take());
                }
                Block::Audio(block) => {
                    block.caption = block.caption.take().or_else(|| text.take());
                    block.credit = block.credit.take().or_else(|| credit.take());
                }
                Block::Table(block) if block.caption.is_none() => block.caption = text.take(),
                Block::Quote(block) if block.cite.is_none() => block.cite = text.take(),
                Block::Pullquote(block) if block.cite.is_none() => block.cite = text.take(),
                Block::Embed(block) if block.title.is_none() => {
                    block.title = text.take().map(|text| text.to_plain_text());
                }
                _ => {}
            }
            if let Some(own) = only.common_mut() {
                own.id = own.id.take().or(common.id);
                own.lang = own.lang.take().or(common.lang);
                own.dir = own.dir.take().or(common.dir);
            }
        }
        // One more line below a picture says whose it is, or what is in it.
        if let [Block::Image(block), Block::Paragraph(words)] = blocks.as_mut_slice()
            && words.common == Common::default()
        {
            let words = std::mem::take(&mut words.text);
            let image = &mut block.image;
            if image.caption.is_none() {
                image.caption = Some(words);
                blocks.truncate(1);
            } else if image.credit.is_none() {
                image.credit = Some(words.to_plain_text());
                blocks.truncate(1);
            } else {
                blocks.truncate(1);
                blocks.push(Block::paragraph(words));
            }
        }
        self.blocks.append(&mut blocks);
        let rest = join(
            text.into_iter().chain(credit.map(Inline::from)).collect(),
            "\n",
        );
        if !is_blank(&rest) {
            self.blocks.push(Block::paragraph(rest));
        }
    }

    /// A caption without its credit, and the credit.
    pub(crate) fn caption(&mut self, id: Id) -> (Option<Inline>, Option<String>) {
        let tree = self.tree;
        let credit = tree.find(id, |found| {
            tree.has_class(found, "credit")
                || tree.attribute(found, "itemprop") == Some("copyrightHolder")
                || tree.name(found) == "small"
                || tree.attribute(found, "class").is_some_and(|class| {
                    class
                        .split_ascii_whitespace()
                        .any(|class| class.ends_with("credit") || class.ends_with("copyright"))
                })
        });
        let words = credit
            .map(|credit| tree.words(credit))
            .filter(|words| !words.is_empty());
        if words.is_some() {
            self.skip(credit);
        }
        let text = self.line(id);
        self.skip([id]);
        ((!is_blank(&text)).then_some(text), words)
    }

    pub(super) fn gallery(&mut self, id: Id) {
        if !self.gallery_items(id) {
            self.block(id);
        }
    }

    /// Adds a gallery if the element holds nothing but pictures.
    pub(super) fn gallery_items(&mut self, id: Id) -> bool {
        let tree = self.tree;
        let pictures = tree
            .descendants(id)
            .filter(|found| matches!(tree.name(*found), "img" | "amp-img"))
            .count();
        if pictures < 2 {
            return false;
        }
        self.flush();
        let outside = std::mem::take(&mut self.blocks);
        self.depth += 1;
        for child in tree.children(id) {
            if matches!(tree.name(child), "li") {
                self.block(child);
            } else {
                self.node(child);
            }
        }
        self.flush();
        self.depth -= 1;
        let blocks = std::mem::replace(&mut self.blocks, outside);
        if blocks.len() > 1 && blocks.iter().all(|block| matches!(block, Block::Image(_))) {
            let images: Vec<Image> = blocks.into_iter().filter_map(into_image).collect();
            self.push_from(id, Gallery::new(images));
        } else {
            self.blocks.extend(blocks);
        }
        true
    }
}

pub(crate) fn into_image(block: Block) -> Option<Image> {
    match block {
        Block::Image(block) => Some(block.image),
        _ => None,
    }
}

pub(super) fn is_caption(tree: &Tree<'_>, id: Id) -> bool {
    tree.name(id) == "figcaption"
        || ["wp-caption-text", "imageCaption", "tr-caption"]
            .iter()
            .any(|class| tree.has_class(id, class))
}

/// A box round a picture and its caption, from before there was `figure`.
pub(super) fn is_caption_box(tree: &Tree<'_>, id: Id) -> bool {
    tree.has_class(id, "wp-caption") || tree.has_class(id, "tr-caption-container")
}

pub(super) fn nearest_figure(tree: &Tree<'_>, id: Id) -> Option<Id> {
    tree.ancestors(id)
        .find(|outer| tree.name(*outer) == "figure" || is_caption_box(tree, *outer))
}

pub(super) fn is_gallery(tree: &Tree<'_>, id: Id) -> bool {
    tree.name(id) == "amp-carousel"
        || matches!(tree.name(id), "div" | "ul" | "ol" | "section")
            && tree.attribute(id, "class").is_some_and(|class| {
                class.split_ascii_whitespace().any(|class| {
                    matches!(
                        class,
                        "gallery"
                            | "tiled-gallery"
                            | "kg-gallery-container"
                            | "wp-block-jetpack-tiled-gallery"
                    ) || class.starts_with("wp-block-gallery")
                        || class.starts_with("blocks-gallery")
                })
            })
}
