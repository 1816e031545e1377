use super::Block;
use super::caption::Caption;
use crate::article::fields;
use crate::json::{Children, Cursor, Name};
use crate::render::{Class, Renderer, Tag};

/// Images beside each other.
pub(super) struct Gallery<'j> {
    /// How the images stand beside each other.
    class: Class,
    items: Children<'j>,
    caption: Caption<'j>,
}

impl<'j> Block<'j> for Gallery<'j> {
    const EXPECTED: &'static str = "at least one picture in \"items\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        Some(Self {
            class: class(block),
            items: block.list(Name::Items),
            caption: Caption::read(block),
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        // Without a script there is no slider.
        let class = match self.class {
            Class::Compare if !cx.options.interactive => Class::GalleryPair,
            class => class,
        };
        cx.open_block(block, Tag::Figure, class);
        cx.open(Tag::Ul, Class::GalleryItems);
        let empty = cx.checkpoint();
        for image in self.items {
            if !cx.try_take_inline(1, image) {
                break;
            }
            image.check_fields(fields::IMAGE, &[]);
            let mark = cx.checkpoint();
            cx.open(Tag::Li, Class::GalleryItem);
            cx.open(Tag::Figure, Class::Image);
            if !cx.image(image, true) {
                cx.state.buffer.rollback(mark);
                cx.open(Tag::Li, Class::GalleryItem);
                cx.open(Tag::Div, Class::Kept);
                let kept = cx.checkpoint();
                cx.fallback_scalar(image);
                if cx.state.buffer.is_unchanged_since(kept) {
                    cx.state.buffer.rollback(mark);
                    continue;
                }
            }
            cx.close();
            cx.close();
        }
        let any = !cx.state.buffer.is_unchanged_since(empty);
        cx.close();
        self.caption.render(cx);
        cx.close();
        any
    }
}

fn class(gallery: Cursor<'_>) -> Class {
    let layout = gallery.field(Name::Layout);
    let count = gallery.list_silent(Name::Items).count();
    match layout.map_or("grid", Cursor::as_str) {
        "grid" => Class::Gallery,
        "pair" => Class::GalleryPair,
        "compare" if count == 2 => Class::Compare,
        // What is wrong is the list.
        "compare" if count < 2 => Class::Gallery,
        _ => {
            layout.into_iter().for_each(|layout| {
                layout.report_unknown_value("grid, pair, or compare for two pictures");
            });
            Class::Gallery
        }
    }
}
