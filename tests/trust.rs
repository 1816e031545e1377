//! What `docs/trust.md` names as a test is one.
#![allow(clippy::unwrap_used)]
#![cfg(not(target_arch = "wasm32"))]

#[test]
fn every_guarantee_names_a_test() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/trust.md")).unwrap();
    let rows = page.lines().filter(|line| {
        line.starts_with("| ") && !line.starts_with("| guarantee") && !line.starts_with("| ---")
    });
    let mut count = 0;
    for row in rows {
        let test = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let (link, name) = test.split_once("): \"").unwrap_or_default();
        let (shown, file) = link.split_once("`](../").unwrap_or_default();
        assert_eq!(shown.trim_start_matches("[`"), file, "{row}");
        let name = name.trim_end_matches('"');
        let text = std::fs::read_to_string(root.join(file)).unwrap_or_default();
        let declared = if file.ends_with(".rs") {
            text.contains(&format!("fn {name}("))
        } else {
            [format!("test(\"{name}"), format!("test(`{name}")]
                .iter()
                .any(|start| text.contains(start))
        };
        assert!(!name.is_empty() && declared, "no such test: {row}");
        count += 1;
    }
    assert!(count > 15, "{count} guarantees");
}
