//! Rule 3: free, always; money and codes never. Which words pay, and which limit a step or an outcome means.
//!
//! Says when staff look away or step back; never decides anything about a resident.

use crate::codes::{Limit, Outcome};
use crate::guide::{Guide, Nearness, Step, StepKind};

mod paying;

pub use paying::pays_in;

/// The limit that a stop step stands for.
pub fn limit_of(guide: &Guide, step: &Step) -> Option<Limit> {
    match (step.kind, guide.limit) {
        (StepKind::Stop, Nearness::Payment | Nearness::Bank) => Some(Limit::Payment),
        (StepKind::Stop, _) => Some(Limit::Other),
        _ => None,
    }
}

/// The limit an outcome always means, so that nobody has to say it twice.
pub fn limit_meant_by(outcome: Outcome, said: Option<Limit>) -> Option<Limit> {
    match outcome {
        Outcome::DeclinedPayment => Some(Limit::Payment),
        Outcome::DeclinedOther => Some(said.filter(|limit| *limit != Limit::Payment).unwrap_or(Limit::Other)),
        _ => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declined_payment_is_always_the_payment_limit() {
        assert_eq!(limit_meant_by(Outcome::DeclinedPayment, None), Some(Limit::Payment));
        assert_eq!(limit_meant_by(Outcome::DeclinedOther, Some(Limit::Payment)), Some(Limit::Other));
        assert_eq!(limit_meant_by(Outcome::DoneAlone, None), None);
    }
}
