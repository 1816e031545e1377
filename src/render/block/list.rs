use super::Block;
use crate::json::{Children, Cursor, Name, digits};
use crate::render::{Attr, Class, Renderer, Tag};

/// A list with bullets or numbers.
pub(super) struct List<'j> {
    numbered: bool,
    /// The number of the first item.
    start: Option<i64>,
    items: Children<'j>,
}

impl<'j> Block<'j> for List<'j> {
    const EXPECTED: &'static str = "at least one item in \"items\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let style = block.field(Name::Style);
        let numbered = match style.map_or("bullet", Cursor::as_str) {
            "number" => true,
            "bullet" => false,
            _ => {
                style
                    .into_iter()
                    .for_each(|style| style.report_unknown_value("bullet or number"));
                false
            }
        };
        let start = block.field(Name::Start).filter(|_| numbered);
        let start = start.and_then(|start| match start.number() {
            Some(number @ -1e9..=1e9) => Some(number as i64),
            _ => {
                start.report_type("a number");
                None
            }
        });
        let items = block.list(Name::Items);
        Some(Self {
            numbered,
            start,
            items,
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        let class = match self.longest_number() {
            0..=2 => Class::List,
            3 => Class::List3,
            4 => Class::List4,
            5 | 6 => Class::List6,
            _ => Class::List11,
        };
        let element = if self.numbered { Tag::Ol } else { Tag::Ul };
        cx.open_block(block, element, class);
        if let Some(start) = self.start {
            let sign = if start < 0 { "-" } else { "" };
            let start = [sign, &digits(start.unsigned_abs() as u32)].concat();
            cx.attr(Attr::Start, &start);
        }
        let empty = cx.checkpoint();
        for item in self.items {
            let blocks = holds_blocks(item);
            if !item.has_text() && !blocks {
                continue;
            }
            if !cx.try_take_inline(1, item) {
                break;
            }
            cx.open(Tag::Li, Class::Item);
            if blocks {
                cx.blocks(item.as_list("a list of blocks"), false);
                cx.close();
            } else {
                cx.inline_and_close(item);
            }
        }
        let any = !cx.state.buffer.is_unchanged_since(empty);
        cx.close();
        any
    }
}

impl List<'_> {
    /// How many characters the longest number has, with its sign: numbers hang in the margin, which has to be wide
    /// enough. 0 if there are none.
    fn longest_number(&self) -> usize {
        if !self.numbered {
            return 0;
        }
        let first = self.start.unwrap_or(1);
        let last = first + self.items.count() as i64 - 1;
        [first, last]
            .map(|number| digits(number.unsigned_abs() as u32).len() + usize::from(number < 0))
            .into_iter()
            .max()
            .unwrap_or_default()
    }
}

/// Whether an item holds blocks rather than text.
fn holds_blocks(item: Cursor<'_>) -> bool {
    item.is_list() && item.items().any(|part| part.field(Name::Type).is_some())
        || item.is_object()
            && (item.field(Name::Type).is_some() || item.field(Name::Text).is_none())
}
