//! Painting in slices: a long article must not keep the page waiting.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement, Performance, Window};

use super::context::Context;
use super::dom::Listener;
use super::paint::{Defer, Painter};
use super::render::{Facts, Rendering};
use super::scroll_anchor::{Arrival, READING_INPUTS, Scroll};
use super::sections::decoded;
use crate::render::DisplayList;

/// How long the page may be kept waiting, in milliseconds. Each slice is followed by the browser's own work for what
/// came, so few long slices are done sooner than many short ones.
const SLICE: f64 = 34.0;

/// How often painted nodes are put into the page, in milliseconds: the rest of most articles comes at once.
const PAUSE: f64 = 150.0;

/// Operations painted before the clock is looked at: a hundred blocks, more than a screen.
const CHUNK: usize = 3000;

/// From this size of the JSON, in bytes, the first screen is shown before the rest is painted: some five hundred blocks.
const LONG: usize = 150_000;

/// An article that is rendered and painted, or is being.
pub(super) struct Painting {
    rendering: RefCell<Option<Rendering>>,
    painter: Painter,
    pub(super) facts: RefCell<Facts>,
    /// All operations so far.
    pub(super) list: RefCell<DisplayList>,
    /// Whether there is more to paint.
    behind: Cell<bool>,
    clock: Clock,
}

/// The page's clock, in milliseconds.
#[derive(Clone)]
struct Clock(Option<Performance>);

impl Clock {
    fn now(&self) -> f64 {
        self.0.as_ref().map_or(0.0, Performance::now)
    }
}

impl Painting {
    /// Renders and paints the whole article at once.
    pub(super) fn whole(rendering: Rendering) -> Self {
        let painting = Self::new(rendering, Defer::Nothing);
        painting.chunk(usize::MAX);
        painting.painter.show();
        painting
    }

    /// Renders and paints the beginning of an article; short ones become whole.
    pub(super) fn begin(rendering: Rendering, size: usize) -> Self {
        let painting = Self::new(rendering, Defer::Closed);
        let end = painting.clock.now() + SLICE;
        painting.chunk(CHUNK);
        while size < LONG && painting.is_behind() && painting.clock.now() < end {
            painting.paint_more(None);
        }
        painting.painter.show();
        painting
    }

    /// Renders the whole article, for a comparison with what is shown.
    pub(super) fn unpainted(mut rendering: Rendering) -> Self {
        let list = rendering.next_chunk(usize::MAX);
        let painting = Self::new(rendering, Defer::Nothing);
        if let Some(mut rendering) = painting.rendering.take() {
            rendering.describe(&mut painting.facts.borrow_mut());
        }
        painting.list.replace(list);
        painting.behind.set(false);
        painting
    }

    /// Paints all that is rendered once more.
    pub(super) fn repaint(&self) -> Option<HtmlElement> {
        let painter = Painter::with_defer(Defer::Nothing);
        painter.paint(&self.list.borrow());
        painter.show();
        painter.root()
    }

    fn new(rendering: Rendering, defer: Defer) -> Self {
        Self {
            rendering: RefCell::new(Some(rendering)),
            painter: Painter::with_defer(defer),
            facts: RefCell::default(),
            list: RefCell::default(),
            behind: Cell::new(true),
            clock: Clock(web_sys::window().and_then(|window| window.performance())),
        }
    }

    pub(super) fn root(&self) -> Option<HtmlElement> {
        self.painter.root()
    }

    pub(super) fn is_behind(&self) -> bool {
        self.behind.get()
    }

    /// Renders and paints a chunk.
    fn chunk(&self, max_ops: usize) {
        let Some(mut rendering) = self.rendering.take() else {
            return;
        };
        // A first chunk that is all of it has nothing to put off.
        let first = self.list.borrow().ops.is_empty();
        let chunk = rendering.next_chunk(max_ops);
        let done = rendering.is_done();
        if first && done {
            self.painter.set_patience(Defer::Nothing.as_str());
        }
        self.painter.paint(&chunk);
        self.list.borrow_mut().append(&chunk);
        rendering.describe(&mut self.facts.borrow_mut());
        if done {
            self.behind.set(!first);
        } else {
            self.rendering.replace(Some(rendering));
        }
    }

    fn paint_more(&self, first: Option<&Element>) {
        let rendered = self.rendering.borrow().is_none();
        if rendered {
            self.behind.set(self.painter.catch_up(first));
        } else {
            self.chunk(CHUNK);
        }
    }

    /// Paints the rest at once; returns whether there was any.
    pub(super) fn catch_up(&self) -> bool {
        if !self.is_behind() {
            return false;
        }
        while self.is_behind() {
            self.paint_more(None);
        }
        self.painter.show();
        true
    }
}

/// What happens when all is painted.
type Complete = Box<dyn Fn(&Rc<Context>)>;

/// Paints the rest of an article between the page's own tasks. Dropped, it stops.
pub(super) struct Schedule {
    context: Weak<Context>,
    painting: Rc<Painting>,
    complete: Complete,
    timer: RefCell<Option<Timeout>>,
    /// When painted nodes were last put into the page.
    shown: Cell<f64>,
    /// Whether the target of the page's fragment is still to come.
    awaited: Cell<bool>,
    /// The fragment's target, kept in place until the reader moves.
    held: RefCell<Option<Element>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Schedule {
    pub(super) fn start(
        context: &Rc<Context>,
        painting: &Rc<Painting>,
        arriving: bool,
        complete: impl Fn(&Rc<Context>) + 'static,
    ) -> Rc<Self> {
        let hash = context.window.location().hash().unwrap_or_default();
        let hash = decoded(hash.trim_start_matches('#'));
        let is_known = painting
            .facts
            .borrow()
            .outline
            .iter()
            .any(|entry| entry.id == hash);
        let schedule = Rc::new(Self {
            context: Rc::downgrade(context),
            painting: Rc::clone(painting),
            complete: Box::new(complete),
            timer: RefCell::default(),
            shown: Cell::new(painting.clock.now()),
            awaited: Cell::new(
                arriving && is_known && painting.is_behind() && target(context).is_none(),
            ),
            held: RefCell::default(),
            listeners: RefCell::default(),
        });
        if schedule.awaited.get() {
            schedule.release_on_input(&context.window);
        }
        schedule.next();
        schedule
    }

    fn next(self: &Rc<Self>) {
        let schedule = Rc::downgrade(self);
        let timer = Timeout::new(0, move || {
            if let Some(schedule) = schedule.upgrade() {
                schedule.slice();
            }
        });
        self.timer.replace(Some(timer));
    }

    fn slice(self: &Rc<Self>) {
        let Some(context) = self
            .context
            .upgrade()
            .filter(|context| !context.is_destroyed())
        else {
            return;
        };
        let painting = &self.painting;
        if !painting.is_behind() {
            (self.complete)(&context);
            return;
        }
        let awaited = self.awaited.get();
        let defer = if awaited {
            Defer::Sections
        } else {
            Defer::Closed
        };
        painting.painter.set_patience(defer.as_str());
        let end = painting.clock.now() + SLICE;
        let rendering = painting.rendering.borrow().is_some();
        let held = self.held.borrow().clone();
        loop {
            painting.paint_more(held.as_ref());
            let changed = rendering != painting.rendering.borrow().is_some();
            if !painting.is_behind() || awaited || changed || painting.clock.now() >= end {
                break;
            }
        }
        let now = painting.clock.now();
        if awaited || !painting.is_behind() || now > self.shown.get() + PAUSE {
            painting.painter.show();
            self.shown.set(now);
        }
        // What is painted above the target must not push it away.
        if let Some(held) = &held {
            Arrival::start(&context, held, Some(Scroll::Instant));
        }
        if awaited && let Some(target) = target(&context) {
            self.awaited.set(false);
            self.held.replace(Some(target));
            context.follow_sections();
            context.follow_fragment(true);
        }
        if painting.is_behind() {
            self.next();
        } else {
            (self.complete)(&context);
        }
    }

    fn release_on_input(self: &Rc<Self>, window: &Window) {
        let listeners = READING_INPUTS.map(|name| {
            let schedule = Rc::downgrade(self);
            Listener::new(window, name, move |_| {
                if let Some(schedule) = schedule.upgrade() {
                    schedule.held.take();
                }
            })
        });
        self.listeners.replace(listeners.into());
    }
}

fn target(context: &Context) -> Option<Element> {
    context.target_of(&context.window.location().hash().ok()?)
}
