//! The option `progress`: a bar that shows how much of the article has passed through the window, and its event.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::render::{AnimationFrame, request_animation_frame};
use js_sys::Number;
use web_sys::{Element, HtmlElement};

use super::Feature;
use crate::page::context::Context;
use crate::page::dom::{Listener, SizeObserver, create, set};
use crate::page::events::{self, dispatch};

const STEPS: [u32; 4] = [25, 50, 75, 100];

pub(in crate::page) struct Progress {
    bar: Option<HtmlElement>,
    _size: Option<SizeObserver>,
    _listeners: [Listener; 2],
}

/// What is measured, at most once a frame.
struct Meter {
    context: Weak<Context>,
    bar: Option<HtmlElement>,
    frame: RefCell<Option<AnimationFrame>>,
    /// The last step that was reported.
    reported: Cell<u32>,
}

impl Progress {
    pub(in crate::page) fn attach(context: &Rc<Context>) -> Self {
        let bar = create(&context.document, "div", "aw-progress");
        if let Some(bar) = &bar {
            set(bar, "aria-hidden", "true");
            let _ = context.root.prepend_with_node_1(bar);
        }
        let meter = Rc::new(Meter {
            context: Rc::downgrade(context),
            bar: bar.clone(),
            frame: RefCell::default(),
            reported: Cell::new(0),
        });
        let soon = {
            let meter = Rc::clone(&meter);
            move || meter.schedule()
        };
        let root: &Element = &context.root;
        let size = SizeObserver::new([root], soon.clone());
        let on_scroll = soon.clone();
        Self {
            bar,
            _size: size,
            _listeners: [
                // Whatever scrolls: the page, or a box around the article.
                Listener::capturing(&context.window, "scroll", move |_| on_scroll()),
                Listener::new(&context.window, "resize", move |_| soon()),
            ],
        }
    }
}

impl Feature for Progress {
    fn updated(&self, context: &Rc<Context>) {
        if let Some(bar) = self
            .bar
            .as_ref()
            .filter(|bar| bar.parent_node().as_ref() != Some(&context.root))
        {
            let _ = context.root.prepend_with_node_1(bar);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.remove();
        }
    }
}

impl Meter {
    fn schedule(self: &Rc<Self>) {
        let waiting = self.frame.borrow().is_some();
        if waiting {
            return;
        }
        let meter = Rc::downgrade(self);
        let frame = request_animation_frame(move |_| {
            if let Some(meter) = meter.upgrade() {
                meter.frame.take();
                meter.measure();
            }
        });
        self.frame.replace(Some(frame));
    }

    fn measure(&self) {
        let Some(context) = self
            .context
            .upgrade()
            .filter(|context| !context.is_destroyed())
        else {
            return;
        };
        let place = context.root.get_bounding_client_rect();
        let height = context
            .window
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        // Half a pixel can be lost where the page is scaled.
        let whole = if place.height() == 1.0 {
            1.0
        } else {
            place.height() - 1.0
        };
        let read = (height.unwrap_or_default() - place.top()) / whole;
        let read = read.clamp(0.0, 1.0);
        if let Some(bar) = &self.bar {
            let share = Number::from(read)
                .to_string_with_radix(10)
                .map(String::from);
            let _ = bar
                .style()
                .set_property("--_read", &share.unwrap_or_default());
        }
        for step in STEPS {
            if read * 100.0 >= f64::from(step) && self.reported.get() < step {
                self.reported.set(step);
                dispatch(
                    &context.host,
                    "article-progress",
                    &events::Progress { percent: step },
                );
            }
        }
    }
}
