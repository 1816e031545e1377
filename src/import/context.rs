//! What an import collects: diagnostics, references, and what it decides about URLs.

use super::markdown::Printed;
use super::names::Names;
use super::{Diagnostic, Options, Reference, Resolved};
use crate::error::Severity;
use crate::url::Address;

/// One import.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) options: &'a Options,
    /// The absolute URL of the source, once it is known.
    pub(crate) base: Option<Address<'static>>,
    /// How many articles the input holds, where that may be several.
    pub(crate) count: usize,
    diagnostics: Vec<Diagnostic>,
    references: Vec<Reference>,
    /// Diagnostics that are reported once: which one, and how often it would have been.
    counts: Vec<(usize, u32)>,
    /// Which of the counts it is, by code and what it is about.
    counted: Names,
    /// Markdown that was printed before, where another WebAssembly prints it.
    #[cfg_attr(feature = "import", allow(dead_code))]
    printed: &'a [(String, Printed)],
    /// Pictures by their numbers in the input.
    pub(crate) pictures: Vec<(String, crate::model::Image)>,
    /// Markdown that has to be printed first.
    #[cfg_attr(feature = "import", allow(dead_code))]
    pub(crate) unprinted: Vec<String>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(options: &'a Options) -> Self {
        Self {
            options,
            base: options
                .base_url
                .as_deref()
                .and_then(Address::link)
                .map(Address::into_owned),
            count: 1,
            diagnostics: Vec::new(),
            references: Vec::new(),
            counts: Vec::new(),
            counted: Names::default(),
            printed: &[],
            pictures: Vec::new(),
            unprinted: Vec::new(),
        }
    }

    /// With Markdown that was printed before.
    pub(crate) fn with_printed(options: &'a Options, printed: &'a [(String, Printed)]) -> Self {
        Self {
            printed,
            ..Self::new(options)
        }
    }

    /// Markdown as HTML; nothing, if it has to be printed first.
    #[cfg_attr(feature = "import", allow(dead_code))]
    pub(crate) fn printed(&mut self, markdown: &str) -> Printed {
        let found = self.printed.iter().find(|(text, _)| text == markdown);
        if let Some((_, printed)) = found {
            return printed.clone();
        }
        self.unprinted.push(markdown.to_owned());
        Printed::default()
    }

    /// Reports something that was mended, guessed or left out.
    pub(crate) fn warn(&mut self, code: &'static str, path: &str, message: impl Into<String>) {
        self.report(code, path, message.into());
    }

    fn report(&mut self, code: &'static str, path: &str, message: String) {
        self.diagnostics.push(Diagnostic {
            severity: Severity::Warning,
            code,
            path: path.to_owned(),
            message,
        });
    }

    /// Reports something of a kind once, at its first place, with how often it occurs.
    pub(crate) fn warn_once(
        &mut self,
        code: &'static str,
        about: &str,
        path: &str,
        message: impl Into<String>,
    ) {
        self.report_once(code, about, path, message.into());
    }

    fn report_once(&mut self, code: &'static str, about: &str, path: &str, message: String) {
        let key = [code, " ", about].concat();
        let known = self.counted.get(&key);
        if let Some((_, count)) = known.and_then(|known| self.counts.get_mut(known)) {
            *count += 1;
            return;
        }
        self.counted.insert(key, self.counts.len());
        self.counts.push((self.diagnostics.len(), 1));
        self.report(code, path, message);
    }

    /// The URL of a link, absolute where the source's own URL is known, or `None` with a diagnostic.
    pub(crate) fn link(&mut self, raw: &str, path: &str) -> Option<String> {
        self.resolve_url(raw, path, false)
    }

    /// The URL of a picture or other media: `https`, or relative.
    pub(crate) fn media(&mut self, raw: &str, path: &str) -> Option<String> {
        self.resolve_url(raw, path, true)
    }

    fn resolve_url(&mut self, raw: &str, path: &str, media: bool) -> Option<String> {
        let raw = raw.trim();
        let Some(address) = Address::link(raw) else {
            self.warn_once(
                "bad-address",
                raw,
                path,
                format!("\"{raw}\" is not a URL that an article can hold."),
            );
            return None;
        };
        let joined = match &self.base {
            Some(base) => address.join(base),
            None => address.into_owned(),
        };
        let mut url = joined.as_str().to_owned();
        if url.starts_with("//") {
            url.insert_str(0, "https:");
        }
        if !media && let Some(target) = redirected(&url) {
            url = target;
        }
        if !url.contains(':') && !url.starts_with('#') {
            self.warn_once(
                "relative-address",
                "",
                path,
                "A relative URL stays relative: the source's own URL is not known.",
            );
        }
        if media && url.starts_with("http:") && self.options.upgrade {
            url.insert(4, 's');
            self.warn_once(
                "upgraded-address",
                "",
                path,
                "The URL of a picture or other media begins with http: and became https:.",
            );
        }
        if media && Address::media(&url).is_none() {
            self.warn_once(
                "bad-address",
                raw,
                path,
                format!("\"{raw}\" is not a URL that a picture or other media can have."),
            );
            return None;
        }
        Some(url)
    }

    /// Which of so many articles to take. `None` if the caller wants one that isn't there.
    pub(crate) fn pick(&mut self, count: usize, path: &str) -> Option<usize> {
        self.count = count.max(1);
        if count > 1 && self.options.pick.is_none() {
            self.warn(
                "more-than-one",
                path,
                format!(
                    "The input holds {count} articles; this is the first. Say which one as `pick`."
                ),
            );
        }
        Some(self.options.pick.unwrap_or_default()).filter(|pick| *pick < count)
    }

    /// What a reference leads to, if the caller has it; otherwise the reference is listed and reported.
    pub(crate) fn resolve(&mut self, kind: &str, id: &str, path: &str) -> Option<&'a Resolved> {
        let options: &'a Options = self.options;
        if let Some((_, resolved)) = options.resolve.iter().find(|(known, _)| known == id) {
            return Some(resolved);
        }
        self.warn_once(
            "unresolved-reference",
            &format!("{kind} {id}"),
            path,
            format!("{kind} \"{id}\" is not in the input; give it as `resolve`."),
        );
        self.references.push(Reference {
            path: path.to_owned(),
            kind: kind.to_owned(),
            id: id.to_owned(),
        });
        None
    }

    /// All that was reported, with the counts of what occurs several times.
    pub(crate) fn finish(&mut self) -> (Vec<Diagnostic>, Vec<Reference>) {
        self.counted = Names::default();
        for (at, count) in std::mem::take(&mut self.counts) {
            if let Some(diagnostic) = self.diagnostics.get_mut(at).filter(|_| count > 1) {
                diagnostic.message.push_str(&format!(" ({count} times)"));
            }
        }
        let diagnostics = std::mem::take(&mut self.diagnostics);
        (diagnostics, std::mem::take(&mut self.references))
    }
}

/// Where a URL leads to that mail and document programs put round those of links.
fn redirected(url: &str) -> Option<String> {
    let (start, query) = url.split_once('?')?;
    let key = if start.ends_with(".safelinks.protection.outlook.com/") {
        "url="
    } else if start.ends_with("//www.google.com/url") {
        "q="
    } else {
        return None;
    };
    let target = query.split('&').find_map(|pair| pair.strip_prefix(key))?;
    let target = crate::url::decoded(target);
    Address::link(&target)
        .is_some_and(|address| address.host().is_some())
        .then_some(target)
}
