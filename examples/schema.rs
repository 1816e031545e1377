//! Prints the JSON Schema of the format: `cargo run --example schema --features schema`.

fn main() {
    println!("{:#}", article_widget::model::json_schema());
}
