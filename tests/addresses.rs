//! Addresses against a corpus of hostile ones, where it is there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "invariants/addresses.rs"]
mod addresses;

use article_widget::Address;
use proptest::prelude::*;

const CORPUS: &str = "../shared/corpora/hostile";

fn cases() -> Option<Vec<serde_json::Value>> {
    let Ok(own) = std::fs::read_to_string(format!("{CORPUS}/hostile-urls.json")) else {
        eprintln!("skipped: {CORPUS} is not here");
        return None;
    };
    // The parser used here refuses a lone surrogate, which the corpus holds on purpose.
    let own: serde_json::Value = serde_json::from_str(&own.replace("\\ud800", "\\ufffd")).unwrap();
    let mut cases = own["cases"].as_array().unwrap().clone();
    let mined = std::fs::read_to_string(format!("{CORPUS}/corpus-urls.jsonl")).unwrap();
    cases.extend(
        mined
            .lines()
            .map(|line| serde_json::from_str(line).unwrap()),
    );
    Some(cases)
}

#[test]
fn what_the_corpus_forbids_is_refused_and_what_it_allows_is_not() {
    let Some(cases) = cases() else { return };
    let mut wrong = Vec::new();
    for case in &cases {
        let input = case["input"].as_str().unwrap();
        let (link, media) = (Address::link(input), Address::media(input));
        // An empty address is the page itself to a browser, and no address to us.
        let blank = input.trim_matches(|c: char| c <= ' ').is_empty();
        if let Some(allowed) = case["link_ok"].as_bool()
            && link.is_some() != (allowed && !blank)
        {
            wrong.push(format!(
                "link {input:?}: {:?}, expected {allowed}",
                link.as_ref().map(Address::as_str)
            ));
        }
        if let Some(allowed) = case["image_ok"].as_bool()
            && media.is_some() != (allowed && !blank)
        {
            wrong.push(format!(
                "picture {input:?}: {:?}, expected {allowed}",
                media.as_ref().map(Address::as_str)
            ));
        }
    }
    assert!(cases.len() > 200, "{} cases", cases.len());
    // Some are 100,000 letters long.
    let wrong: Vec<String> = wrong
        .iter()
        .map(|line| line.chars().take(200).collect())
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn whatever_is_let_through_is_the_same_when_it_is_read_again(
        raw in "([\\x00-\\x20]|java\\x09?script:|data:|https?:|mailto:|tel:|[/\\\\@:?#.%]|[a-z0-9\\[\\]|^-]|\\PC){0,12}",
        base in "https?://[a-z@]{0,3}[.a-z]{1,5}(/[a-z./?#]{0,5})?|[a-z/]{0,3}",
    ) {
        let checked = addresses::check(&raw, &base);
        prop_assert!(checked.is_ok(), "{checked:?} of {raw:?}");
    }
}

/// Hosts as `new URL()` takes and refuses them, but for percent-encoded ones, which are always refused here, and Punycode that
/// decodes to nothing, which isn't.
const SOUND: &[&str] = &[
    "xn--a-",
    "xn--abc-",
    "xn--zrich-kva",
    "xn--ls8h",
    "a.xn--nxasmq6b.b",
    "1.2.3.4",
    "1.2.3.4.",
    "1.2.3",
    "1.2",
    "1",
    "4294967295",
    "0xffffffff",
    "037777777777",
    "0x",
    "0x.0x",
    "1.0x",
    "1.2.3.0xff",
    "1.2.65535",
    "1.16777215",
    "a.0xg",
    "a.1a",
    "1.a",
    "1..",
    "..",
    "...",
    "a..b",
    ".a",
    "a.",
    "a..",
    "0x1.a",
    "1.2.3.4a",
    "1e2",
    "\u{663}.\u{663}",
    "1.2.3.-1",
    "-1",
    "1.2.3.+4",
    "0X7F.1",
    "0b1",
    "0o7",
    "1_0",
    "[::1]",
    "[::]",
    "[1::]",
    "[1:2:3:4:5:6:7:8]",
    "[1::8:9:a:b:c:d]",
    "[1:2:3:4:5:6:7::]",
    "[::1:2:3:4:5:6:7]",
    "[::1.2.3.4]",
    "[1:2:3:4:5:6:1.2.3.4]",
    "[::1]:80",
    "[::1]:",
    "[::FFFF:1.2.3.4]",
    "[::ffff:1.2.3.0]",
    "a.example:",
    "a.example:0",
    "a.example:65535",
    "a.example:00080",
    "a\u{22}b",
    "a`b",
    "a{b}",
    "a'b",
    "a(b)",
    "a*b",
    "a,b",
    "a;b",
    "a=b",
    "a!b",
    "a$b",
    "a&b",
    "a+b",
    "a~b",
    "a_b",
    "_a",
    "-a",
    "a-",
    "-",
    "a\u{ad}b",
    "a\u{200b}b",
    "a\u{2060}b",
    "a\u{feff}b",
    "a\u{3002}b",
    "1.2.3.4\u{3002}",
    "\u{ff21}.example",
    "\u{2474}a",
    "a\u{bd}b",
    "\u{e9}.example",
    "cafe\u{301}.example",
    "\u{df}.example",
    "\u{5d0}.example",
    "a\u{5d0}.example",
    "\u{661}.example",
    "\u{b2}.example",
    "\u{2260}",
    "\u{226e}",
    "a\u{301}",
    "\u{1f600}.example",
    "\u{2615}.example",
    "\u{4f8b}\u{3048}.jp",
    "\u{30fb}",
    "\u{640}",
    "a\u{34f}b",
    "a\u{fe0f}b",
    "a\u{e0100}b",
    "ab--cd",
    "a.ab--cd.e",
    "--",
    "a--",
    "a.b-",
    "aa--",
    "a\u{203f}b",
    "\u{3251}.a",
    "http",
    "localhost",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example",
];
const REFUSED: &[&str] = &[
    "javascript:alert(1)",
    "[ATTACKER.DOMAIN.TLD]",
    "a.example:port",
    "a.example:80x",
    "a.example:80:80",
    "1.2.3.256",
    "0x100000000",
    "xn--",
    "XN--",
    "a.xn--",
    "xn--.example",
    "4294967296",
    "0xffffffff0",
    "040000000000",
    "1.2.3.4.5",
    "1.2.3.0x100",
    "1.2.3.08",
    "1.2.3.09",
    "08",
    "09.1",
    "1.2.65536",
    "1.16777216",
    "256.1",
    "a.1",
    "a.0x1",
    "a.08",
    "foo.0",
    "foo.0.",
    "1..2",
    "9999999999999999999999",
    "[1:2:3:4:5:6:7]",
    "[1:2:3:4:5:6:7:8:9]",
    "[1:2:3:4:5:6:7:8::]",
    "[::1:2:3:4:5:6:7:8]",
    "[::1.2.3]",
    "[::1.2.3.256]",
    "[::01.2.3.4]",
    "[::1.2.3.4.5]",
    "[1:2:3:4:5:6:7:1.2.3.4]",
    "[::1.2.3.4:1]",
    "[12345::]",
    "[::g]",
    "[:1]",
    "[1:]",
    "[:]",
    "[:::]",
    "[::1::]",
    "[]",
    "[",
    "]",
    "[::1",
    "::1]",
    "[::1]x",
    "[::1]:x",
    "[::1%25eth0]",
    "[::1.]",
    "[::.1]",
    "[1.2.3.4]",
    "[::00001]",
    "[0::0::0]",
    "[ ::1]",
    "[1:2:3:4:5:6:7:]",
    "[:1:2:3:4:5:6:7]",
    "[::1:]",
    "[::1.2.3.4.]",
    "[::a.2.3.4]",
    "[::1.2..4]",
    "a.example:65536",
    "a.example:99999999999",
    "a.example:-1",
    "a.example:+80",
    "a.example: 80",
    "a.example:8 0",
    "a.example:8.0",
    "a.example:80a",
    ":80",
    ":",
    "a:b:c",
    "a.example::80",
    "a.example:\u{663}",
    "a<b",
    "a>b",
    "a^b",
    "a|b",
    "a b",
    "a%b",
    "a%20b",
    "%",
    "%00",
    "a%zz",
    "a\u{7f}b",
    "a\u{80}b",
    "a\u{a0}b",
    "\u{ad}",
    "a\u{2028}b",
    "\u{fffd}",
    "\u{200b}",
    "\u{200d}",
    "\u{200c}",
    "a\u{2003}b",
    "a\u{3000}b",
    "a\u{202e}b",
    "a\u{2066}b",
    "a\u{200e}b",
    "a\u{e000}b",
    "a\u{fdd0}b",
    "1\u{3002}2\u{3002}3\u{3002}256",
    "\u{ff11}.\u{ff12}.3.256",
    "a\u{ff1a}80",
    "a\u{ff0f}b",
    "a\u{ff1f}b",
    "a\u{ff03}b",
    "a\u{ff20}b",
    "a\u{ff05}b",
    "a\u{ff3b}b",
    "\u{2100}",
    "a\u{2100}b",
    "a\u{2024}b",
    "a\u{2025}b",
    "a\u{2488}b",
    "\u{301}a",
    "xn--\u{e9}",
    "xn--a_b",
    "\u{1680}",
    "\u{fe0f}",
    "\u{180b}",
    "a\u{115f}b",
    "\u{3164}",
    "a\u{e0001}b",
    "a\u{10ffff}b",
    "a\u{fffe}b",
    "\u{200d}a.example",
    "\u{2488}.example",
    "a\u{a8}b",
];

#[test]
fn a_host_is_refused_where_a_browser_would_refuse_it_and_only_there() {
    let link = |host: &&&str| Address::link(&format!("https://{host}/")).is_some();
    let wrong: Vec<_> = REFUSED.iter().filter(link).collect();
    assert_eq!(wrong, Vec::<&&str>::new(), "should be refused");
    let wrong: Vec<_> = SOUND.iter().filter(|host| !link(host)).collect();
    assert_eq!(wrong, Vec::<&&str>::new(), "should be taken");
}
