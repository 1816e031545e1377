//! The tags of a page's `<head>`: title, description, canonical address, structured data, Open Graph.

use crate::article::Document;
use crate::json::Name;
use crate::structured_data::{NewsArticle, absolute, plain_field, scalar, structured_data};

/// What a page knows of itself and its article doesn't say.
#[derive(Debug, Clone, Default)]
pub struct HeadOptions {
    /// Address of the stylesheet to link, `article-widget.css`; without one, the page's script brings the styles.
    pub stylesheet: Option<String>,
    /// The page's own absolute address, for an article without `url`.
    pub url: Option<String>,
    /// What relative addresses in the article start from; the article's `url` by default.
    pub base_url: Option<String>,
    /// The language of an article without `lang`, as a BCP 47 tag; "en" by default.
    pub lang: Option<String>,
}

impl HeadOptions {
    pub(crate) fn base_for(&self, url: Option<&str>) -> Option<String> {
        absolute(self.base_url.as_deref(), url).or_else(|| url.map(str::to_owned))
    }
}

/// Tags for the page's `<head>`, a line each: `<title>`, description, canonical address, the stylesheet if one is named, the
/// structured data, Open Graph (<https://ogp.me>) and the kind of card on X. Nothing in an article can end the tag that it is in.
///
/// ```
/// use article_widget::{HeadOptions, head_tags, read};
///
/// let reading = read(br#"{ "headline": "Fish & ships" }"#)?;
/// let head = head_tags(&reading.article, &HeadOptions::default());
/// assert!(head.starts_with("<title>Fish &amp; ships</title>"));
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
#[must_use]
pub fn head_tags(article: &Document<'_>, options: &HeadOptions) -> String {
    let data = NewsArticle::of(article, options);
    let mut head = Head(String::new());
    head.line(&["<title>", &escape(&data.headline), "</title>"]);
    if !data.description.is_empty() {
        head.meta("name", "description", &data.description);
    }
    if let Some(url) = &data.url {
        head.line(&["<link rel=\"canonical\" href=\"", &escape(url), "\">"]);
    }
    if let Some(stylesheet) = &options.stylesheet {
        head.line(&[
            "<link rel=\"stylesheet\" href=\"",
            &escape(stylesheet),
            "\">",
        ]);
    }
    let json = escape_json(&structured_data(article, options));
    head.line(&["<script type=\"application/ld+json\">", &json, "</script>"]);
    head.open_graph(article, &data, options);
    head.0
}

struct Head(String);

impl Head {
    fn line(&mut self, parts: &[&str]) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.extend(parts.iter().copied());
    }

    fn meta(&mut self, attribute: &str, name: &str, value: &str) {
        if !value.is_empty() {
            self.line(&[
                "<meta ",
                attribute,
                "=\"",
                name,
                "\" content=\"",
                &escape(value),
                "\">",
            ]);
        }
    }

    fn property(&mut self, name: &str, value: &str) {
        self.meta("property", name, value);
    }

    /// What other sites show of a page that is shared there.
    fn open_graph(&mut self, article: &Document<'_>, data: &NewsArticle, options: &HeadOptions) {
        let secure = |url: &Option<String>| url.clone().filter(|url| url.starts_with("https:"));
        let lang = data
            .in_language
            .as_deref()
            .or(options.lang.as_deref())
            .unwrap_or("en");
        let name = data
            .publisher
            .as_ref()
            .map(|publisher| publisher.name.as_str());
        self.property("og:type", "article");
        self.property("og:title", &data.headline);
        self.property("og:description", &data.description);
        self.property("og:url", &secure(&data.url).unwrap_or_default());
        self.property("og:site_name", name.unwrap_or_default());
        self.property("og:locale", &locale(lang).unwrap_or_default());
        self.property(
            "article:published_time",
            data.date_published.as_deref().unwrap_or_default(),
        );
        self.property(
            "article:modified_time",
            data.date_modified.as_deref().unwrap_or_default(),
        );
        self.property("article:section", &data.article_section);
        for author in &data.author {
            self.property(
                "article:author",
                secure(&author.url).as_ref().unwrap_or(&author.name),
            );
        }
        for tag in &data.keywords {
            self.property("article:tag", tag);
        }
        let picture = article.root().field(Name::Image);
        let base = options.base_for(data.url.as_deref());
        let src = picture.and_then(|picture| absolute(scalar(picture, "src"), base.as_deref()));
        let image = secure(&src);
        if let (Some(url), Some(picture)) = (&image, picture) {
            self.property("og:image", url);
            if let Some(shown) = data.image.first() {
                for (name, pixels) in [
                    ("og:image:width", shown.width),
                    ("og:image:height", shown.height),
                ] {
                    self.property(
                        name,
                        &pixels.map(|pixels| pixels.to_string()).unwrap_or_default(),
                    );
                }
            }
            self.property("og:image:alt", &plain_field(picture, "alt"));
        }
        self.meta(
            "name",
            "twitter:card",
            if image.is_some() {
                "summary_large_image"
            } else {
                "summary"
            },
        );
    }
}

/// A language as Open Graph writes it, with a territory: `en_GB`. Where the tag has none, that of most speakers; none if it isn't
/// known here, because a wrong one is worse.
fn locale(lang: &str) -> Option<String> {
    let mut parts = lang.split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    let is_territory = |part: &&str| {
        part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
            || part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let territory = match parts.find(is_territory) {
        Some(territory) => territory.to_ascii_uppercase(),
        None => TERRITORIES
            .iter()
            .find(|(known, _)| *known == language)?
            .1
            .to_owned(),
    };
    Some([&language, "_", &territory].concat())
}

/// CLDR's likely territories of the languages that have interface texts, and of some more that newspapers are written in.
const TERRITORIES: &[(&str, &str)] = &[
    ("ar", "EG"),
    ("bg", "BG"),
    ("ca", "ES"),
    ("cs", "CZ"),
    ("da", "DK"),
    ("de", "DE"),
    ("el", "GR"),
    ("en", "US"),
    ("es", "ES"),
    ("et", "EE"),
    ("eu", "ES"),
    ("fa", "IR"),
    ("fi", "FI"),
    ("fr", "FR"),
    ("ga", "IE"),
    ("gl", "ES"),
    ("he", "IL"),
    ("hi", "IN"),
    ("hr", "HR"),
    ("hu", "HU"),
    ("id", "ID"),
    ("is", "IS"),
    ("it", "IT"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("mt", "MT"),
    ("nb", "NO"),
    ("nl", "NL"),
    ("no", "NO"),
    ("pl", "PL"),
    ("pt", "BR"),
    ("ro", "RO"),
    ("ru", "RU"),
    ("sk", "SK"),
    ("sl", "SI"),
    ("sq", "AL"),
    ("sr", "RS"),
    ("sv", "SE"),
    ("th", "TH"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("vi", "VN"),
    ("zh", "CN"),
];

/// Text as HTML, between tags and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
    html
}

/// JSON with the letters escaped that could end the `<script>` it is in, or a JavaScript string.
pub(crate) fn escape_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' => escaped.push_str("\\u003c"),
            '>' => escaped.push_str("\\u003e"),
            '&' => escaped.push_str("\\u0026"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            other => escaped.push(other),
        }
    }
    escaped
}
