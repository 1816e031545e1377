//! Blocks that the host page renders itself, by functions of its own.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{HtmlElement, Node};

use super::Feature;
use crate::error::{Diagnostic, Severity};
use crate::page::context::Context;
use crate::page::dom::{nodes, parts};
use crate::page::options::{Cleanup, Renderer};

pub(in crate::page) struct Custom {
    renderers: Vec<(String, Renderer)>,
    wanted: RefCell<Rc<[CustomBlock]>>,
    /// In document order.
    rendered: RefCell<Vec<Rendered>>,
}

/// A block for a renderer of the page, in document order.
#[derive(Clone)]
pub(in crate::page) struct CustomBlock {
    pub(in crate::page) kind: String,
    pub(in crate::page) path: String,
    /// Its JSON as written.
    pub(in crate::page) json: String,
}

/// What a renderer of the page has put into an element.
struct Rendered {
    element: HtmlElement,
    block: CustomBlock,
    /// The text of the block, shown where the renderer fails.
    fallback: Vec<Node>,
    cleanup: Option<Cleanup>,
    /// Why the renderer failed.
    failure: Option<String>,
}

impl Custom {
    pub(in crate::page) fn new(renderers: &[(String, Renderer)]) -> Self {
        Self {
            renderers: renderers.to_vec(),
            wanted: RefCell::new(Rc::new([])),
            rendered: RefCell::default(),
        }
    }

    /// What renderers failed at.
    pub(in crate::page) fn diagnostics(&self) -> Vec<Diagnostic> {
        let rendered = self.rendered.borrow();
        let failed = rendered
            .iter()
            .filter_map(|one| Some((one.block.path.clone(), one.failure.as_deref()?)));
        let diagnostic = |(path, reason): (String, &str)| Diagnostic {
            severity: Severity::Error,
            code: "renderer-failed",
            path,
            message: [
                "The page's own function for this kind of block failed (",
                reason,
                ").",
            ]
            .concat(),
        };
        failed.map(diagnostic).collect()
    }

    pub(in crate::page) fn set_blocks(&self, blocks: Vec<CustomBlock>) {
        self.wanted.replace(blocks.into());
    }

    fn take(&self, element: &HtmlElement) -> Option<Rendered> {
        let mut rendered = self.rendered.borrow_mut();
        let at = rendered.iter().position(|one| one.element == *element)?;
        Some(rendered.swap_remove(at))
    }

    fn render(&self, element: HtmlElement, block: &CustomBlock) {
        let fallback = match self.take(&element) {
            Some(mut same) if same.block.json == block.json => {
                // It may have moved.
                same.block.path.clone_from(&block.path);
                self.rendered.borrow_mut().push(same);
                return;
            }
            Some(earlier) => {
                if let Some(cleanup) = earlier.cleanup {
                    cleanup();
                }
                earlier.fallback
            }
            None => nodes(&element.child_nodes()),
        };
        element.set_text_content(None);
        let renderer = self.renderers.iter().find(|(kind, _)| *kind == block.kind);
        let (cleanup, failure) = match renderer.map(|(_, own)| own.call(&block.json, &element)) {
            Some(Ok(cleanup)) => (cleanup, None),
            failed => {
                element.set_text_content(None);
                for node in &fallback {
                    let _ = element.append_child(node);
                }
                (None, failed.and_then(Result::err))
            }
        };
        self.rendered.borrow_mut().push(Rendered {
            element,
            block: block.clone(),
            fallback,
            cleanup,
            failure,
        });
    }
}

impl Feature for Custom {
    fn updated(&self, context: &Rc<Context>) {
        let all = self.rendered.take();
        let (kept, gone): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|one| context.root.contains(Some(&one.element)));
        self.rendered.replace(kept);
        for one in gone {
            if let Some(cleanup) = one.cleanup {
                cleanup();
            }
        }
        let wanted = Rc::clone(&self.wanted.borrow());
        let elements = parts(&context.root, ".aw-custom");
        // While parts of the article are still to come, nobody knows which is which.
        if elements.len() == wanted.len() {
            for (element, block) in elements.into_iter().zip(&*wanted) {
                self.render(element, block);
            }
        }
    }
}

impl Drop for Custom {
    fn drop(&mut self) {
        for one in self.rendered.take() {
            if let Some(cleanup) = one.cleanup {
                cleanup();
            }
        }
    }
}
