//! The only elements, attributes and classes there are. The painter gets these tables and knows nothing else.

/// An enum whose variants have a name in HTML, in one text, each closed by a comma, in the order of the variants.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum $name { $($variant,)* }

        impl $name {
            pub(crate) const NAMES: &'static str = concat!($($text, ",",)*);
        }
    };
}

names! {
    /// An element.
    #[allow(dead_code, reason = "those of MathML are found by name")]
    Tag {
        A "a", Article "article", Audio "audio", Bdi "bdi", Blockquote "blockquote", Button "button",
        Code "code", Details "details", Div "div", Em "em", Figcaption "figcaption", Figure "figure",
        Footer "footer", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Header "header", Hr "hr", Img "img",
        Li "li", Mark "mark", Nav "nav", Ol "ol", P "p", Pre "pre", Progress "progress", S "s", Section "section", Small "small",
        Source "source", Span "span", Strong "strong", Sub "sub", Summary "summary", Sup "sup", Table "table", Tbody "tbody", Td "td", Tfoot "tfoot",
        Th "th", Thead "thead", Time "time", Tr "tr", Track "track", U "u", Ul "ul", Video "video",
        // From here on those of MathML, in its namespace; first those that hold text.
        Math "math", Mi "mi", Mn "mn", Mo "mo", Ms "ms", Mtext "mtext", Merror "merror", Mfrac "mfrac", Mmultiscripts "mmultiscripts",
        Mover "mover", Mpadded "mpadded", Mphantom "mphantom", Mprescripts "mprescripts", Mroot "mroot", Mrow "mrow",
        Mspace "mspace", Msqrt "msqrt", Mstyle "mstyle", Msub "msub", Msubsup "msubsup", Msup "msup", Mtable "mtable",
        Mtd "mtd", Mtr "mtr", Munder "munder", Munderover "munderover",
    }
}

impl Tag {
    /// Elements that HTML never closes.
    pub(crate) fn is_void(name: &str) -> bool {
        matches!(name, "hr" | "img" | "source" | "track")
    }
}

names! {
    /// An attribute whose value comes from the article or the options.
    #[allow(dead_code, reason = "those of MathML are found by name")]
    Attr {
        Alt "alt", AriaControls "aria-controls", AriaLabel "aria-label", AriaLabelledby "aria-labelledby",
        AriaLevel "aria-level", Cite "cite", Colspan "colspan", DataBlock "data-block", DataName "data-name", DataPlayer "data-player", DataPost "data-post",
        DataPoster "data-poster", DataProvider "data-provider", DataShape "data-shape", DataSlot "data-slot", DataSrc "data-src", Datetime "datetime",
        Dir "dir", Height "height", Href "href", Id "id", Label "label", Lang "lang", Max "max", Poster "poster", Rowspan "rowspan",
        Sizes "sizes", Src "src", Srclang "srclang", Srcset "srcset", Start "start", Title "title", Type "type",
        Value "value", Width "width", DataNetwork "data-network", DataUrl "data-url", DataMore "data-more", DataChart "data-chart",
        // From here on those of MathML alone; first those that measure.
        Columnspan "columnspan", Depth "depth", Linethickness "linethickness", Lspace "lspace", Maxsize "maxsize", Minsize "minsize",
        Rspace "rspace", Scriptlevel "scriptlevel", Accent "accent", Accentunder "accentunder", Displaystyle "displaystyle", Fence "fence",
        Form "form", Largeop "largeop", Mathvariant "mathvariant", Movablelimits "movablelimits", Separator "separator",
        Stretchy "stretchy", Symmetric "symmetric",
    }
}

names! {
    /// A class.
    Class {
        None "", Aw "aw", All "aw-all",
        Audio "aw-audio", Avatar "aw-avatar", Box "aw-box", BoxHeading "aw-box-heading", Byline "aw-byline",
        Caption "aw-caption", Cell "aw-cell", Cite "aw-cite", Copy "aw-copy", Code "aw-code", CodeText "aw-code-text",
        Correction "aw-correction", Corrections "aw-corrections", Credit "aw-credit", Cut "aw-cut", Custom "aw-slot aw-custom", Dates "aw-dates",
        Divider "aw-divider", Enlarge "aw-enlarge", Embed "aw-embed", EmbedAsk "aw-embed-ask", EmbedFacade "aw-embed-facade", EmbedImage "aw-embed-image",
        EmbedNotice "aw-embed-notice", EmbedStatus "aw-embed-status", Figcaption "aw-figcaption", Footer "aw-footer",
        FooterHeading "aw-footer-heading", Gallery "aw-gallery", GalleryItem "aw-gallery-item",
        GalleryItems "aw-gallery-items", HeadCell "aw-head-cell", HeadNumber "aw-head-cell aw-number-cell", Header "aw-header aw-article-header", Heading "aw-heading",
        Headline "aw-headline", Image "aw-image", Initials "aw-initials", Item "aw-item", Kept "aw-kept",
        Kicker "aw-kicker", Lead "aw-lead-picture", Link "aw-link", LinkCard "aw-link-card",
        LinkDescription "aw-link-description", LinkHost "aw-link-host", LinkImage "aw-link-image",
        LinkKicker "aw-link-kicker", LinkText "aw-link-text", LinkTitle "aw-link-title", List "aw-list", List3 "aw-list aw-digits-3", List4 "aw-list aw-digits-4", List6 "aw-list aw-digits-6", List11 "aw-list aw-digits-11",
        Logo "aw-logo", MediaTitle "aw-media-title", Meta "aw-meta", Minutes "aw-minutes", NumberCell "aw-number-cell", Panel "aw-panel",
        PanelInner "aw-panel-inner", Paragraph "aw-paragraph", Person "aw-person", Picture "aw-picture",
        Published "aw-published", Publisher "aw-publisher", Pullquote "aw-pullquote", PullquoteText "aw-pullquote-text",
        Quote "aw-quote", QuoteText "aw-quote-text", Role "aw-role", RowHeader "aw-row-header", Scroll "aw-scroll",
        Section "aw-section", SectionButton "aw-section-button", SectionHeading "aw-section-heading",
        SectionSign "aw-section-sign", SectionTitle "aw-section-title", Slot "aw-slot", Standfirst "aw-standfirst",
        Table "aw-table", TableFigure "aw-table-figure", Tag "aw-tag", Tags "aw-tags", Toc "aw-toc", TocLink "aw-toc-link", TocList "aw-toc-list",
        TocTitle "aw-toc-title", Tools "aw-tools", Tweet "aw-tweet",
        TweetAsk "aw-tweet-ask", TweetAuthor "aw-tweet-author", TweetAvatar "aw-tweet-avatar",
        TweetButton "aw-tweet-button", TweetCard "aw-tweet-card", TweetCardImage "aw-tweet-card-image",
        TweetContext "aw-tweet-context", TweetContextTitle "aw-tweet-context-title", TweetFoot "aw-tweet-foot",
        TweetGone "aw-tweet aw-tweet-gone", TweetHandle "aw-tweet-handle", TweetHead "aw-tweet-head",
        TweetLink "aw-tweet-link", TweetMediaText "aw-tweet-media-text", TweetMetric "aw-tweet-metric",
        TweetNote "aw-tweet-note", TweetStatus "aw-tweet-status", TweetText "aw-tweet-text",
        TweetWho "aw-tweet-who", Poll "aw-poll", PollBar "aw-poll-bar", PollLabel "aw-poll-label",
        PollOption "aw-poll-option", PollShare "aw-poll-share", PollWinner "aw-poll-option aw-poll-winner",
        Alt "aw-alt", AltBadge "aw-alt-badge", AltText "aw-alt-text", FilmLine "aw-film-line",
        Media1 "aw-tweet-media", Media2 "aw-tweet-media aw-media-2", Media3 "aw-tweet-media aw-media-3",
        Media4 "aw-tweet-media aw-media-4", MediaItem "aw-media-item", MediaLink "aw-media-link",
        MediaPicture "aw-media-picture", MediaTall "aw-media-picture aw-media-tall",
        MediaWide "aw-media-picture aw-media-wide", MediaWords "aw-media-words", Sensitive "aw-sensitive", Update "aw-update", UpdateTime "aw-update-time", Updated "aw-updated",
        Verified "aw-verified", Video "aw-video",
        FocusLeft "aw-picture aw-focus-left", FocusRight "aw-picture aw-focus-right", FocusTop "aw-picture aw-focus-top",
        FocusBottom "aw-picture aw-focus-bottom",
        Emoji "aw-emoji", EmojiCode "aw-emoji-code", Likes "aw-likes", Replies "aw-replies", Reposts "aw-reposts", Network "aw-network",
        MediaFocusLeft "aw-media-picture aw-focus-left", MediaFocusRight "aw-media-picture aw-focus-right",
        MediaFocusTop "aw-media-picture aw-focus-top", MediaFocusBottom "aw-media-picture aw-focus-bottom", TweetWarning "aw-tweet-warning", TweetWarningTitle "aw-tweet-warning-title",
        TweetMenu "aw-tweet-menu", TweetMore "aw-tweet-more", Dots "aw-dots", MediaIcon "aw-media-icon",
        Thread "aw-thread",
        KeyPoints "aw-box aw-key-points", Related "aw-related", RelatedItems "aw-related-items", Notes "aw-notes", NoteRef "aw-note-ref",
        GalleryPair "aw-gallery aw-pair", Compare "aw-gallery aw-pair aw-compare", ImageText "aw-image aw-in-text", ImageFull "aw-image aw-full",
        Share "aw-share", ShareButton "aw-share-button", Live "aw-live", LiveTools "aw-tools aw-live-tools", Choice "aw-choice",
        KeyEvents "aw-toc aw-key-events", KeyEventLink "aw-key-event", KeyEventTime "aw-key-event-time", Chart "aw-chart", ChartData "aw-chart-data",
        Math "aw-math",
    }
}

names! {
    /// An attribute whose value never changes.
    StaticAttr {
        AriaHidden "aria-hidden=true", AskAlways "data-ask=always", AskEmbed "data-ask=embed", AskMedia "data-ask=media", AskOriginal "data-ask=original",
        AskSensitive "data-ask=sensitive", Anonymous "crossorigin=anonymous", AsyncDecoding "decoding=async", Button "type=button",
        Collapsed "aria-expanded=false", Column "scope=col", DarkTheme "data-theme=dark", Controls "controls=", DirAuto "dir=auto",
        DirLtr "dir=ltr", Expanded "aria-expanded=true", Group "role=group", ImageRole "role=img",
        Lazy "loading=lazy", LightTheme "data-theme=light", SystemTheme "data-theme=system", Long "data-long=", Loop "loop=", Muted "muted=", NoReferrer "referrerpolicy=no-referrer", Note "role=note", PlaysInline "playsinline=", PrintAsIs "data-print=as-is", PreloadMetadata "preload=metadata",
        PreloadNone "preload=none", Row "scope=row", Status "role=status", Subtitles "kind=subtitles",
        TabStop "tabindex=0", UntilFound "hidden=until-found", Pending "data-pending=", AskShare "data-ask=share", AskCopy "data-ask=copy", AskMail "data-ask=mail", AskPrint "data-ask=print", Hidden "hidden=",
        Pressed "aria-pressed=true", Unpressed "aria-pressed=false", DisplayBlock "display=block",
    }
}

/// All tables as one text, for the painter: elements, attributes, classes, fixed attributes, a line each.
#[cfg(all(target_arch = "wasm32", any(feature = "js", feature = "page")))]
pub(crate) fn vocabulary() -> String {
    [Tag::NAMES, Attr::NAMES, Class::NAMES, StaticAttr::NAMES].join("\n")
}
