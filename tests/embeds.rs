//! Content of other sites: a facade where the player is known, a card where it isn't, and nothing of theirs before it is wanted.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "invariants/embeds.rs"]
mod embeds;

use article_widget::{Options, read, to_html};
use proptest::prelude::*;
use serde_json::{Value, json};

fn drawn(block: &Value) -> (String, Vec<String>) {
    let article = json!({ "lang": "en", "headline": "H", "body": [block] }).to_string();
    let reading = read(article.as_bytes()).unwrap();
    let html = to_html(&reading.article, &Options::default());
    let codes = reading.diagnostics.iter();
    (
        html,
        codes
            .map(|diagnostic| diagnostic.code.to_string())
            .collect(),
    )
}

fn attribute<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    html.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// The player of an address, its provider and the frame's shape.
fn player(url: &str) -> Option<(String, String, String)> {
    let (html, _) = drawn(&json!({ "type": "embed", "url": url }));
    let said = |name| attribute(&html, name).map(|value| value.replace("&amp;", "&"));
    Some((
        said("data-player")?,
        said("data-provider")?,
        said("data-shape")?,
    ))
}

#[test]
fn the_players_of_providers_are_found_from_the_addresses_that_people_copy() {
    for (url, address, provider, shape) in [
        (
            "https://www.youtube.com/watch?v=a-_Z09",
            "https://www.youtube-nocookie.com/embed/a-_Z09",
            "youtube",
            "16x9",
        ),
        (
            "http://m.youtube.com/watch?feature=share&v=abc&t=1m30s",
            "https://www.youtube-nocookie.com/embed/abc?start=90",
            "youtube",
            "16x9",
        ),
        (
            "//youtu.be/abc?t=42",
            "https://www.youtube-nocookie.com/embed/abc?start=42",
            "youtube",
            "16x9",
        ),
        (
            "https://WWW.YouTube.com/shorts/abc/",
            "https://www.youtube-nocookie.com/embed/abc",
            "youtube",
            "9x16",
        ),
        (
            "https://www.youtube.com/embed/abc?start=1h1s#x",
            "https://www.youtube-nocookie.com/embed/abc?start=3601",
            "youtube",
            "16x9",
        ),
        (
            "https://www.youtube.com/playlist?list=PL1",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PL1",
            "youtube",
            "16x9",
        ),
        (
            "https://vimeo.com/76979871",
            "https://player.vimeo.com/video/76979871?dnt=1",
            "vimeo",
            "16x9",
        ),
        (
            "https://vimeo.com/76979871/0a1b",
            "https://player.vimeo.com/video/76979871?h=0a1b&dnt=1",
            "vimeo",
            "16x9",
        ),
        (
            "https://www.dailymotion.com/video/x8abc",
            "https://geo.dailymotion.com/player.html?video=x8abc",
            "dailymotion",
            "16x9",
        ),
        (
            "https://open.spotify.com/intl-it/episode/4xyz?si=q",
            "https://open.spotify.com/embed/episode/4xyz",
            "spotify",
            "x152",
        ),
        (
            "https://open.spotify.com/album/4xyz",
            "https://open.spotify.com/embed/album/4xyz",
            "spotify",
            "x352",
        ),
        (
            "https://soundcloud.com/the-band/the-song",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fthe-band%2Fthe-song",
            "soundcloud",
            "x166",
        ),
        (
            "https://podcasts.apple.com/gb/podcast/the-show/id12?i=34",
            "https://embed.podcasts.apple.com/gb/podcast/the-show/id12?i=34",
            "apple-podcasts",
            "x175",
        ),
        (
            "https://datawrapper.dwcdn.net/AbC12/",
            "https://datawrapper.dwcdn.net/AbC12/",
            "datawrapper",
            "x400",
        ),
        (
            "https://public.flourish.studio/visualisation/123/",
            "https://flo.uri.sh/visualisation/123/embed",
            "flourish",
            "x575",
        ),
        (
            "https://www.instagram.com/anna/reel/C1_x-/?igsh=1",
            "https://www.instagram.com/p/C1_x-/embed/captioned/",
            "instagram",
            "x600",
        ),
        (
            "https://www.tiktok.com/@anna.b/video/7123456789",
            "https://www.tiktok.com/player/v1/7123456789",
            "tiktok",
            "9x16",
        ),
        (
            "https://www.facebook.com/anna/posts/pfbid0x",
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fanna%2Fposts%2Fpfbid0x&show_text=true",
            "facebook",
            "x600",
        ),
        (
            "https://bsky.app/profile/anna.bsky.social/post/3k2a",
            "https://embed.bsky.app/embed/anna.bsky.social/app.bsky.feed.post/3k2a?id=1",
            "bluesky",
            "x400",
        ),
        (
            "https://mastodon.social/@anna@example.org/1123",
            "https://mastodon.social/@anna@example.org/1123/embed",
            "mastodon",
            "x400",
        ),
        (
            "https://www.threads.net/@anna/post/C1x",
            "https://www.threads.com/@anna/post/C1x/embed",
            "threads",
            "x600",
        ),
        (
            "https://t.me/channel/12",
            "https://t.me/channel/12?embed=1",
            "telegram",
            "x400",
        ),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=9.1%2C44.3&layer=mapnik",
            "https://www.openstreetmap.org/export/embed.html?bbox=9.1%2C44.3&layer=mapnik",
            "openstreetmap",
            "4x3",
        ),
        (
            "https://playlist.megaphone.fm/?e=ABC1",
            "https://playlist.megaphone.fm/?e=ABC1",
            "megaphone",
            "x200",
        ),
    ] {
        let expected = (address.to_owned(), provider.to_owned(), shape.to_owned());
        assert_eq!(player(url), Some(expected), "{url}");
    }
}

#[test]
fn what_only_looks_like_a_provider_is_a_card() {
    for url in [
        "https://www.youtube.com.evil.example/watch?v=abc",
        "https://evil.example/www.youtube.com/watch?v=abc",
        "https://youtube.com:8443/watch?v=abc",
        "https://notyoutube.com/watch?v=abc",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=a\"b",
        "https://www.youtube.com/embed/..",
        "https://www.youtube.com/embed/%2e%2e",
        "https://youtu.be/.",
        "https://youtu.be/a%2Fb",
        "https://vimeo.com/features",
        "https://www.tiktok.com/@anna/video/12x",
        "https://mastodon.evil.example/@anna/1",
        "https://mastodon.social/about",
        "https://open.spotify.com/user/anna",
        "/watch?v=abc",
        "https://x.com/anna/status/1",
        "mailto:watch@youtube.com",
    ] {
        assert_eq!(player(url), None, "{url}");
        let (html, _) = drawn(&json!({ "type": "embed", "url": url, "title": "The title" }));
        assert!(
            html.contains("aw-link-text") && html.contains("The title"),
            "{url}: {html}"
        );
    }
}

#[test]
fn a_facade_says_who_will_be_asked_and_loads_nothing_of_theirs() {
    let (html, codes) = drawn(&json!({
        "type": "embed", "url": "https://youtu.be/abc", "title": "The launch", "image": "https://i.ytimg.com/vi/abc/hqdefault.jpg",
    }));
    assert!(
        !html.contains("<iframe") && !html.contains(" src="),
        "{html}"
    );
    assert!(
        html.contains("loaded from YouTube (www.youtube-nocookie.com)"),
        "{html}"
    );
    assert!(
        html.contains("Show content from YouTube")
            && html.contains("Always show content from YouTube")
    );
    assert!(html.contains("href=\"https://youtu.be/abc\"") && html.contains("The launch"));
    assert_eq!(codes, ["provider-image"]);
}

#[test]
fn the_publishers_own_picture_stands_in_front_of_it() {
    for image in [
        "pictures/launch.jpg",
        "https://cdn.paper.example/launch.jpg",
    ] {
        for url in ["https://youtu.be/abc", "https://player.example/1"] {
            let (html, codes) = drawn(&json!({ "type": "embed", "url": url, "image": image }));
            assert_eq!(attribute(&html, "src"), Some(image), "{url}");
            assert_eq!(codes, Vec::<String>::new());
        }
    }
    for image in [
        "https://player.example/1.jpg",
        "https://i.player.example/1.jpg",
        "https://scontent.cdninstagram.com/1.jpg",
    ] {
        let (html, codes) = drawn(
            &json!({ "type": "embed", "url": "https://www.player.example/1", "image": image }),
        );
        assert_eq!(attribute(&html, "src"), None, "{image}");
        assert_eq!(codes, ["provider-image"]);
    }
}

#[test]
fn the_author_may_name_the_provider_and_say_how_large_it_is() {
    let block = |url: &str| json!({ "type": "embed", "url": url, "provider": "The harbour film", "width": 640, "height": 480 });
    let (html, _) = drawn(&block("https://youtu.be/abc"));
    assert_eq!(attribute(&html, "data-shape"), Some("640x480"));
    assert!(html.contains("The harbour film") && html.contains("Show content from YouTube"));
    let (html, _) = drawn(&block("https://datawrapper.dwcdn.net/AbC12"));
    assert_eq!(attribute(&html, "data-shape"), Some("x480"));
}

#[test]
fn every_form_of_an_address_leads_to_a_sound_player() {
    let providers = std::fs::read_to_string("src/provider/providers.json").unwrap();
    let providers: Vec<Value> = serde_json::from_str(&providers).unwrap();
    let docs = std::fs::read_to_string("docs/embeds.md").unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for provider in &providers {
        let id = text(&provider["id"]);
        let forms = provider["players"].as_array().unwrap();
        for form in forms {
            let mut path = text(&form["path"]).replace('*', "abc").replace('#', "123");
            while let Some((before, rest)) = path.split_once('{') {
                let (several, after) = rest.split_once('}').unwrap();
                path = format!("{before}{}{after}", several.split('|').next().unwrap());
            }
            let shape = match form.get("aspect") {
                Some(aspect) => text(aspect),
                None => format!("x{}", form["height"]),
            };
            for host in form["hosts"].as_array().unwrap() {
                let host = text(host).replace(".*", ".com");
                let url = format!("https://{host}{path}#map=9/1.5/2");
                if form.get("player").is_none() {
                    assert_eq!(player(&url), None, "{url}");
                    continue;
                }
                let (address, provider, found) = player(&url).unwrap_or_else(|| panic!("{url}"));
                assert_eq!((&provider, &found), (&id, &shape), "{url}");
                let to = text(&form["player"]).replace("{host}", &host);
                let start: String = to.split_inclusive('/').take(3).collect();
                assert!(address.starts_with(&start), "{address}");
                assert!(!address.contains(['$', '{']), "{address}");
            }
        }
        if !forms.is_empty() {
            let example = text(&provider["example"]);
            let (_, found, _) = player(&example).unwrap_or_else(|| panic!("{example}"));
            assert_eq!(found, id, "{example}");
            let row = format!("| `{id}` | {} |", text(&provider["name"]));
            assert!(docs.contains(&row), "docs/embeds.md lacks {id}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn whatever_the_address_a_player_is_where_the_table_has_it(
        host in "(www\\.|m\\.)?(youtube\\.com|youtu\\.be|vimeo\\.com|open\\.spotify\\.com|mastodon\\.social|t\\.me|facebook\\.com|\\PC{0,6})",
        path in "(/(watch|embed|video|track|posts|@?[a-z0-9._~%-]{0,6}|\\.\\.|[0-9]{1,4}|\\PC{0,3})){0,4}/?",
        query in "(\\?(v|h|t|start|list|url)=([a-z0-9._~%&=+#\"<-]|\\PC){0,8})?",
    ) {
        let found = embeds::check(&format!("https://{host}{path}{query}"));
        prop_assert!(found.is_ok(), "{found:?}");
    }
}

#[test]
fn addresses_as_they_are_shared_lead_to_the_same_player() {
    for (url, address) in [
        (
            "https://youtu.be/abc?si=x&t=90",
            "https://www.youtube-nocookie.com/embed/abc?start=90",
        ),
        (
            "https://www.youtube.com/watch?app=desktop&v=abc&t=1m30s",
            "https://www.youtube-nocookie.com/embed/abc?start=90",
        ),
        (
            "https://www.youtube.com/live/abc?feature=share",
            "https://www.youtube-nocookie.com/embed/abc",
        ),
        (
            "https://music.youtube.com/playlist?list=PL1",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PL1",
        ),
        (
            "https://vimeo.com/76979871?h=0a1b&share=copy",
            "https://player.vimeo.com/video/76979871?h=0a1b&dnt=1",
        ),
        (
            "https://vimeo.com/showcase/12/video/34",
            "https://player.vimeo.com/video/34?dnt=1",
        ),
        (
            "https://open.spotify.com/user/ada/playlist/4xyz",
            "https://open.spotify.com/embed/playlist/4xyz",
        ),
        (
            "https://open.spotify.com/embed/track/4xyz?utm_source=generator",
            "https://open.spotify.com/embed/track/4xyz",
        ),
        (
            "https://instagr.am/p/C1x/",
            "https://www.instagram.com/p/C1x/embed/captioned/",
        ),
        (
            "https://www.instagram.com/reel/C1x/embed/",
            "https://www.instagram.com/p/C1x/embed/captioned/",
        ),
        (
            "https://www.tiktok.com/embed/7123456789",
            "https://www.tiktok.com/player/v1/7123456789",
        ),
        (
            "https://m.tiktok.com/v/7123456789.html",
            "https://www.tiktok.com/player/v1/7123456789",
        ),
        (
            "https://www.google.com/maps/place/Porto+Antico,+Genova/@44.4,8.92,17z/data=!3m1!4b1",
            "https://www.google.com/maps?q=Porto+Antico,+Genova&ll=44.4,8.92&output=embed",
        ),
        (
            "https://www.google.com/maps/@44.4,-8.92,17z",
            "https://www.google.com/maps?q=44.4,-8.92&output=embed",
        ),
        (
            "https://www.google.co.uk/maps/place/Porto+Antico,+Genova",
            "https://www.google.com/maps?q=Porto+Antico,+Genova&output=embed",
        ),
        (
            "https://maps.google.de/maps?q=harbour",
            "https://www.google.com/maps?q=harbour&output=embed",
        ),
        (
            "https://www.google.com.br/maps/@-23.55,-46.63,12z",
            "https://www.google.com/maps?q=-23.55,-46.63&output=embed",
        ),
        (
            "https://www.openstreetmap.org/#map=15/44.4101/8.9265",
            "https://www.openstreetmap.org/export/embed.html?bbox=8.913626,44.403663,8.939374,44.416537&layer=mapnik",
        ),
        (
            "https://www.openstreetmap.org/way/4000123#map=19/-33.8/-0.001&layers=N",
            "https://www.openstreetmap.org/export/embed.html?bbox=-0.001804,-33.800402,-0.000196,-33.799598&layer=mapnik",
        ),
        (
            "https://www.openstreetmap.org/search?query=pier#map=0/0/0",
            "https://www.openstreetmap.org/export/embed.html?bbox=-52.734375,-26.367187,52.734375,26.367187&layer=mapnik",
        ),
        (
            "https://maps.google.com/?q=harbour",
            "https://www.google.com/maps?q=harbour&output=embed",
        ),
        (
            "https://www.google.com/maps/search/caf%C3%A9/",
            "https://www.google.com/maps?q=caf%C3%A9&output=embed",
        ),
        (
            "https://www.linkedin.com/posts/pier-news_boats-activity-7123-abcd",
            "https://www.linkedin.com/embed/feed/update/urn:li:activity:7123",
        ),
        (
            "https://www.linkedin.com/feed/update/urn:li:share:7123/?utm_source=share",
            "https://www.linkedin.com/embed/feed/update/urn:li:share:7123",
        ),
        (
            "https://mastodon.social/users/anna/statuses/12",
            "https://mastodon.social/@anna/12/embed",
        ),
        (
            "https://www.facebook.com/share/v/1abc/",
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fshare%2Fv%2F1abc%2F",
        ),
        (
            "https://www.reddit.com/r/ferries/comments/1a/comment/2b/",
            "https://embed.reddit.com/r/ferries/comments/1a/comment/2b/",
        ),
        ("https://t.me/s/anna/12", "https://t.me/anna/12?embed=1"),
    ] {
        let found = player(url).map(|(address, ..)| address);
        assert_eq!(found.as_deref(), Some(address), "{url}");
    }
}

#[test]
fn addresses_without_a_scheme_are_played_and_reported() {
    for url in [
        "www.youtube.com/watch?v=abc",
        "youtu.be/abc",
        "open.spotify.com/track/4xyz",
    ] {
        let (html, codes) = drawn(&json!({ "type": "embed", "url": url }));
        assert!(attribute(&html, "data-player").is_some(), "{url}: {html}");
        assert_eq!(codes, ["mended-address"], "{url}");
    }
    assert!(player("//youtu.be/abc").is_some());
}

#[test]
fn addresses_that_name_no_content_have_no_player() {
    for url in [
        // Only their servers know what they lead to.
        "https://vm.tiktok.com/ZMabc/",
        "https://maps.app.goo.gl/abc",
        "https://www.reddit.com/r/ferries/s/abc",
        "https://www.linkedin.com/posts/pier-news_boats-activity-x-abcd",
        "https://www.linkedin.com/posts/-activity-7123-abcd",
        "https://www.google.com/maps/@44.4,8.92",
        "https://www.google.harbour.example/maps?q=harbour",
        "https://google.harbour/maps?q=harbour",
        "https://www.youtube.com/watch?v=%2e%2e",
        "https://www.youtube.com/watch?v=a/b",
        "https://www.openstreetmap.org/",
        "https://www.openstreetmap.org/#map=15/44.4",
        "https://www.openstreetmap.org/#map=15/94.4/8.9",
        "https://www.openstreetmap.org/#map=15/44.4/99999999999",
        "https://www.openstreetmap.org/#map=x/44.4/8.9",
        "https://www.openstreetmap.org/#map=15/4-4/8.9",
        "https://www.instagram.com/share/reel/BAabc12/",
        "https://www.instagram.com/share/p/BAabc12",
        "https://www.google.com/maps/place/",
        "https://www.google.com/maps/place/a&b",
        "https://m.tiktok.com/v/7123456789.htmlx",
        "https://m.tiktok.com/v/.html",
    ] {
        assert_eq!(player(url), None, "{url}");
    }
}
