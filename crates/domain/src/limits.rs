//! Rule 3: free, always; money and codes never. What stops a guide, and which limit an outcome means.
//!
//! Says when staff look away or step back; never decides anything about a resident.

use crate::codes::{Limit, Outcome};
use crate::guide::{Guide, Nearness, Step, StepKind};
use crate::ident::Slug;

mod paying;

pub use paying::pays_in;

/// What is wrong with a guide, so that it must not be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GuideProblem {
    /// No steps at all.
    #[error("the guide has no steps")]
    NoSteps,
    /// An id is used twice.
    #[error("step `{0}` stands twice")]
    TwiceNamed(Slug),
    /// A step asks someone to pay.
    #[error("step `{0}` pays: a payment is never a step, end with a step of kind \"stop\" before it")]
    Pays(Slug),
    /// A guide near a payment has no stop.
    #[error("the guide comes near a payment and has no step of kind \"stop\"")]
    NoStop,
    /// Staff would see a code or something private being typed.
    #[error("step `{0}` is look-away: then the resident acts alone, `who = \"resident\"`")]
    LookAwayTogether(Slug),
}

/// Everything in the guide that breaks rule 3 or could not be ticked.
pub fn problems(guide: &Guide) -> Vec<GuideProblem> {
    let mut found = Vec::new();
    if guide.steps.is_empty() {
        found.push(GuideProblem::NoSteps);
    }
    for (index, step) in guide.steps.iter().enumerate() {
        if guide.steps[..index].iter().any(|earlier| earlier.id == step.id) {
            found.push(GuideProblem::TwiceNamed(step.id.clone()));
        }
        if step.kind == StepKind::Do && pays_in(&guide.language, &step.text) {
            found.push(GuideProblem::Pays(step.id.clone()));
        }
        if step.kind == StepKind::LookAway && step.who == crate::guide::Who::Together {
            found.push(GuideProblem::LookAwayTogether(step.id.clone()));
        }
    }
    if guide.limit == Nearness::Payment && !guide.steps.iter().any(|step| step.kind == StepKind::Stop) {
        found.push(GuideProblem::NoStop);
    }
    found
}

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
