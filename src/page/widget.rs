//! An article in a page, from mounting to its end.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

#[cfg(feature = "js")]
use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
#[cfg(feature = "js")]
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, Node, ShadowRootInit, ShadowRootMode};

use super::context::Context;
use super::dom::{SizeObserver, css_string, nodes};
use super::events::{self, Changes, dispatch};
use super::feature::{
    Children, CopyLink, Custom, Exclusive, Feature, LiveRegion, Media, OnDemand, Persist, Print,
    Progress, Slots, Toc, ToggleAll,
};
use super::messages::Messages;
use super::options::PageOptions;
use super::paint;
use super::render::{Rendering, parse};
use super::schedule::{Painting, Schedule};
use super::scroll_anchor::{Sight, in_place};
use super::sections::{Reason, Sections};
use super::source::Source;
use super::styles::add_styles;
use crate::diff::diff;
use crate::error::{ArticleError, Diagnostic};
use crate::render::{Options, OutlineEntry, Sections as InitialSections};
use crate::url::Address;

/// Below this width of the host, in CSS pixels, sections start closed with [`InitialSections::Narrow`].
const NARROW: i32 = 640;

thread_local! {
    /// All widgets of this instance that have not ended.
    static WIDGETS: RefCell<Vec<Weak<Inner>>> = const { RefCell::new(Vec::new()) };
}

/// An article in a page. When it is dropped, the article, its listeners and its observers go, and what was in the host
/// before comes back.
#[must_use = "the article goes when its widget is dropped"]
pub struct Widget {
    inner: Rc<Inner>,
}

impl std::fmt::Debug for Widget {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Widget")
    }
}

struct Inner {
    context: Rc<Context>,
    options: RefCell<Options>,
    /// Waits for the host to have a width.
    width: RefCell<Option<SizeObserver>>,
    painting: RefCell<Rc<Painting>>,
    schedule: RefCell<Option<Rc<Schedule>>>,
    children: Rc<Children>,
    custom: Option<Rc<Custom>>,
    live_region: RefCell<Option<Rc<LiveRegion>>>,
    ready: Cell<bool>,
    /// Fulfils the promise that JavaScript has.
    #[cfg(feature = "js")]
    when_ready: RefCell<Option<Function>>,
}

/// Where a reader is, to be found again in another widget of the same article.
struct Place {
    article_key: String,
    /// Ids of the sections that were opened or closed since they were rendered.
    toggled: Vec<(String, bool)>,
    /// The id that the focused button controls.
    focused: Option<String>,
    sight: Option<Sight>,
}

/// For JavaScript, where a widget is never dropped.
#[cfg(feature = "js")]
impl Widget {
    /// Whether the article has been taken away.
    pub(crate) fn is_destroyed(&self) -> bool {
        self.inner.context.is_destroyed()
    }

    /// A promise that is fulfilled when all of the article is painted, or when it is taken away before.
    pub(crate) fn ready_promise(&self) -> Promise {
        let mut when_ready = None;
        let promise = Promise::new(&mut |fulfil, _| when_ready = Some(fulfil));
        self.inner.when_ready.replace(when_ready);
        promise
    }
}

/// Renders an article into an element, in place of its children, or of the article that a widget has mounted there.
///
/// Markup of the same article that a server has rendered into the element stays, node for node.
///
/// # Errors
///
/// As [`read`](crate::read), and then the element is as it was. All problems that don't prevent rendering are in
/// [`Widget::diagnostics`].
pub fn mount(
    host: &Element,
    article: &(impl Source + ?Sized),
    options: &PageOptions,
) -> Result<Widget, ArticleError> {
    let document = parse(article, &options.rendering)?;
    let size = document.source().len();
    let chosen = options_at(host, &options.rendering);
    let no_page = || {
        ArticleError::new(
            "no-page",
            "$",
            "The element is in no page that has a window.".to_owned(),
        )
    };
    let page = host.owner_document().ok_or_else(no_page)?;
    let window = page
        .default_view()
        .or_else(web_sys::window)
        .ok_or_else(no_page)?;

    let earlier = widget_of(host);
    let home = if options.isolate {
        shadow_of(host)
    } else {
        host.clone().into()
    };
    let standing = if earlier.is_some() {
        None
    } else {
        standing_in(&home)
    };
    let rendering = Rendering::start(
        document,
        &chosen,
        reserved_ids(host, None, &chosen.id_prefix),
    );
    // Before the article that is here goes: the rest can't fail.
    let painting = if earlier.is_none() && standing.is_none() {
        Painting::begin(rendering, size)
    } else {
        Painting::whole(rendering)
    };
    let painted = painting.root().ok_or_else(no_page)?;
    let same = standing.filter(|standing| standing.is_equal_node(Some(&painted)));
    let adopted = same.is_some();
    let root = same.unwrap_or(painted);

    // In a shadow root, the lengths of the styles are registered by the document's copy.
    add_styles(host);
    add_styles(&home);
    let place = earlier.as_ref().map(|earlier| earlier.place());
    if let Some(earlier) = earlier {
        earlier.destroy();
    }
    let children = Children::take(&home, &root);
    if !adopted {
        let _ = home.append_child(&root);
    }
    let facts = painting.facts.borrow();
    let messages = Messages::new(&facts.lang, &chosen.labels);
    let context = Context::new(
        (window, page),
        (host, home),
        root,
        &facts.article_key,
        messages,
    );
    drop(facts);
    let inner = Rc::new(Inner {
        context,
        options: RefCell::new(chosen),
        width: RefCell::default(),
        painting: RefCell::new(Rc::new(painting)),
        schedule: RefCell::default(),
        children,
        custom: (!options.renderers.is_empty()).then(|| Rc::new(Custom::new(&options.renderers))),
        live_region: RefCell::default(),
        ready: Cell::new(false),
        #[cfg(feature = "js")]
        when_ready: RefCell::default(),
    });
    WIDGETS.with(|widgets| widgets.borrow_mut().push(Rc::downgrade(&inner)));
    inner.start(options, place);
    if inner.options.borrow().sections == InitialSections::Narrow && host.client_width() == 0 {
        inner.measure_later();
    }
    Ok(Widget { inner })
}

impl Widget {
    /// Shows another state of the article. Blocks that are the same stay, node for node, and so does the reader's place.
    /// Returns the keys of blocks that came, changed and went.
    ///
    /// # Errors
    ///
    /// As [`mount`], and then the article is as it was.
    pub fn update(&self, article: &(impl Source + ?Sized)) -> Result<Changes, ArticleError> {
        let inner = &self.inner;
        if inner.context.is_destroyed() {
            return Ok(Changes::default());
        }
        // A copy: rendering runs functions of the page.
        let options = inner.options.borrow().clone();
        let document = parse(article, &options)?;
        let reserved_ids = reserved_ids(
            &inner.context.host,
            Some(&inner.context.root),
            &options.id_prefix,
        );
        Ok(inner.update(Rendering::start(document, &options, reserved_ids)))
    }

    /// The element of the article.
    #[must_use]
    pub fn root(&self) -> &HtmlElement {
        &self.inner.context.root
    }

    /// The sections, and which of them are open now.
    #[must_use]
    pub fn outline(&self) -> Vec<OutlineEntry> {
        self.inner.outline()
    }

    /// Everything in the JSON that the format doesn't allow, in the order found.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.inner.diagnostics()
    }

    /// Whether all of the article is painted, and `article-ready` was dispatched.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.inner.ready.get()
    }

    /// Opens all sections.
    pub fn expand_all(&self) {
        self.inner.catch_up();
        self.inner.context.set_all_open(true);
    }

    /// Closes all sections.
    pub fn collapse_all(&self) {
        self.inner.catch_up();
        self.inner.context.set_all_open(false);
    }

    /// Opens or closes a section; without `open` it is toggled. The id may come without the prefix.
    pub fn toggle(&self, section_id: &str, open: Option<bool>) {
        self.inner.catch_up();
        self.inner.context.toggle(section_id, open);
    }

    /// Takes the article away now, though the widget is still held. Afterwards, all calls do nothing.
    pub fn destroy(&self) {
        self.inner.destroy();
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.inner.destroy();
    }
}

impl Inner {
    fn painting(&self) -> Rc<Painting> {
        Rc::clone(&self.painting.borrow())
    }

    fn start(self: &Rc<Self>, options: &PageOptions, place: Option<Place>) {
        let context = &self.context;
        let mut features: Vec<Box<dyn Feature>> = vec![
            Box::new(Sections::attach(context)),
            Box::new(ToggleAll::attach(context)),
            Box::new(Toc::attach(context)),
            Box::new(Print::attach(context)),
            Box::new(CopyLink::attach(context)),
            Box::new(Slots::attach(context, &self.children)),
            Box::new(Media::attach(context)),
            Box::new(OnDemand::attach(context, options)),
        ];
        if options.exclusive {
            features.push(Box::new(Exclusive));
        }
        if options.remember {
            features.push(Box::new(Persist::attach(context)));
        }
        if options.progress {
            features.push(Box::new(Progress::attach(context)));
        }
        if let Some(custom) = &self.custom {
            features.push(Box::new(Rc::clone(custom)));
        }
        context.set_features(features);
        self.refresh();
        // A reader of this article is not sent back to where the reading began.
        let arriving = place
            .as_ref()
            .is_none_or(|place| place.article_key != context.article_key);
        if arriving {
            context.follow_fragment(true);
        }
        if let Some(place) = place {
            self.go_to(&place);
        }
        self.finish_later(arriving);
    }

    /// Paints the rest, and announces that the article is ready: in a later task or microtask, so that the caller of
    /// `mount` can listen first.
    fn finish_later(self: &Rc<Self>, arriving: bool) {
        let weak = Rc::downgrade(self);
        if self.painting().is_behind() {
            let schedule = Schedule::start(&self.context, &self.painting(), arriving, move |_| {
                if let Some(inner) = weak.upgrade() {
                    inner.refresh();
                    inner.announce_ready();
                }
            });
            self.schedule.replace(Some(schedule));
        } else {
            spawn_local(async move {
                if let Some(inner) = weak.upgrade() {
                    inner.announce_ready();
                }
            });
        }
    }

    fn announce_ready(&self) {
        if self.context.is_destroyed() || self.ready.replace(true) {
            return;
        }
        let outline = self.outline();
        let painting = self.painting();
        let facts = painting.facts.borrow();
        let (words, minutes) = (facts.words, facts.minutes);
        drop(facts);
        let diagnostics = self.diagnostics();
        let detail = events::Ready {
            outline: &outline,
            diagnostics: &diagnostics,
            words,
            minutes,
        };
        dispatch(&self.context.host, "article-ready", &detail);
        self.settle();
    }

    /// Resolves the promises of those who wait for the article.
    fn settle(&self) {
        #[cfg(feature = "js")]
        if let Some(fulfil) = self.when_ready.take() {
            let _ = fulfil.call0(&JsValue::UNDEFINED);
        }
    }

    /// Paints what is still to be painted, at once.
    fn catch_up(&self) {
        if !self.context.is_destroyed() && self.painting().catch_up() {
            self.refresh();
        }
    }

    /// Blocks came or went.
    fn refresh(&self) {
        if let Some(custom) = &self.custom {
            custom.set_blocks(self.painting().facts.borrow().custom.clone());
        }
        self.context.set_painted(!self.painting().is_behind());
        self.context.updated();
    }

    fn update(self: &Rc<Self>, rendering: Rendering) -> Changes {
        self.catch_up();
        let context = &self.context;
        let shown = self.painting();
        let wanted = Painting::unpainted(rendering);
        let patch = diff(&shown.list.borrow(), &wanted.list.borrow());
        {
            let facts = wanted.facts.borrow();
            context.set_messages(Messages::new(&facts.lang, &self.options.borrow().labels));
        }
        in_place(context, || {
            context.patch(|| {
                let patched = patch.is_empty() || paint::patch(&context.root, &patch);
                if !patched && let Some(fresh) = wanted.repaint() {
                    replace_content(&context.root, &fresh);
                }
            });
        });
        self.painting.replace(Rc::new(wanted));
        self.refresh();
        let news = patch
            .news
            .iter()
            .filter_map(|key| self.block(key))
            .collect();
        self.announce_news(news);
        let changes = Changes {
            added: patch.added,
            changed: patch.changed,
            removed: patch.removed,
        };
        dispatch(&context.host, "article-update", &changes);
        changes
    }

    fn block(&self, key: &str) -> Option<Element> {
        let selector = ["[data-key=", &css_string(key), "]"].concat();
        self.context.root.query_selector(&selector).ok()?
    }

    /// Marks blocks that came while somebody reads.
    fn announce_news(&self, blocks: Vec<Element>) {
        if blocks.is_empty() || self.context.is_destroyed() {
            return;
        }
        let live_region = self.live_region.borrow().clone();
        let live_region = live_region.or_else(|| LiveRegion::new(&self.context).map(Rc::new));
        self.live_region.replace(live_region.clone());
        if let Some(live_region) = live_region {
            live_region.announce(&self.context, blocks);
        }
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let failed = self.custom.as_ref().map(|custom| custom.diagnostics());
        let mut diagnostics = failed.unwrap_or_default();
        diagnostics.extend_from_slice(&self.painting().facts.borrow().diagnostics);
        diagnostics
    }

    fn outline(&self) -> Vec<OutlineEntry> {
        let mut outline = self.painting().facts.borrow().outline.clone();
        let sections = self.context.sections.all();
        let by_id: BTreeMap<_, _> = sections.iter().map(|one| (one.id.as_str(), one)).collect();
        for entry in &mut outline {
            if let Some(section) = by_id.get(entry.id.as_str()) {
                entry.open = self.context.sections.is_open(section);
            }
        }
        outline
    }

    fn place(&self) -> Place {
        let painting = self.painting();
        let facts = painting.facts.borrow();
        let now = self.outline();
        let toggled = now
            .iter()
            .zip(&facts.outline)
            .filter(|(now, initial)| now.open != initial.open);
        let focused = super::dom::focused(&self.context.root);
        let focused = focused.filter(|focused| self.context.root.contains(Some(focused)));
        Place {
            article_key: self.context.article_key.clone(),
            toggled: toggled.map(|(now, _)| (now.id.clone(), now.open)).collect(),
            focused: focused.and_then(|focused| focused.get_attribute("aria-controls")),
            sight: Sight::of(&self.context),
        }
    }

    fn go_to(&self, place: &Place) {
        let context = &self.context;
        for (id, open) in &place.toggled {
            if let Some(section) = context.sections.by_id(id) {
                context.set_open(&section, *open, Reason::Restore);
            }
        }
        if let Some(focused) = &place.focused {
            let selector = ["[aria-controls=", &css_string(focused), "]"].concat();
            if let Ok(Some(button)) = context.root.query_selector(&selector) {
                super::dom::focus(&button);
            }
        }
        if let Some(sight) = &place.sight {
            sight.restore(context);
        }
    }

    /// Where the host has no width yet, as in a tab that is not shown, whether it is narrow is decided when it has one.
    fn measure_later(self: &Rc<Self>) {
        let inner = Rc::downgrade(self);
        let measured = move || {
            let Some(inner) = inner.upgrade() else {
                return;
            };
            let width = inner.context.host.client_width();
            if width == 0 {
                return;
            }
            drop(inner.width.take());
            if width < NARROW {
                inner.options.borrow_mut().sections = InitialSections::Closed;
                inner.catch_up();
                for section in &*inner.context.sections.all() {
                    inner.context.set_open(section, false, Reason::Restore);
                }
            }
        };
        self.width
            .replace(SizeObserver::new([&self.context.host], measured));
    }

    fn destroy(&self) {
        if !self.context.destroy() {
            return;
        }
        drop(self.schedule.take());
        drop(self.live_region.take());
        drop(self.width.take());
        self.context.root.remove();
        self.children.restore(&self.context.home);
        self.settle();
        WIDGETS.with(|widgets| {
            widgets
                .borrow_mut()
                .retain(|other| !std::ptr::eq(other.as_ptr(), self))
        });
    }
}

/// Makes an element what another is, where the page has changed it so much that it can't be patched.
fn replace_content(element: &Element, fresh: &Element) {
    for name in element
        .get_attribute_names()
        .iter()
        .filter_map(|name| name.as_string())
    {
        if !fresh.has_attribute(&name) {
            let _ = element.remove_attribute(&name);
        }
    }
    for name in fresh
        .get_attribute_names()
        .iter()
        .filter_map(|name| name.as_string())
    {
        if let Some(value) = fresh.get_attribute(&name) {
            let _ = element.set_attribute(&name, &value);
        }
    }
    element.set_text_content(None);
    for child in nodes(&fresh.child_nodes()) {
        let _ = element.append_child(&child);
    }
}

/// The widget that has mounted an article in this host.
fn widget_of(host: &Element) -> Option<Rc<Inner>> {
    WIDGETS.with(|widgets| {
        let widgets = widgets.borrow();
        let mut living = widgets.iter().filter_map(Weak::upgrade);
        living.find(|inner| inner.context.host == *host)
    })
}

/// The options as they apply at this place of this page.
fn options_at(host: &Element, options: &Options) -> Options {
    let mut chosen = options.clone();
    let width = host.client_width();
    if chosen.sections == InitialSections::Narrow && width > 0 && width < NARROW {
        chosen.sections = InitialSections::Closed;
    }
    if let Some(base) = &chosen.base_url
        && let Some(page) = host.base_uri().ok().flatten()
        && let Ok(absolute) = web_sys::Url::new_with_base(base.as_str(), &page)
    {
        chosen.base_url = Address::link(&absolute.href()).map(Address::into_owned);
    }
    chosen
}

/// The ids with our prefix that other elements of the page have, one a line; a fragment leads into shadow roots too.
fn reserved_ids(host: &Element, own_root: Option<&Element>, prefix: &str) -> String {
    let selector = ["[id^=", &css_string(prefix), "]"].concat();
    let mut trees: Vec<Node> = vec![host.get_root_node()];
    WIDGETS.with(|widgets| {
        let widgets = widgets.borrow();
        trees.extend(
            widgets
                .iter()
                .filter_map(Weak::upgrade)
                .map(|inner| Node::from(inner.context.root.clone())),
        );
    });
    let mut ids = String::new();
    for tree in trees {
        // A document, a shadow root and an element answer this alike.
        let Ok(found) = tree
            .unchecked_ref::<Element>()
            .query_selector_all(&selector)
        else {
            continue;
        };
        for node in nodes(&found) {
            let within_shadow = node.get_root_node().dyn_into::<web_sys::ShadowRoot>();
            // The page may have moved the article out of its host.
            let is_own = own_root.is_some_and(|root| root.contains(Some(&node)));
            if is_own
                || host.contains(Some(&node))
                || within_shadow.is_ok_and(|shadow| shadow.host() == *host)
            {
                continue;
            }
            // In a form, the property `id` can be a field of that name.
            if let Some(id) = node.unchecked_ref::<Element>().get_attribute("id") {
                ids.extend([id.as_str(), "\n"]);
            }
        }
    }
    ids
}

/// The host's shadow root; the host, if it can't have one. Until the article is in it, a slot shows the host's children.
fn shadow_of(host: &Element) -> Node {
    if let Some(shadow) = host.shadow_root() {
        return shadow.into();
    }
    let Ok(shadow) = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)) else {
        return host.clone().into();
    };
    if let Some(slot) = host
        .owner_document()
        .and_then(|document| document.create_element("slot").ok())
    {
        let _ = shadow.append_child(&slot);
    }
    shadow.into()
}

/// An article that is in the host's markup already.
fn standing_in(home: &Node) -> Option<HtmlElement> {
    let children = nodes(&home.child_nodes());
    let mut elements = children
        .into_iter()
        .filter_map(|child| child.dyn_into::<HtmlElement>().ok());
    elements.find(|child| super::dom::matches(child, ".aw"))
}
