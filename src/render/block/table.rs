use super::Block;
use crate::article::fields;
use crate::json::{Children, Cursor, Name, ValueKind};
use crate::locale::MessageId;
use crate::render::ids::slug;
use crate::render::{Attr, Class, Renderer, StaticAttr, Tag};

/// A table.
pub(super) struct Table<'j> {
    caption: Option<Cursor<'j>>,
    chart: Option<Cursor<'j>>,
    head: Option<Cursor<'j>>,
    rows: Children<'j>,
    foot: Option<Cursor<'j>>,
    /// Whether the first cell of a row is its heading.
    row_headers: bool,
}

impl<'j> Block<'j> for Table<'j> {
    const EXPECTED: &'static str = "at least one row in \"rows\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        Some(Self {
            row_headers: block.bool(Name::RowHeaders).unwrap_or(false),
            caption: block.inline_field(Name::Caption),
            chart: block.field(Name::Chart),
            head: block.field(Name::Head),
            rows: block.list(Name::Rows),
            foot: block.field(Name::Foot),
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.open_block(block, Tag::Figure, Class::TableFigure);
        let caption = self.caption.map(|caption| {
            let id = cx
                .state
                .plan
                .ids
                .id(&[&slug(&caption.to_plain_text()), "--caption"].concat());
            cx.open(Tag::Figcaption, Class::Figcaption);
            cx.attr(Attr::Id, &id);
            cx.inline_and_close(caption);
            id
        });
        let mut grid = Grid::of(&self);
        let numbers = numeric_columns(&self, &grid, cx.state.buffer.budget);
        let chart = self
            .chart
            .and_then(|chart| chart_kind(block, chart, &numbers));
        if let Some(kind) = chart {
            // The page's script draws it from the cells.
            cx.open(Tag::Div, Class::Chart);
            cx.attr(Attr::DataChart, kind);
            cx.static_attr(StaticAttr::AriaHidden);
            cx.close();
            cx.open(Tag::Details, Class::ChartData);
            cx.open(Tag::Summary, Class::None);
            cx.message_and_close(MessageId::Table);
        }
        cx.scroll_region(MessageId::Table, caption.as_deref());
        cx.open(Tag::Table, Class::Table);
        let plain = |row: Cursor<'j>| (row.as_list("a list"), false);
        if let Some(head) = self.head.filter(has_cells) {
            cx.open(Tag::Thead, Class::None);
            render_row(cx, plain(head), &mut grid, 0, &numbers, Part::Head);
            cx.close();
        }
        cx.open(Tag::Tbody, Class::None);
        let part = if self.row_headers {
            Part::HeadedRow
        } else {
            Part::Row
        };
        grid.free.clear();
        let mut any = false;
        for (index, row) in self.rows.enumerate() {
            if !cx.try_take_inline(1, row) {
                break;
            }
            any = true;
            render_row(cx, cells(row), &mut grid, index as u32, &numbers, part);
        }
        cx.close();
        if let Some(foot) = self.foot.filter(has_cells) {
            cx.open(Tag::Tfoot, Class::None);
            grid.free.clear();
            render_row(cx, plain(foot), &mut grid, u32::MAX, &numbers, part);
            cx.close();
        }
        for _ in 0..3 + u32::from(chart.is_some()) {
            cx.close();
        }
        any
    }
}

/// The kind of a table's chart, if there is anything to draw.
fn chart_kind<'j>(
    block: Cursor<'j>,
    chart: Cursor<'j>,
    numbers: &[Option<bool>],
) -> Option<&'j str> {
    let kind = chart.as_str();
    if !matches!(kind, "bar" | "line" | "share") {
        chart.report_unknown_value("bar, line or share");
        return None;
    }
    // The first column has the names.
    if !numbers.iter().skip(1).any(|column| *column == Some(true)) {
        block.report_missing("a column of numbers in \"rows\" to draw");
        return None;
    }
    Some(kind)
}

/// Whether a row isn't an empty list.
fn has_cells(row: &Cursor<'_>) -> bool {
    !row.is_list() || row.items().next().is_some()
}

fn render_row(
    cx: &mut Renderer<'_>,
    (mut cells, top_level): (Children<'_>, bool),
    grid: &mut Grid,
    row: u32,
    numbers: &[Option<bool>],
    part: Part,
) {
    cx.open(Tag::Tr, Class::None);
    let mut column = 0;
    while let Some(first) = cells.next() {
        let Some(cell) = (if top_level { cells.next() } else { Some(first) }) else {
            break;
        };
        let place = grid.place(row, column, cell);
        column = place.column + place.across as usize;
        if !cx.try_take_inline(place.across.saturating_mul(place.down), cell) {
            break;
        }
        if is_cell(cell) {
            cell.check_fields(fields::CELL, &[]);
        }
        let text = content(cell);
        let says = text.is_some_and(Cursor::has_text);
        let number = numbers.get(place.column) == Some(&Some(true));
        let own = if is_cell(cell) {
            cell.bool(Name::Header)
        } else {
            None
        };
        let first = place.column == 0;
        let header = own.unwrap_or(part == Part::Head || part == Part::HeadedRow && first);
        // An empty header cell would be announced as a header without a name.
        if header && says {
            let of_row = part != Part::Head && first && place.across == 1;
            let class = match (of_row, number) {
                (true, _) => Class::RowHeader,
                (false, true) => Class::HeadNumber,
                _ => Class::HeadCell,
            };
            cx.open(Tag::Th, class);
            cx.static_attr(if of_row {
                StaticAttr::Row
            } else {
                StaticAttr::Column
            });
        } else {
            let class = match (number, part) {
                (true, Part::Head) => Class::HeadNumber,
                (true, _) => Class::NumberCell,
                (_, Part::Head) => Class::HeadCell,
                _ => Class::Cell,
            };
            cx.open(Tag::Td, class);
        }
        for (attribute, count) in [(Attr::Colspan, place.across), (Attr::Rowspan, place.down)] {
            if count > 1 {
                cx.state.buffer.number_attr(attribute, count);
            }
        }
        match text {
            // Numbers are valid in cells, so they aren't reported.
            Some(text) if text.kind() == ValueKind::Number => {
                let number = cx.locale.decimal(text.as_str());
                cx.state.buffer.text_and_close(&number);
            }
            Some(text) => cx.inline_and_close(text),
            None => cx.close(),
        }
    }
    cx.close();
}

/// What a row is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Row,
    /// The same where the first cell is a heading.
    HeadedRow,
}

/// Whether a cell is given as an object with its spans.
fn is_cell(cell: Cursor<'_>) -> bool {
    [Name::Colspan, Name::Rowspan, Name::Header]
        .iter()
        .any(|key| cell.field(*key).is_some())
}

/// What a cell holds; a span with marks or a link is its own content.
fn content(cell: Cursor<'_>) -> Option<Cursor<'_>> {
    let styled = [Name::Marks, Name::Href, Name::Lang, Name::Dir]
        .iter()
        .any(|key| cell.field(*key).is_some());
    if is_cell(cell) && !styled {
        cell.field(Name::Text)
    } else {
        Some(cell)
    }
}

/// No cell is wider: HTML's own limit.
const WIDEST: u32 = 1000;
/// No cell is higher: HTML's own limit.
const HIGHEST: u32 = 65_534;

/// Where cells come to stand beside those that span columns or rows.
struct Grid {
    /// The row from which each column is free.
    free: Vec<u32>,
    width: usize,
    height: u32,
}

struct Place {
    column: usize,
    across: u32,
    down: u32,
}

/// How many columns or rows a cell asks for.
fn span(cell: Cursor<'_>, key: Name, most: u32) -> u32 {
    let span = if cell.is_object() {
        cell.uint(key, most)
    } else {
        None
    };
    span.unwrap_or(1).max(1)
}

impl Grid {
    /// As large as the rows make it, not a cell's wish.
    fn of(table: &Table<'_>) -> Self {
        let mut grid = Self {
            free: Vec::new(),
            width: 0,
            height: 0,
        };
        for row in table.rows {
            grid.add(row);
        }
        for row in [table.head, table.foot].into_iter().flatten() {
            grid.add(row);
        }
        grid
    }

    fn add(&mut self, row: Cursor<'_>) {
        let (mut count, mut wide) = (0, 0usize);
        for cell in row.items() {
            count += 1;
            wide = wide.saturating_add(span(cell, Name::Colspan, WIDEST) as usize);
        }
        self.width = wide.min(WIDEST as usize).max(count).max(self.width);
        self.height += 1;
    }

    fn place(&mut self, row: u32, mut column: usize, cell: Cursor<'_>) -> Place {
        while self.free.get(column).is_some_and(|free| *free > row) {
            column += 1;
        }
        let right = self.width.saturating_sub(column).max(1) as u32;
        let below = self.height.saturating_sub(row).max(1);
        let place = Place {
            column,
            across: span(cell, Name::Colspan, WIDEST).min(right),
            down: span(cell, Name::Rowspan, HIGHEST).min(below),
        };
        if place.down > 1 {
            let end = column + place.across as usize;
            if self.free.len() < end {
                self.free.resize(end, 0);
            }
            for free in self.free.iter_mut().take(end).skip(column) {
                *free = row + place.down;
            }
        }
        place
    }
}

/// The cells of a row, and whether each comes behind its key: of an object, the values are taken.
fn cells(row: Cursor<'_>) -> (Children<'_>, bool) {
    if row.is_object() && !is_cell(row) {
        row.report_type("a list of cells");
        (row.entries(), true)
    } else {
        (row.as_list("a list of cells"), false)
    }
}

/// Columns that contain only numbers; these are aligned to the end. Cells across several columns decide nothing.
fn numeric_columns(table: &Table<'_>, grid: &Grid, mut room: u32) -> Vec<Option<bool>> {
    let mut columns: Vec<Option<bool>> = Vec::new();
    let mut grid = Grid {
        free: Vec::new(),
        ..*grid
    };
    for (index, row) in table.rows.enumerate() {
        let mut column = 0;
        for cell in row.items() {
            let place = grid.place(index as u32, column, cell);
            // Cells beyond the budget aren't rendered and don't count.
            let Some(less) = room.checked_sub(place.across.saturating_mul(place.down)) else {
                break;
            };
            room = less;
            column = place.column + place.across as usize;
            if columns.len() < column {
                columns.resize(column, None);
            }
            let text = content(cell).filter(|text| place.across == 1 && text.has_text());
            if let (Some(known), Some(text)) = (columns.get_mut(place.column), text) {
                let numbers = known.unwrap_or(place.column > 0 || !table.row_headers);
                let number = text.kind() == ValueKind::Number || is_number(&text.to_plain_text());
                *known = Some(numbers && number);
            }
        }
    }
    columns
}

fn is_number(text: &str) -> bool {
    let letters = |letter: char| {
        letter.is_ascii_digit()
            || letter.is_whitespace()
            || matches!(
                letter,
                '.' | ',' | '+' | '-' | '−' | '–' | '%' | '€' | '$' | '£' | '’' | '±' | '≈'
            )
    };
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.chars().all(letters)
}
