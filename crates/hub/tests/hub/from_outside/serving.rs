//! The app's files and packs: right types, right caching, right headers, and nothing from outside.

use super::house::{House, request};
use axum::body::Body;
use axum::http::StatusCode;

const A_YEAR: &str = "public, max-age=31536000, immutable";

#[tokio::test]
async fn every_file_has_its_type_and_its_time() {
    let house = House::new().await;
    let expected = [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/erum-0123456789abcdef.js", "text/javascript; charset=utf-8", A_YEAR),
        ("/erum-0123456789abcdef_bg.wasm", "application/wasm", A_YEAR),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/lexend.woff2", "font/woff2", "public, max-age=86400"),
        ("/packs/facts.json", "application/json", "no-cache"),
    ];
    for (path, kind, caching) in expected {
        let answer = house.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!((answer.header("content-type"), answer.header("cache-control")), (kind, caching), "{path}");
        let again = house.get_with(path, &[("if-none-match", answer.header("etag"))]).await;
        assert_eq!((again.status, again.body.len(), again.header("cache-control")), (StatusCode::NOT_MODIFIED, 0, caching), "{path}");
    }
}

#[tokio::test]
async fn what_was_compressed_before_is_sent_when_the_browser_takes_it() {
    let house = House::new().await;
    let wasm = "/erum-0123456789abcdef_bg.wasm";
    for (accepted, sent, body) in [("br, gzip", "br", "pretend brotli"), ("gzip", "gzip", "pretend gzip"), ("identity", "", "\0asm plain")]
    {
        let answer = house.get_with(wasm, &[("accept-encoding", accepted)]).await;
        assert_eq!((answer.header("content-encoding"), answer.text().as_str()), (sent, body));
        assert_eq!((answer.header("content-type"), answer.header("vary")), ("application/wasm", "accept-encoding"));
    }
}

#[tokio::test]
async fn a_place_inside_the_app_gets_its_page_and_a_missing_file_a_problem() {
    let house = House::new().await;
    for path in ["/", "/guider", "/djupt/inne", "/samordningen", "/personalen", "/?q=1", "/guider/?utm=x"] {
        assert!(house.get(path).await.text().contains("<title>eRUM"), "{path}");
    }
    for path in ["/samordning", "/samordning/", "/samordning/enheter"] {
        assert!(house.get(path).await.text().contains("<title>Samordning"), "{path}");
    }
    for path in ["/personal", "/personal/", "/personal/tillfalle"] {
        assert!(house.get(path).await.text().contains("<title>Personal"), "{path}");
    }
    for path in ["/nix.js", "/djupt/inne.wasm", "/.env", "/packs/", "/packs/nix.json"] {
        let answer = house.get(path).await;
        if path.ends_with('/') {
            assert!(answer.text().contains("<title>eRUM"), "a directory shows no list");
        } else {
            assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::NOT_FOUND, "no-such-file"), "{path}");
        }
    }
    for path in ["/api", "/api/", "/api/v1/nix", "/api/v1/packs"] {
        let answer = house.get(path).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::NOT_FOUND, "no-such-address"), "{path}");
    }
}

#[tokio::test]
async fn no_path_leads_outside() {
    let house = House::new().await;
    let paths = [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e%2foutside.txt",
        "/packs/../../outside.txt",
        "/packs/%2e%2e/%2e%2e/outside.txt",
        "/..%5coutside.txt",
        "//outside.txt",
        "/%00/outside.txt",
        "/%ff.txt",
        "/etc/passwd.txt",
        "/api/v1/packs/..%2f..%2foutside.txt",
        "/api/v1/packs/%2e%2e%2f%2e%2e%2foutside.txt",
        "/api/v1/packs/unlisted.json",
        "/api/v1/packs/..%2fcsp.json",
        "/api/v1/packs/%ff",
        "/api/v1/packs/facts.json%00",
    ];
    for path in paths {
        let answer = house.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret"), "{path}");
        answer.problem();
    }
}

#[tokio::test]
async fn packs_are_served_by_list_and_checked_by_tag() {
    let house = House::new().await;
    for path in ["/api/v1/packs/manifest", "/api/v1/packs/manifest.json", "/api/v1/packs/facts.json"] {
        let answer = house.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache");
        let known = house.get_with(path, &[("if-none-match", answer.header("etag"))]).await;
        assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path}");
        let other = house.get_with(path, &[("if-none-match", "W/\"other\"")]).await;
        assert_eq!(other.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_hub_without_packs_says_so_and_still_takes_parcels() {
    let house = House::with(|config| config.packs = config.app.join("nowhere")).await;
    let answer = house.get("/api/v1/packs/manifest").await;
    assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::NOT_FOUND, "no-such-pack"));
    let tablet = house.tablet("asele").await;
    assert_eq!(house.sync(&tablet, vec![]).await.packs, "");
    std::fs::create_dir(house.dir.path().join("app/nowhere")).unwrap();
    std::fs::write(house.dir.path().join("app/nowhere/manifest.json"), "half a mani").unwrap();
    assert_eq!(house.get("/api/v1/packs/manifest").await.problem(), "fault");
    assert_eq!(house.sync(&tablet, vec![]).await.packs, "");
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let house = House::with(|config| config.public_url = Some("https://hub.example".to_owned())).await;
    for path in ["/", "/nix.js", "/api/v1/nix", "/healthz", "/api/v1/session", "/api/v1/packs/manifest"] {
        let answer = house.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with(
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-aW5kZXg=' 'sha256-c2Ftb3I=' 'sha256-cGVyc28=';"
            ),
            "{policy}"
        );
        assert!(policy.ends_with("frame-ancestors 'none'") && !policy.contains("unsafe-inline"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(
            answer.header("permissions-policy").contains("camera=(), ") && answer.header("permissions-policy").contains("microphone=()")
        );
    }
    let plain = House::new().await;
    assert_eq!(plain.get("/").await.header("strict-transport-security"), "", "only where there is https");
}

#[tokio::test]
async fn a_hub_without_its_app_is_up_but_not_ready() {
    let house = House::with(|config| config.app = config.app.join("nowhere")).await;
    assert_eq!(house.get("/healthz").await.status, StatusCode::OK);
    let answer = house.get("/readyz").await;
    assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "not-ready"));
    assert_eq!(house.get("/").await.problem(), "no-such-file");
}

#[tokio::test]
async fn a_wrong_method_says_which_are_right() {
    let house = House::new().await;
    for (method, path, allowed) in [("POST", "/index.html", "GET,HEAD"), ("DELETE", "/api/v1/sync", "POST"), ("BREW", "/", "GET,HEAD")] {
        let answer = house.send(request(method, path, &[], Body::empty())).await;
        assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, allowed));
        assert_eq!(answer.problem(), "method-not-allowed");
    }
    assert_eq!(house.send(request("HEAD", "/", &[], Body::empty())).await.status, StatusCode::OK);
}
