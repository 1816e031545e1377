//! The names of the formats.

use std::fmt;
use std::str::FromStr;

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A format that can be imported.
        ///
        /// ```
        /// use article_widget::import::Format;
        ///
        /// assert_eq!("editor-js".parse(), Ok(Format::EditorJs));
        /// assert_eq!(Format::EditorJs.to_string(), "editor-js");
        /// assert!(Format::ALL.contains(&Format::EditorJs));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Format {
            $($(#[$doc])* $variant,)*
        }

        impl Format {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in kebab case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

formats! {
    /// Our own JSON.
    Article = "article",
    /// Plain text, as copied from a page.
    Text = "text",
    /// HTML: a fragment or a whole page.
    Html = "html",
    /// CommonMark with the extensions of GitHub and front matter.
    Markdown = "markdown",
    /// WordPress: blocks, REST answers, classic content, WXR exports.
    WordPress = "wordpress",
    /// Portable Text, of Sanity.
    PortableText = "portable-text",
    /// ProseMirror documents, such as those of TipTap and Storyblok.
    ProseMirror = "prosemirror",
    /// Lexical documents, such as those of Ghost and Payload.
    Lexical = "lexical",
    /// Mobiledoc, of Ghost before version 5.
    Mobiledoc = "mobiledoc",
    /// Rich text of Contentful, and entries that hold it.
    Contentful = "contentful",
    /// Editor.js.
    EditorJs = "editor-js",
    /// ANS, of Arc XP.
    Ans = "ans",
    /// The Guardian's Content API, and the elements of its front end.
    Guardian = "guardian",
    /// The BBC's content models.
    Bbc = "bbc",
    /// ninjs, versions 1 to 3.
    Ninjs = "ninjs",
    /// NITF.
    Nitf = "nitf",
    /// NewsML-G2 and NewsML 1.2.
    NewsMl = "newsml",
    /// Slate documents, such as those of Strapi.
    Slate = "slate",
    /// Notion's API.
    Notion = "notion",
    /// Draft.js raw content.
    Draft = "draft",
    /// Quill.
    Quill = "quill",
    /// Rich text of Prismic, and its documents.
    Prismic = "prismic",
    /// Structured text of DatoCMS.
    Dato = "dato",
    /// Apple News Format.
    AppleNews = "apple-news",
    /// Drupal's JSON:API.
    JsonApi = "json-api",
    /// DEV and other sites that run Forem.
    Dev = "dev",
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.as_str() == name)
            .ok_or(UnknownFormat)
    }
}

/// There is no format of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("There is no format of that name.")
    }
}

impl std::error::Error for UnknownFormat {}
