//! How long it takes natively to make HTML of an article's JSON, beside templates of the same markup.
//!
//! `bench-native ARTICLE.json ROUNDS ARCHIVE`: prints JSON for `server.mjs`, with what each writes for a comparison, the times of each
//! in milliseconds, and how long an archive of so many articles takes with one thread and with two.

#[path = "../../rust/src/article.rs"]
mod article;
#[path = "../../rust/src/text.rs"]
mod text;
mod view;
mod with_askama;
mod with_maud;

use std::hint::black_box;
use std::thread;
use std::time::Instant;

use view::View;

type Render = fn(&[u8]) -> String;

const WAYS: [(&str, Render); 3] = [
    ("ours, to_html", |json| {
        article_widget::read(json)
            .map(|reading| reading.to_html())
            .unwrap_or_default()
    }),
    ("maud", |json| with_maud::render(&view(json))),
    ("askama", |json| with_askama::render(&view(json))),
];

fn view(json: &[u8]) -> View {
    View::new(serde_json::from_slice(json).expect("an article of the benchmark"))
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1000.0
}

fn archive(render: Render, json: &[u8], count: usize, threads: usize) -> f64 {
    milliseconds(|| {
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    for _ in 0..count / threads {
                        black_box(render(black_box(json)));
                    }
                });
            }
        });
    })
}

fn main() {
    let mut given = std::env::args().skip(1);
    let path = given.next().expect("the path of an article");
    let mut number = || {
        given
            .next()
            .and_then(|number| number.parse::<usize>().ok())
            .expect("a number")
    };
    let (rounds, count) = (number(), number());
    let json = std::fs::read(path).expect("an article");
    let mut times = WAYS.map(|_| Vec::new());
    for round in 0..rounds + rounds / 4 {
        for ((_, render), times) in WAYS.iter().zip(&mut times) {
            let time = milliseconds(|| {
                black_box(render(black_box(&json)));
            });
            if round >= rounds / 4 {
                times.push(time);
            }
        }
    }
    let results: Vec<serde_json::Value> = WAYS
        .iter()
        .zip(times)
        .map(|((name, render), times)| {
            serde_json::json!({
                "name": name,
                "html": render(&json),
                "times": times,
                "archive": [archive(*render, &json, count, 1), archive(*render, &json, count, 2)],
            })
        })
        .collect();
    println!("{}", serde_json::Value::from(results));
}
