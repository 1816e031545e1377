//! Builds pictures, players and cards from what formats have for them.

use super::Context;
use super::inline_text::is_blank;
use crate::model::{Audio, Block, Gallery, Image, ImageSource, Inline, Source, Story, Video};

/// A picture as a format describes it.
#[derive(Debug, Clone, Default)]
pub(super) struct Picture {
    pub(super) src: Option<String>,
    /// `None`: the format has no text alternative, or none for this picture.
    pub(super) alt: Option<String>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    pub(super) srcset: Vec<(String, u32)>,
    pub(super) caption: Option<Inline>,
    pub(super) credit: Option<String>,
    pub(super) href: Option<String>,
    pub(super) focus: Option<[f64; 2]>,
}

impl Picture {
    /// The picture, or its words as blocks if its URL is missing or can't be one.
    pub(super) fn image(self, cx: &mut Context<'_>, path: &str) -> Result<Image, Vec<Block>> {
        let src = self.src.as_deref().and_then(|src| media(cx, src, path));
        let caption = self.caption.filter(|caption| !is_blank(caption));
        let credit = self.credit.filter(|credit| !credit.trim().is_empty());
        let Some(src) = src else {
            let words = [
                self.alt.map(Inline::from),
                caption,
                credit.map(Inline::from),
            ];
            return Err(paragraphs(words.into_iter().flatten()));
        };
        if self.alt.is_none() {
            let message = "A picture has no text alternative: it counts as decoration.";
            cx.warn_once("missing-alt", "", path, message);
        }
        let mut image = Image::new(src, self.alt.unwrap_or_default());
        image.width = self.width;
        image.height = self.height;
        image.caption = caption;
        image.credit = credit;
        image.href = self.href.and_then(|href| cx.link(&href, path));
        image.focus = self
            .focus
            .filter(|focus| focus.iter().all(|part| (0.0..=1.0).contains(part)));
        image.srcset = self
            .srcset
            .into_iter()
            .filter_map(|(src, width)| Some(ImageSource::new(media(cx, &src, path)?, width)))
            .collect();
        Ok(image)
    }

    /// The picture as a block, or its words.
    pub(super) fn blocks(self, cx: &mut Context<'_>, path: &str) -> Vec<Block> {
        match self.image(cx, path) {
            Ok(image) => vec![image.into()],
            Err(words) => words,
        }
    }
}

/// Several pictures as a gallery, with their paths; the words of those that aren't pictures come after it.
pub(super) fn gallery(
    pictures: Vec<(Picture, String)>,
    caption: Option<Inline>,
    cx: &mut Context<'_>,
) -> Vec<Block> {
    let (mut images, mut rest) = (Vec::new(), Vec::new());
    for (picture, path) in pictures {
        match picture.image(cx, &path) {
            Ok(image) => images.push(image),
            Err(words) => rest.extend(words),
        }
    }
    let caption = caption.filter(|caption| !is_blank(caption));
    if images.is_empty() {
        rest.extend(paragraphs(caption));
        return rest;
    }
    let mut gallery = Gallery::new(images);
    gallery.caption = caption;
    rest.insert(0, gallery.into());
    rest
}

/// Video or sound as a format describes it.
#[derive(Debug, Clone, Default)]
pub(super) struct Player {
    pub(super) sound: bool,
    /// Files, the best first, with their MIME types.
    pub(super) sources: Vec<(String, Option<String>)>,
    /// The page of the video, for one without files.
    pub(super) page: Option<String>,
    pub(super) poster: Option<String>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    pub(super) title: Option<String>,
    pub(super) caption: Option<Inline>,
    pub(super) credit: Option<String>,
}

impl Player {
    pub(super) fn blocks(self, cx: &mut Context<'_>, path: &str) -> Vec<Block> {
        let caption = self.caption.filter(|caption| !is_blank(caption));
        let sources: Vec<Source> = self
            .sources
            .into_iter()
            .filter_map(|(src, mime)| {
                let mut source = Source::new(media(cx, &src, path)?);
                source.mime = mime;
                Some(source)
            })
            .collect();
        if sources.is_empty() {
            let mut blocks = match self.page {
                Some(page) => embed(cx, &page, self.title, path),
                None => paragraphs(self.title.map(Inline::from)),
            };
            blocks.extend(paragraphs(caption));
            blocks.extend(paragraphs(self.credit.map(Inline::from)));
            return blocks;
        }
        if self.sound {
            let mut audio = Audio::new(sources);
            audio.title = self.title;
            audio.caption = caption;
            audio.credit = self.credit;
            return vec![audio.into()];
        }
        let mut video = Video::new(sources);
        video.poster = self.poster.and_then(|poster| media(cx, &poster, path));
        video.width = self.width;
        video.height = self.height;
        video.title = self.title;
        video.caption = caption;
        video.credit = self.credit;
        vec![video.into()]
    }
}

/// Whether the path of a URL ends in one of these.
fn is_file(url: &str, kinds: &[&str]) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let kind = path.rsplit_once('.').map(|(_, kind)| kind);
    kind.is_some_and(|kind| kinds.contains(&kind.to_ascii_lowercase().as_str()))
}

/// Whether a URL is that of a file with a picture.
pub(super) fn is_picture(url: &str) -> bool {
    is_file(url, &["jpg", "jpeg", "png", "gif", "webp", "avif"])
}

/// Content of another site, or a file with video or sound. A post has no place for a title, so that becomes a paragraph after it.
pub(super) fn embed(
    cx: &mut Context<'_>,
    url: &str,
    title: Option<String>,
    path: &str,
) -> Vec<Block> {
    let title = title.filter(|title| !title.trim().is_empty());
    let url = absolute(url);
    let sound = is_file(&url, &["mp3", "m4a", "ogg", "wav"]);
    if sound || is_file(&url, &["mp4", "webm", "m4v", "mov"]) {
        return Player {
            sound,
            sources: vec![(url, None)],
            title,
            ..Player::default()
        }
        .blocks(cx, path);
    }
    match cx.external(&url, title.clone(), path) {
        Some(block @ Block::Embed(_)) => vec![block],
        block => {
            let words = paragraphs(title.map(Inline::from));
            block.into_iter().chain(words).collect()
        }
    }
}

/// A card that leads to a related story, or its words if the URL can't be one.
pub(super) fn card(
    cx: &mut Context<'_>,
    url: &str,
    title: Option<String>,
    description: Option<String>,
    kicker: Option<String>,
    image: Option<String>,
    path: &str,
) -> Vec<Block> {
    match cx.link(url, path) {
        Some(url) => {
            let title = title.unwrap_or_else(|| url.clone());
            let mut card = Story::new(url, title);
            card.description = description;
            card.kicker = kicker;
            card.image = image.and_then(|image| media(cx, &image, path));
            vec![card.into()]
        }
        None => paragraphs(
            [kicker, title, description]
                .into_iter()
                .flatten()
                .map(Inline::from),
        ),
    }
}

/// Texts as paragraphs, without blank ones.
pub(super) fn paragraphs(texts: impl IntoIterator<Item = Inline>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for text in texts {
        add_paragraph(&mut blocks, text);
    }
    blocks
}

/// Compiled once for all kinds of lists of texts.
fn add_paragraph(blocks: &mut Vec<Block>, text: Inline) {
    if !is_blank(&text) {
        blocks.push(Block::paragraph(text));
    }
}

/// The URL of a picture or other media; one without a scheme has `https`.
pub(super) fn media(cx: &mut Context<'_>, src: &str, path: &str) -> Option<String> {
    cx.media(&absolute(src), path)
}

fn absolute(url: &str) -> String {
    match url.trim().strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => url.trim().to_owned(),
    }
}
