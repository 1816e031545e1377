//! The article in a page: painted into a host element, its sections opening and closing.

mod events;
mod paint;
mod sections;
mod widget;

pub use widget::Widget;
