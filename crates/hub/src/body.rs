//! Reads a request's JSON. What is wrong with it is told by status only: the parser's own words may repeat what
//! the request said.

use crate::problem::ApiError;
use axum::Json;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde::de::DeserializeOwned;

/// A request's JSON, at most [`REQUEST_MAX_BYTES`](erum_domain::wire::REQUEST_MAX_BYTES) unpacked.
#[derive(Clone, Copy, Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let refused = match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => return Ok(Self(body)),
            Err(rejection) => rejection.status(),
        };
        Err(match refused {
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE => ApiError::Status(refused),
            _ => ApiError::BadBody,
        })
    }
}
