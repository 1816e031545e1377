//! What an article can do in a page, a file for each feature.
//!
//! A feature is attached once, is notified of changes, and ends when it is dropped, with its listeners, observers and
//! timers. Features know the context, the sections, the events and the storage, but not each other.

mod copy_link;
mod custom;
mod exclusive;
mod live_region;
mod media;
mod on_demand;
mod persist;
mod print;
mod progress;
mod slots;
mod toc;
mod toggle_all;

use std::rc::Rc;

pub(super) use copy_link::CopyLink;
pub(super) use custom::{Custom, CustomBlock};
pub(super) use exclusive::Exclusive;
pub(super) use live_region::LiveRegion;
pub(super) use media::Media;
pub(super) use on_demand::OnDemand;
pub(super) use persist::Persist;
pub(super) use print::Print;
pub(super) use progress::Progress;
pub(super) use slots::{Children, Slots};
pub(super) use toc::Toc;
pub(super) use toggle_all::ToggleAll;

use super::context::Context;
use super::sections::Toggled;

pub(super) trait Feature {
    /// Blocks came, went or moved.
    fn updated(&self, _context: &Rc<Context>) {}

    /// Blocks are about to be changed, in the order in which they are rendered.
    fn patching(&self) {}

    /// They were changed; the reader's place is not restored yet.
    fn patched(&self) {}

    /// A section was opened or closed; the host page does not know yet.
    fn toggled(&self, _context: &Rc<Context>, _toggled: &Toggled<'_>) {}

    /// The same, after the public event.
    fn after_toggle(&self, _context: &Rc<Context>, _toggled: &Toggled<'_>) {}
}

impl<F: Feature + ?Sized> Feature for Rc<F> {
    fn updated(&self, context: &Rc<Context>) {
        (**self).updated(context);
    }

    fn patching(&self) {
        (**self).patching();
    }

    fn patched(&self) {
        (**self).patched();
    }

    fn toggled(&self, context: &Rc<Context>, toggled: &Toggled<'_>) {
        (**self).toggled(context, toggled);
    }

    fn after_toggle(&self, context: &Rc<Context>, toggled: &Toggled<'_>) {
        (**self).after_toggle(context, toggled);
    }
}
