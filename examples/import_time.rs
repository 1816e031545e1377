//! How long an import takes: the median of some rounds, in milliseconds. See `bench/import.mjs`.

use std::time::Instant;

use article_widget::import::{Options, import};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let input = std::fs::read(arguments.next().ok_or("Say which file.")?)?;
    let rounds = arguments.next().map_or(Ok(21), |rounds| rounds.parse())?;
    let mut times = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        import(&input, &Options::default())?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).ok_or("No rounds.")?;
    println!("{median:.1}");
    Ok(())
}
