//! Whether anything happens on a connection: requests begun and ended, pieces of answers taken. Knows no content.

use super::Limits;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::Response;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::watch;

/// How many requests are under way; told anew at every sign of life.
#[derive(Clone)]
pub(super) struct Pulse(Arc<watch::Sender<usize>>);

impl Pulse {
    pub(super) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }

    /// A request begins. It ends when what this gives is dropped.
    pub(super) fn begin(&self) -> UnderWay {
        self.0.send_modify(|under_way| *under_way += 1);
        UnderWay(self.clone())
    }

    /// Ends when nothing has happened for too long.
    pub(super) async fn stops(&self, limits: Limits) {
        let mut beats = self.0.subscribe();
        loop {
            let most = if *beats.borrow_and_update() == 0 { limits.quiet } else { limits.stalled };
            if tokio::time::timeout(most, beats.changed()).await.is_err() {
                return;
            }
        }
    }
}

/// A request that is being answered.
pub(super) struct UnderWay(Pulse);

impl UnderWay {
    /// The answer, which carries the request's end in its last piece.
    pub(super) fn answer(self, response: Response<Body>) -> Response<Answer> {
        response.map(|body| Answer { body, under_way: self })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.0.send_modify(|under_way| *under_way -= 1);
    }
}

/// A body that beats whenever the connection asks for its next piece.
pub(super) struct Answer {
    body: Body,
    under_way: UnderWay,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<hyper::body::Frame<Bytes>, axum::Error>>> {
        self.under_way.0.0.send_modify(|_| ());
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}
