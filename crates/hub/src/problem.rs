//! Everything that can go wrong for a caller, as one list, and how it is told: an RFC 9457 problem in Swedish that
//! says what to do.
//!
//! A problem never repeats what the request said. Its cause, when it is the hub's own fault, travels beside the
//! response to the log and is written there once.

use crate::secret::NoRandomness;
use crate::store::StoreError;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use erum_domain::wire::Problem;
use serde::Serialize;
use std::sync::Arc;

/// The media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Seconds to wait when the hub is busy.
const BUSY_WAIT_S: u64 = 5;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The one-time code was never given out.
    #[error("unknown code")]
    CodeUnknown,
    /// The one-time code was used before.
    #[error("spent code")]
    CodeSpent,
    /// The one-time code is too old.
    #[error("expired code")]
    CodeExpired,
    /// Too many wrong codes; seconds to wait.
    #[error("too many attempts")]
    TooManyAttempts(u64),
    /// No device has this token.
    #[error("unknown device")]
    DeviceUnknown,
    /// The device was revoked and may only push what it holds.
    #[error("revoked device")]
    DeviceRevoked,
    /// What was handed in is another unit's tablet's.
    #[error("another unit's device")]
    OtherUnitsDevice,
    /// What was handed in is of a form this hub does not read.
    #[error("hand-in of another version")]
    HandInVersion,
    /// The login link was never given out.
    #[error("unknown link")]
    LinkUnknown,
    /// The login link was used before.
    #[error("spent link")]
    LinkSpent,
    /// The login link is too old.
    #[error("expired link")]
    LinkExpired,
    /// No session, or one that has ended.
    #[error("no session")]
    SessionNeeded,
    /// The session may not see this unit.
    #[error("another's unit")]
    UnitForbidden,
    /// Another site sent this.
    #[error("cross-site request")]
    CrossSite,
    /// No such unit or quarter can be meant.
    #[error("bad query")]
    BadQuery,
    /// The body is not what it should be.
    #[error("bad body")]
    BadBody,
    /// More parcels than allowed.
    #[error("too many parcels")]
    TooManyParcels,
    /// No such address under `/api`.
    #[error("no such address")]
    NoSuchAddress,
    /// No such file.
    #[error("no such file")]
    NoSuchFile,
    /// The hub has no packs, or not this one.
    #[error("no such pack")]
    NoSuchPack,
    /// No guide of this name.
    #[error("no such guide")]
    NoSuchGuide,
    /// Somebody else has changed the guide since.
    #[error("the guide has changed")]
    GuideChanged,
    /// It cannot be done to the guide as it stands.
    #[error("not to this guide now")]
    GuideNotNow,
    /// The guide cannot be published as it is.
    #[error("something in the guide is wrong")]
    GuideWrong,
    /// The guide is longer than any guide should be.
    #[error("too large a guide")]
    GuideTooLarge,
    /// A day that has not come yet.
    #[error("a day to come")]
    DayToCome,
    /// Personal data is seen in a text.
    #[error("personal data in a text")]
    Personal,
    /// The hub is up but cannot serve.
    #[error("not ready")]
    NotReady,
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine has no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// A file that should be readable is not.
    #[error("a file could not be read")]
    File(#[from] std::io::Error),
    /// Any other status that a layer answered with.
    #[error("status {0}")]
    Status(StatusCode),
}

/// Why the hub failed, on its way from the answer to the log.
#[derive(Clone, Debug)]
pub struct Cause(pub Arc<str>);

type Words = (&'static str, &'static str, &'static str);

impl ApiError {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::CodeUnknown | Self::LinkUnknown | Self::NoSuchAddress | Self::NoSuchFile | Self::NoSuchPack => StatusCode::NOT_FOUND,
            Self::Store(StoreError::NoDevice(_)) => StatusCode::NOT_FOUND,
            Self::NoSuchGuide => StatusCode::NOT_FOUND,
            Self::GuideChanged | Self::GuideNotNow => StatusCode::CONFLICT,
            Self::GuideWrong | Self::DayToCome | Self::Personal => StatusCode::UNPROCESSABLE_ENTITY,
            Self::GuideTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::CodeSpent | Self::CodeExpired | Self::LinkSpent | Self::LinkExpired => StatusCode::GONE,
            Self::TooManyAttempts(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::DeviceUnknown | Self::SessionNeeded => StatusCode::UNAUTHORIZED,
            Self::UnitForbidden | Self::CrossSite | Self::DeviceRevoked | Self::OtherUnitsDevice => StatusCode::FORBIDDEN,
            Self::BadQuery | Self::BadBody | Self::HandInVersion => StatusCode::BAD_REQUEST,
            Self::TooManyParcels => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotReady | Self::Store(StoreError::Busy(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(_) | Self::Randomness(_) | Self::File(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Status(status) => *status,
        }
    }

    /// Stable name, title and what to do, when a code, a link, a token or a session does not open what it should.
    fn words_about_keys(&self) -> Option<Words> {
        Some(match self {
            Self::CodeUnknown => {
                ("code-unknown", "Koden känns inte igen", "Kontrollera att alla tecken stämmer, eller be samordnaren om en ny kod.")
            }
            Self::CodeSpent => {
                let why = "Den är redan använd, eller har skrivits fel fem gånger. En kod gäller för en enda surfplatta. \
                           Be samordnaren om en ny kod.";
                ("code-spent", "Koden går inte att använda längre", why)
            }
            Self::CodeExpired => ("code-expired", "Koden har gått ut", "En kod gäller i 15 minuter. Be samordnaren om en ny kod."),
            Self::TooManyAttempts(_) => (
                "too-many-attempts",
                "För många försök",
                "Vänta en stund och försök sedan igen. Be samordnaren om en ny kod om den inte fungerar.",
            ),
            Self::DeviceUnknown => (
                "device-unknown",
                "Navet känner inte igen surfplattan",
                "Anslut surfplattan på nytt med en kod från samordnaren. Inget som är sparat på den går förlorat.",
            ),
            Self::DeviceRevoked => (
                "device-revoked",
                "Surfplattan är spärrad",
                "Den får bara skicka det den själv har. Be samordnaren lämna in filen, eller koppla plattan på nytt.",
            ),
            Self::OtherUnitsDevice => (
                "other-units-device",
                "Det här kommer från en annan kommuns surfplatta",
                "Inget har tagits emot. Lämna filen till den kommun som plattan hör till.",
            ),
            Self::LinkUnknown => {
                ("link-unknown", "Inloggningslänken känns inte igen", "Kontrollera att hela länken kom med, eller be om en ny länk.")
            }
            Self::LinkSpent => ("link-spent", "Inloggningslänken är redan använd", "En länk fungerar en gång. Be om en ny länk."),
            Self::LinkExpired => ("link-expired", "Inloggningslänken har gått ut", "En länk gäller i ett dygn. Be om en ny länk."),
            Self::SessionNeeded => (
                "session-needed",
                "Du behöver logga in",
                "Öppna en inloggningslänk. Be den som sköter navet om en länk om du inte har någon.",
            ),
            _ => return None,
        })
    }

    /// Stable name, title and what to do, when a guide is not changed as was asked.
    fn words_about_guides(&self) -> Option<Words> {
        Some(match self {
            Self::NoSuchGuide => ("no-such-guide", "Guiden finns inte", "Gå tillbaka till listan och välj en guide."),
            Self::GuideChanged => (
                "guide-changed",
                "Någon annan har ändrat guiden",
                "Inget har skrivits över. Jämför med den nyare texten, för in dina ändringar i den och spara igen.",
            ),
            Self::GuideNotNow => ("guide-not-now", "Det går inte att göra med guiden nu", "Se hur guiden står i listan och försök igen."),
            Self::GuideWrong => (
                "guide-wrong",
                "Något i guiden måste rättas först",
                "Rätta det som är markerat. Utkastet är sparat, och surfplattorna har kvar den guide de hade.",
            ),
            Self::GuideTooLarge => ("guide-too-large", "Guiden är för stor", "Dela den i flera guider. Inget har ändrats."),
            Self::DayToCome => ("day-to-come", "Dagen har inte varit än", "Ange dagen då svaret kom."),
            Self::Personal => (
                "personal-data",
                "Texten verkar innehålla personuppgifter",
                "Inget har sparats. Ta bort namn, nummer och adresser som hör till en person och spara igen.",
            ),
            _ => return None,
        })
    }

    /// Stable name, title and what to do.
    fn words(&self) -> Words {
        if let Some(words) = self.words_about_keys().or_else(|| self.words_about_guides()) {
            return words;
        }
        match self {
            Self::UnitForbidden => (
                "unit-forbidden",
                "Du får inte se den här kommunens uppgifter",
                "Välj en kommun som du samordnar, eller be den som sköter navet om behörighet.",
            ),
            Self::CrossSite => ("cross-site", "Begäran kom från en annan webbplats", "Öppna eRUM direkt och gör om det du ville göra."),
            Self::BadQuery => ("bad-query", "Urvalet går inte att förstå", "Ange en kommun och ett kvartal, till exempel 2026-Q4."),
            Self::BadBody => ("bad-body", "Innehållet går inte att läsa", "Inget har ändrats. Uppdatera eRUM och försök igen."),
            Self::HandInVersion => (
                "hand-in-version",
                "Filen är av en annan version",
                "Inget har tagits emot. Uppdatera eRUM på plattan och navet, och lämna in filen igen.",
            ),
            Self::Store(StoreError::NoDevice(_)) => {
                ("no-such-device", "Kommunen har ingen sådan surfplatta", "Ladda om sidan och försök igen.")
            }
            Self::TooManyParcels => ("too-many-parcels", "För många poster på en gång", "Skicka färre poster i taget."),
            Self::NoSuchAddress => {
                ("no-such-address", "Adressen finns inte", "Navet har ingen tjänst på den här adressen. Uppdatera eRUM och försök igen.")
            }
            Self::NoSuchFile => ("no-such-file", "Filen finns inte", "Ladda om sidan. Om felet är kvar, kontakta den som sköter navet."),
            Self::NoSuchPack => {
                ("no-such-pack", "Guiderna finns inte på navet", "De guider som redan finns på surfplattan fungerar som vanligt.")
            }
            Self::NotReady => {
                ("not-ready", "Navet är inte redo", "Försök igen om en stund. Inget som är sparat på surfplattan går förlorat.")
            }
            _ => words_for(self.status()),
        }
    }

    /// What goes into the log; only when the hub itself is at fault.
    fn cause(&self) -> Option<Cause> {
        let error: &dyn std::error::Error = match self {
            Self::Store(StoreError::NoDevice(_)) => return None,
            Self::Store(error) => error,
            Self::Randomness(error) => error,
            Self::File(error) => error,
            _ => return None,
        };
        let chain: Vec<String> = std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect();
        Some(Cause(chain.join(": ").into()))
    }

    fn wait_s(&self) -> Option<u64> {
        match self {
            Self::TooManyAttempts(seconds) => Some(*seconds),
            Self::NotReady | Self::Store(StoreError::Busy(_)) => Some(BUSY_WAIT_S),
            _ => None,
        }
    }
}

/// Words for a status that says all there is to say.
fn words_for(status: StatusCode) -> Words {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => ("method-not-allowed", "Så kan adressen inte användas", "Uppdatera eRUM och försök igen."),
        StatusCode::REQUEST_TIMEOUT => ("timeout", "Det tog för lång tid", "Försök igen. Inget som är sparat på surfplattan går förlorat."),
        StatusCode::PAYLOAD_TOO_LARGE => ("too-large", "Det var för mycket på en gång", "Skicka mindre i taget."),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ("wrong-type", "Innehållet är av fel slag", "Navet tar emot JSON, okomprimerat eller med gzip. Uppdatera eRUM och försök igen.")
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            ("busy", "Navet är upptaget", "Försök igen om en liten stund. Inget som är sparat på surfplattan går förlorat.")
        }
        status if status.is_server_error() => {
            ("fault", "Navet har fått ett fel", "Försök igen om en stund. Inget som är sparat på surfplattan går förlorat.")
        }
        _ => ("refused", "Navet kunde inte göra detta", "Ladda om sidan och försök igen."),
    }
}

impl ApiError {
    /// As it is told.
    fn problem(&self) -> Problem {
        let (name, title, detail) = self.words();
        Problem {
            kind: format!("urn:erum:problem:{name}"),
            title: title.to_owned(),
            status: self.status().as_u16(),
            detail: detail.to_owned(),
        }
    }

    /// The answer, with more in it than the problem alone.
    pub fn with<T: Serialize>(self, more: impl FnOnce(Problem) -> T) -> Response {
        let body = serde_json::to_string(&more(self.problem())).unwrap_or_default();
        self.answered(body)
    }

    fn answered(&self, body: String) -> Response {
        let kind = [(header::CONTENT_TYPE, PROBLEM_JSON), (header::CACHE_CONTROL, "no-store")];
        let mut response = (self.status(), kind, body).into_response();
        if let Some(seconds) = self.wait_s() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(self, Self::DeviceUnknown) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(cause) = self.cause() {
            response.extensions_mut().insert(cause);
        }
        response
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.with(|problem| problem)
    }
}

/// Turns every error that a layer answered with in its own way into a problem, so that there is one form.
pub async fn in_one_form(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let told = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM_JSON);
    if told || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let (problem, body) = ApiError::Status(status).into_response().into_parts();
    for name in [header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::TRANSFER_ENCODING, header::ETAG, header::LAST_MODIFIED] {
        parts.headers.remove(name);
    }
    parts.headers.extend(problem.headers);
    Response::from_parts(parts, body)
}

/// The answer when a handler panicked: the hub's fault, told as such.
pub fn after_panic(_payload: Box<dyn std::any::Any + Send>) -> Response<Body> {
    let mut response = ApiError::Status(StatusCode::INTERNAL_SERVER_ERROR).into_response();
    response.extensions_mut().insert(Cause("a handler panicked".into()));
    response
}
