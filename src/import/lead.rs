//! The head of an article: what options say about it, a headline where there is none, what the body repeats of it.

use super::html::picture::same_picture;
use super::inline_text::is_blank;
use super::{Context, Guess};
use crate::model::{Article, Block, Heading, Inline, Paragraph};

/// Sets what the options say, and takes out of the body what the head has already. Fails without a headline.
pub(super) fn complete(article: &mut Article, cx: &mut Context<'_>) {
    take_repeated(article, cx);
    let options = cx.options;
    if let Some(headline) = &options.headline {
        article.headline = headline.as_str().into();
    }
    if is_blank(&article.headline) {
        guess_headline(article, cx);
    }
    if article.lang.is_none() {
        article.lang.clone_from(&options.lang);
    }
    if article.url.is_none() {
        article.url = cx
            .base
            .as_ref()
            .filter(|_| options.base_url.is_some())
            .and_then(|base| {
                let url = base.as_str();
                // A site's own address isn't the article's.
                let path = url.split_once("://").map_or(url, |(_, rest)| rest);
                path.split_once('/')
                    .is_some_and(|(_, path)| !path.is_empty())
                    .then(|| url.to_owned())
            });
    }
}

/// The words of a text, for comparing: white space and kinds of quotation marks don't count.
fn words(text: &Inline) -> String {
    let mut words = String::new();
    for word in text.to_plain_text().split_whitespace() {
        words.extend(word.chars().map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            _ => c,
        }));
        words.push(' ');
    }
    words
}

fn take_repeated(article: &mut Article, cx: &mut Context<'_>) {
    let headline = words(&article.headline);
    // Only at the top: a heading further down is a section's.
    let top = |article: &Article, fits: &dyn Fn(&Block) -> bool| {
        article.body.iter().take(4).position(fits)
    };
    let same = |block: &Block| matches!(block, Block::Heading(heading) if words(&heading.text) == headline);
    if let Some(at) = top(article, &same).filter(|_| !headline.is_empty()) {
        remove(article, at, cx, "headline");
    }
    if let Some(standfirst) = article.standfirst.as_ref().map(words) {
        let same = |block: &Block| match block {
            Block::Paragraph(Paragraph { text, .. }) | Block::Heading(Heading { text, .. }) => {
                words(text) == standfirst
            }
            _ => false,
        };
        while let Some(at) = top(article, &same) {
            remove(article, at, cx, "standfirst");
        }
    }
    if let Some(src) = article.image.as_ref().map(|image| image.src.clone()) {
        let first = article
            .body
            .iter()
            .position(|block| matches!(block, Block::Image(_)));
        if let Some(at) = first.filter(|at| *at < 4) {
            let same = matches!(article.body.get(at), Some(Block::Image(block)) if same_picture(&block.image.src, &src));
            if same && let Block::Image(block) = remove(article, at, cx, "lead picture") {
                // The body says more about it than metadata do.
                if let Some(image) = &mut article.image {
                    let body = block.image;
                    if image.alt.as_deref().unwrap_or_default().is_empty() {
                        image.alt = body.alt;
                    }
                    image.caption = image.caption.take().or(body.caption);
                    image.credit = image.credit.take().or(body.credit);
                    if image.width.is_none() && image.src == body.src {
                        (image.width, image.height) = (body.width, body.height);
                    }
                    if image.srcset.is_empty() {
                        image.srcset = body.srcset;
                        image.sizes = image.sizes.take().or(body.sizes);
                    }
                }
            }
        }
    }
}

fn remove(article: &mut Article, at: usize, cx: &mut Context<'_>, what: &str) -> Block {
    cx.warn(
        "duplicate-lead",
        "$",
        format!("The body repeats the {what}; it is only at the top now."),
    );
    article.body.remove(at)
}

fn guess_headline(article: &mut Article, cx: &mut Context<'_>) {
    if cx.options.guess == Guess::None {
        return;
    }
    let top = |block: &Block| matches!(block, Block::Heading(heading) if heading.level == Some(1));
    let any = |block: &Block| matches!(block, Block::Heading(_));
    // A heading further down is that of a section.
    let found = article
        .body
        .iter()
        .position(top)
        .or_else(|| article.body.iter().take(2).position(any));
    if let Some(at) = found {
        if let Block::Heading(heading) = article.body.remove(at) {
            if heading.level != Some(1) {
                cx.warn(
                    "guessed-headline",
                    "$",
                    "The input has no headline; its first heading became one.",
                );
            }
            article.headline = heading.text;
        }
        return;
    }
    let mut sentence = String::new();
    super::inline_text::visit_inlines(&mut article.body, &mut |text| {
        if sentence.is_empty() {
            sentence = first_sentence(&text.to_plain_text());
        }
    });
    if !sentence.is_empty() {
        // A title that isn't marked as one is no part of the text.
        let is_title = |block: &Block| matches!(block, Block::Paragraph(paragraph) if paragraph.text.to_plain_text().trim() == sentence);
        let whole = article.body.len() > 1
            && !sentence.ends_with(SENTENCE_ENDS)
            && !sentence.ends_with([',', ':', ';'])
            && article.body.first().is_some_and(is_title);
        if whole {
            article.body.remove(0);
        }
        article.headline = sentence.into();
        cx.warn(
            "guessed-headline",
            "$",
            "The input has no headline; its first sentence became one.",
        );
    }
}

const SENTENCE_ENDS: [char; 9] = ['.', '!', '?', '…', '。', '！', '？', '؟', '।'];

/// The first sentence, or as many words as fit into 100 characters.
fn first_sentence(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default().trim();
    let mut sentence = String::new();
    for word in line.split(' ') {
        if sentence.chars().count() + word.chars().count() > 99 {
            if sentence.is_empty() {
                return line.chars().take(99).chain(['…']).collect();
            }
            sentence.push('…');
            return sentence;
        }
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(word);
        let ends = word.ends_with(SENTENCE_ENDS);
        // An initial or a number doesn't end a sentence.
        if ends && word.chars().count() > 3 {
            return sentence;
        }
    }
    sentence
}
