//! The real program, serving: a process of its own with its log in a file, killed when dropped.

use super::house::build_app;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

pub(crate) const HUB: &str = env!("CARGO_BIN_EXE_erum-hub");

/// Runs a command on the data in this directory, to its end.
pub(crate) fn run(dir: &Path, args: &[&str]) -> Output {
    Command::new(HUB).args(args).arg("--data").arg(dir.join("data")).output().unwrap()
}

/// What a command printed that went well.
pub(crate) fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A serving hub.
pub(crate) struct Program {
    child: Child,
    log: PathBuf,
    /// `http` or `https`.
    pub(crate) scheme: String,
    pub(crate) address: SocketAddr,
}

impl Program {
    pub(crate) fn start(dir: &Path, args: &[&str]) -> Self {
        Self::start_at(dir, "127.0.0.1:0", args)
    }

    pub(crate) fn start_at(dir: &Path, listen: &str, args: &[&str]) -> Self {
        let log = dir.join("log.json");
        let mut command = Command::new(HUB);
        command.args(["serve", "--listen", listen]).arg("--app").arg(build_app(dir)).arg("--data").arg(dir.join("data")).args(args);
        let mut child = command.stdout(Stdio::piped()).stderr(File::create(&log).unwrap()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (scheme, address) = line.trim().strip_prefix("listening on ").and_then(|rest| rest.split_once("://")).unwrap();
        Self { child, log, scheme: scheme.to_owned(), address: address.parse().unwrap() }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((std::net::Ipv4Addr::LOCALHOST, self.address.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// One request on a connection of its own; head and body of the answer.
    pub(crate) fn ask(&self, stream: &mut (impl Read + Write), method: &str, path: &str, headers: &str, body: &str) -> (String, String) {
        let length = body.len();
        let head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n");
        write!(stream, "{head}content-type: application/json\r\n{headers}\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    /// Kibibytes of memory: what it has now, and the most it ever had.
    pub(crate) fn memory_kib(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        let kib = |name| line(name).split_whitespace().next().unwrap().parse().unwrap();
        (kib("VmRSS:"), kib("VmHWM:"))
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// Sends SIGTERM and waits; what was logged.
    pub(crate) fn stop(mut self) -> String {
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
        self.log()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Gone already when it was stopped.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
