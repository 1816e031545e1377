//! Posts.

use super::block::shown_host;
use super::{Attr, Class, El, Fixed, Pen};
use crate::article::{Inline, Moment};
use crate::locale::{direction, number};
use crate::post::{Author, Card, Gone, Media, MediaKind, Poll, Post, Tweet, Verified, profile};

impl Pen<'_> {
    pub(super) fn tweet_class(&self, tweet: &Tweet<'_>) -> Class {
        match &tweet.post {
            Some(post) if post.gone.is_some() => Class::TweetGone,
            _ => Class::Tweet,
        }
    }

    /// Fills and closes the post's element.
    pub(super) fn tweet(&mut self, tweet: &Tweet<'_>) {
        match &tweet.post {
            Some(post) => self.post(post, tweet.url.as_ref()),
            None => {
                self.attr(Attr::AriaLabel, self.words.post);
                self.open(El::P, Class::TweetNote);
                self.name(self.words.on_x, tweet.url.as_ref(), Class::TweetLink);
                self.close();
                self.close();
            }
        }
    }

    fn post(&mut self, post: &Post<'_>, url: Option<&crate::Address<'_>>) {
        let label = self.post_name(&post.author);
        self.attr(Attr::AriaLabel, &label);
        self.post_author(&post.author);
        if let Some(reply) = &post.reply_to {
            self.open(El::P, Class::TweetNote);
            self.run(self.words.replying_to);
            self.run(" ");
            let handle = ["@", &reply.handle].concat();
            let own = profile(&reply.handle);
            self.open_handle(reply.url.as_ref().or(own.as_ref()));
            self.drawing.fill(&handle);
            self.close();
        }
        if let Some(gone) = post.gone {
            let reason = self.gone(gone);
            self.leaf(El::P, Class::TweetNote, reason);
        }
        if let Some(text) = &post.text {
            self.post_text(text, post.lang.as_deref());
        }
        self.post_media(post);
        if let Some(poll) = &post.poll {
            self.poll(poll);
        }
        if let Some(card) = &post.card {
            self.post_card(card);
        }
        if let Some(quoted) = &post.quoted {
            let class = if quoted.gone.is_some() {
                Class::TweetGone
            } else {
                Class::Tweet
            };
            self.open(El::Article, class);
            self.post(quoted, quoted.url.as_ref());
        }
        self.post_foot(post, url);
        self.close();
    }

    fn post_name(&self, author: &Author<'_>) -> String {
        match (author.name.trim(), author.handle.as_ref()) {
            ("", "") => self.words.post.to_owned(),
            (name, "") => [self.words.post_by, " ", name].concat(),
            ("", handle) => [self.words.post_by, " @", handle].concat(),
            (name, handle) => [self.words.post_by, " ", name, " (@", handle, ")"].concat(),
        }
    }

    fn post_author(&mut self, author: &Author<'_>) {
        if author.name.trim().is_empty() && author.handle.is_empty() {
            return;
        }
        self.open(El::Header, Class::TweetHead);
        let initials = initials(&author.name, &author.handle);
        self.open(El::Span, Class::Initials);
        self.fixed(Fixed::AriaHidden);
        self.drawing.fill(&initials);
        self.open(El::P, Class::TweetWho);
        if !author.name.trim().is_empty() {
            // Whatever a name holds, it turns nothing around it.
            self.leaf(El::Bdi, Class::TweetAuthor, &author.name);
            if let Some(verified) = author.verified {
                let kind = match verified {
                    Verified::Blue => 0,
                    Verified::Business => 1,
                    Verified::Government => 2,
                };
                self.open(El::Span, Class::Verified);
                self.fixed(Fixed::ImageRole);
                self.attr(
                    Attr::AriaLabel,
                    self.words.verified.get(kind).copied().unwrap_or_default(),
                );
                self.close();
            }
            self.run(" ");
        }
        if !author.handle.is_empty() {
            self.open_handle(profile(&author.handle).as_ref());
            let handle = ["@", &author.handle].concat();
            self.drawing.fill(&handle);
        }
        self.close();
        self.close();
    }

    fn open_handle(&mut self, url: Option<&crate::Address<'_>>) {
        match url {
            Some(url) => {
                self.open(El::A, Class::TweetHandle);
                self.address(Attr::Href, url);
            }
            None => self.open(El::Span, Class::TweetHandle),
        }
        self.fixed(Fixed::DirLtr);
    }

    fn gone(&self, gone: Gone) -> &'static str {
        let kind = match gone {
            Gone::Deleted => 0,
            Gone::Suspended => 1,
            Gone::Protected => 2,
            Gone::Withheld => 3,
            Gone::Restricted => 4,
            Gone::Unknown => 5,
        };
        self.words.gone.get(kind).copied().unwrap_or_default()
    }

    fn post_text(&mut self, text: &Inline<'_>, lang: Option<&str>) {
        self.open(El::P, Class::TweetText);
        match lang {
            Some(lang) => {
                self.attr(Attr::Lang, lang);
                self.attr(Attr::Dir, direction(lang).as_str());
            }
            None => self.fixed(Fixed::DirAuto),
        }
        self.fill(text);
    }

    /// Pictures and films as links: nothing of the platform's is fetched unasked.
    fn post_media(&mut self, post: &Post<'_>) {
        if post.sensitive {
            self.leaf(El::P, Class::TweetNote, self.words.sensitive);
        }
        for media in &post.media {
            self.open(El::P, Class::TweetMedia);
            let kind = match media.kind {
                MediaKind::Photo => self.words.picture,
                MediaKind::Video => self.words.video,
                MediaKind::Gif => self.words.gif,
            };
            self.name(
                kind,
                media_address(media).or(post.url.as_ref()),
                Class::Link,
            );
            if let Some(alt) = &media.alt {
                self.run(" – ");
                self.leaf(El::Bdi, Class::None, alt);
            }
            self.close();
        }
    }

    fn poll(&mut self, poll: &Poll<'_>) {
        let total: u64 = poll
            .options
            .iter()
            .map(|(_, votes)| u64::from(*votes))
            .sum();
        self.open(El::Ul, Class::Poll);
        for (label, votes) in &poll.options {
            let share = (u64::from(*votes) * 200 + total)
                .checked_div(total * 2)
                .unwrap_or(0) as u32;
            let share = share.min(100).to_string();
            self.open(El::Li, Class::PollOption);
            self.leaf(El::Bdi, Class::PollLabel, label);
            self.run(" ");
            self.leaf(El::Span, Class::PollShare, &[&share, "\u{a0}%"].concat());
            self.open(El::Progress, Class::PollBar);
            self.attr(Attr::Max, "100");
            self.attr(Attr::Value, &share);
            self.fixed(Fixed::AriaHidden);
            self.close();
            self.close();
        }
        self.close();
        self.open(El::P, Class::TweetNote);
        let total = u32::try_from(total).unwrap_or(u32::MAX);
        let votes = self.count(total, self.words.votes);
        self.run(&votes);
        if poll.closed == Some(true) {
            self.run(" · ");
            self.run(self.words.final_result);
        }
        if let Some(ends) = poll.ends.as_ref().filter(|_| poll.closed != Some(true)) {
            self.run(" · ");
            self.run(self.words.ends);
            self.run(" ");
            self.moment(ends, Class::None);
        }
        self.close();
    }

    fn count(&self, value: u32, [one, many]: [&str; 2]) -> String {
        let word = if value == 1 { one } else { many };
        [&number(value, self.words), "\u{a0}", word].concat()
    }

    fn post_card(&mut self, card: &Card<'_>) {
        self.open(El::A, Class::TweetCard);
        self.address(Attr::Href, &card.url);
        let host = shown_host(&card.url);
        self.leaf(
            El::Span,
            Class::LinkHost,
            card.domain.as_deref().unwrap_or(&host),
        );
        self.leaf(El::Bdi, Class::LinkTitle, &card.title);
        if let Some(description) = &card.description {
            self.leaf(El::Bdi, Class::LinkDescription, description);
        }
        self.close();
    }

    fn post_foot(&mut self, post: &Post<'_>, url: Option<&crate::Address<'_>>) {
        let url = url.or(post.url.as_ref());
        let metrics = &post.metrics;
        let counts = [
            metrics.likes,
            metrics.replies,
            metrics.reposts,
            metrics.quotes,
            metrics.views,
        ];
        if url.is_none() && post.created.is_none() && counts.iter().all(Option::is_none) {
            return;
        }
        self.open(El::Footer, Class::TweetFoot);
        match (&post.created, url) {
            (Some(created), Some(url)) => {
                self.open(El::A, Class::TweetLink);
                self.address(Attr::Href, url);
                self.post_moment(created);
                self.close();
            }
            (Some(created), None) => self.post_moment(created),
            (None, Some(url)) => self.name(self.words.on_x, Some(url), Class::TweetLink),
            (None, None) => {}
        }
        if post.edited {
            self.run(" ");
            self.leaf(El::Span, Class::TweetMetric, self.words.edited);
        }
        for (count, words) in counts.iter().zip(self.words.metrics) {
            if let Some(count) = count {
                self.run(" ");
                let text = self.count(*count, words);
                self.leaf(El::Span, Class::TweetMetric, &text);
            }
        }
        self.close();
    }

    fn post_moment(&mut self, moment: &Moment<'_>) {
        self.moment(moment, Class::None);
    }
}

fn media_address<'m, 'a>(media: &'m Media<'a>) -> Option<&'m crate::Address<'a>> {
    media
        .src
        .as_ref()
        .or_else(|| media.sources.first().map(|source| &source.src))
        .or(media.poster.as_ref())
}

/// The first letters of the first and last word of a name; of the handle if the name has no letters.
fn initials(name: &str, handle: &str) -> String {
    let first = |word: &str| word.chars().find(|letter| letter.is_alphanumeric());
    let mut letters = name.split_whitespace().filter_map(first);
    match (letters.next(), letters.last()) {
        (Some(one), Some(two)) => [one, two].iter().collect(),
        (Some(one), None) => one.to_string(),
        (None, _) => first(handle).map(String::from).unwrap_or_default(),
    }
}
