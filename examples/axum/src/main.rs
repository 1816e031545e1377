//! `cargo run -- ARTICLES WIDGET`: serves the articles in one folder with the package's files in another.

use article_server::{Folders, site};

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut folder = |usual: &str| arguments.next().unwrap_or_else(|| usual.to_owned()).into();
    let folders = Folders {
        articles: folder("articles"),
        widget: folder("node_modules/article-widget/dist"),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}/news/NAME", listener.local_addr()?);
    axum::serve(listener, site(folders)).await
}
