//! Serves the sealed page on this machine. There is one file, so there is one answer: nothing else can be asked for.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::{page, steps};

/// The most of a request's head that is read; a browser sends about one kilobyte.
const LONGEST_HEAD: u64 = 16 * 1024;
/// How long a silent connection is kept.
const PATIENCE: Duration = Duration::from_secs(10);

/// Builds the page and serves it until Ctrl-C. Port 0 takes a free one.
pub(crate) fn run(port: u16, open: bool) -> Result<()> {
    // Taken first, so that a port in use is told before the build and not after it.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("port {port} cannot be taken: choose another with --port, or 0 for any that is free")
    })?;
    let page = Arc::new(page::build(&steps::root().join("dist"))?);
    let address = format!("http://{}/", listener.local_addr()?);
    println!("Serving {address} (Ctrl-C ends it)");
    if open {
        open_browser(&address);
    }
    for connection in listener.incoming().flatten() {
        let page = Arc::clone(&page);
        // A connection that breaks concerns only whoever opened it.
        std::thread::spawn(move || drop(answer_one(connection, &page)));
    }
    Ok(())
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Answer {
    Page,
    PageHead,
    NotFound,
    NotAllowed,
    Malformed,
}

/// What to answer to a request line. Only the page has a path; a query or fragment after it changes nothing.
fn answer(request_line: &str) -> Answer {
    let mut words = request_line.split_ascii_whitespace();
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Answer::Malformed;
    };
    if !version.starts_with("HTTP/1.") {
        return Answer::Malformed;
    }
    let path = target.split(['?', '#']).next().unwrap_or_default();
    match (method, path) {
        ("GET", "/" | "/index.html") => Answer::Page,
        ("HEAD", "/" | "/index.html") => Answer::PageHead,
        ("GET" | "HEAD", _) => Answer::NotFound,
        _ => Answer::NotAllowed,
    }
}

fn answer_one(mut connection: TcpStream, page: &Path) -> std::io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let request_line = read_head(&connection)?;
    let (status, kind, body) = match answer(&request_line) {
        // Read anew each time, so that a rebuild shows at the next reload.
        Answer::Page | Answer::PageHead => ("200 OK", "text/html; charset=utf-8", std::fs::read(page)?),
        Answer::NotFound => ("404 Not Found", "text/plain", b"Only the page is here: /\n".to_vec()),
        Answer::NotAllowed => ("405 Method Not Allowed", "text/plain", b"GET or HEAD\n".to_vec()),
        Answer::Malformed => ("400 Bad Request", "text/plain", b"Not an HTTP/1 request\n".to_vec()),
    };
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if answer(&request_line) != Answer::PageHead {
        connection.write_all(&body)?;
    }
    connection.flush()
}

/// Reads the head of a request to its empty line and gives its first line.
fn read_head(connection: &TcpStream) -> std::io::Result<String> {
    let mut reader = BufReader::new(connection.take(LONGEST_HEAD));
    let mut request_line = String::new();
    reader.read_line(&mut request_line)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    Ok(request_line)
}

fn open_browser(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    let started =
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if started.is_err() {
        steps::say(&format!("No browser could be opened; go to {address}"));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_the_page_can_be_asked_for() {
        let rows = [
            ("GET / HTTP/1.1", Answer::Page, "the root"),
            ("GET /index.html HTTP/1.1", Answer::Page, "the file by its name"),
            ("GET /?x=1#y HTTP/1.0", Answer::Page, "a query changes nothing"),
            ("HEAD / HTTP/1.1", Answer::PageHead, "the head alone"),
            ("GET /../Cargo.toml HTTP/1.1", Answer::NotFound, "a way up"),
            ("GET /%2e%2e/Cargo.toml HTTP/1.1", Answer::NotFound, "a way up, encoded"),
            ("GET //etc/passwd HTTP/1.1", Answer::NotFound, "an absolute path"),
            ("GET /favicon.ico HTTP/1.1", Answer::NotFound, "what is not there"),
            ("POST / HTTP/1.1", Answer::NotAllowed, "nothing takes data"),
            ("GET /", Answer::Malformed, "no version"),
            ("", Answer::Malformed, "nothing"),
            ("GET / HTTP/2", Answer::Malformed, "another protocol"),
        ];
        for (line, expected, reason) in rows {
            assert_eq!(answer(line), expected, "{reason}");
        }
    }

    #[test]
    fn the_server_answers_with_the_file_and_forbids_keeping_it() {
        let folder = std::env::temp_dir().join(format!("keyless-serve-{}", std::process::id()));
        let page = folder.join("index.html");
        steps::write_whole(&page, b"<!doctype html>").unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
        answer_one(listener.accept().unwrap().0, &page).unwrap();
        let mut text = String::new();
        client.read_to_string(&mut text).unwrap();
        std::fs::remove_dir_all(folder).unwrap();
        assert!(text.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"));
        assert!(text.contains("\r\nCache-Control: no-store\r\n"));
        assert!(text.ends_with("\r\n\r\n<!doctype html>"));
    }
}
