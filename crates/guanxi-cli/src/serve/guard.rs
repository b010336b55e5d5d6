//! Who may ask: only pages this server sent, under a name that cannot be another's.
//!
//! A page from elsewhere, open in the same browser, can send requests here too. It is known by its `Origin` and
//! `Sec-Fetch-Site`. A name that its owner points at this machine (DNS rebinding) is known by `Host`: an address
//! in digits, or `localhost`, cannot be pointed elsewhere.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Shared;

/// Characters of a path with its question.
const MOST_ADDRESS: usize = 4096;

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

pub(super) async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    let mut response = if length > MOST_ADDRESS {
        (StatusCode::URI_TOO_LONG, "the address is too long\n").into_response()
    } else {
        match refusal(request.headers(), request.uri().path(), shared.port) {
            Some(reason) => (StatusCode::FORBIDDEN, format!("{reason}\n")).into_response(),
            None => next.run(request).await,
        }
    };
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Why a request is not answered.
pub(super) fn refusal(headers: &HeaderMap, path: &str, port: u16) -> Option<&'static str> {
    let one = |name: HeaderName| {
        let mut all = headers.get_all(name).iter();
        (all.next().and_then(|value| value.to_str().ok()), all.next().is_some())
    };
    let (Some(host), false) = one(header::HOST) else {
        return Some("one Host header is needed");
    };
    if !is_ours(host, port) {
        return Some("this server answers to localhost and to addresses in digits only");
    }
    match one(header::ORIGIN) {
        (None, _) if !headers.contains_key(header::ORIGIN) => {}
        (Some(origin), false) if origin.strip_prefix("http://") == Some(host) => {}
        _ => return Some("this server answers its own pages only"),
    }
    let fetch = |name| headers.get(HeaderName::from_static(name)).and_then(|value| value.to_str().ok());
    match fetch("sec-fetch-site") {
        None | Some("same-origin" | "none") => None,
        // A link to the page may stand anywhere.
        Some(_) if path == "/" && fetch("sec-fetch-mode") == Some("navigate") => None,
        Some(_) => Some("this server answers its own pages only"),
    }
}

fn is_ours(host: &str, port: u16) -> bool {
    let (name, told) = match host.rsplit_once(':') {
        // `[::1]` ends in a bracket, `[::1]:80` in digits.
        Some((name, digits)) if !digits.ends_with(']') => (name, digits.parse().ok()),
        _ => (host, Some(80)),
    };
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    told == Some(port) && (name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok())
}
