//! The coded lists: everything that can be said about a session is one of these values.
//!
//! Codes are Swedish slugs from the project's taxonomy and are stored and sent as they stand here. A code
//! never changes meaning and is never reused. The words shown for a code live in `content/words`
//! (`code.<list>.<code>`), never here. Source of the lists: LiU, Digidel and Riksrevisionen as weighed in the
//! taxonomy; functions of body and mind are one value on purpose, and health, cognition and threat have none.

/// Declares a coded list: an enum whose values are known by a stable code.
macro_rules! coded_list {
    ($(#[$doc:meta])* $name:ident ($list:literal) { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// The list's name, as used in the keys of words: `code.<list>.<code>`.
            pub const LIST: &'static str = $list;
            /// Every value, in the order it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code that is stored and sent.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value with this code, or `None` when the list has no such code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl Coded for $name {
            const LIST: &'static str = $list;
            fn code(self) -> &'static str { $name::code(self) }
            fn all() -> &'static [Self] { Self::ALL }
        }
    };
}

/// What every coded list can do; lets pages and statistics treat them alike.
pub trait Coded: Copy + Ord + 'static {
    /// See the inherent constant of the same name.
    const LIST: &'static str;
    /// The stable code.
    fn code(self) -> &'static str;
    /// Every value in order.
    fn all() -> &'static [Self];
}

coded_list! {
    /// What the errand was about (taxonomy T1): the topic of a guide, or of a session without one.
    Service ("service") {
        Eid = "eleg", Care = "vard", Medicine = "lakemedel", SocialInsurance = "forsakring", Pension = "pension",
        Tax = "skatt", DigitalPost = "digpost", Work = "arbete", Migration = "migration", Studies = "studier",
        Police = "polis", Vehicle = "fordon", Travel = "resor", Property = "fastighet", Municipality = "kommun",
        Library = "bibliotek", Basics = "grundverktyg", Printing = "utskrift", Safety = "sakerhet",
        NewInSweden = "ny-i-sverige", PaymentOrBank = "betalning-bank", Other = "annat",
    }
}

coded_list! {
    /// What stood in the resident's way (T2). Functions of body and mind are one value.
    Obstacle ("obstacle") {
        Knowledge = "kunskap", OfficialLanguage = "myndighetssprak", NoEid = "eleg-saknas", ForgottenCodes = "minne-koder",
        Function = "funktion", Trust = "tillit", Swedish = "sprak-svenska", Device = "tillgang-enhet",
        Network = "tillgang-natet", NoIdDocument = "id-saknas", NoPersonalNumber = "personnr-saknas",
        NoBankAccount = "bankkonto-saknas", Reading = "lasa-skriva", Motivation = "motivation",
        SelfConfidence = "sjalvfortroende", Stress = "stress", Distance = "avstand", Economy = "ekonomi",
        Dependence = "beroende",
    }
}

coded_list! {
    /// What was wrong with the e-service itself (T3).
    Fault ("fault") {
        Outage = "avbrott", Concepts = "begrepp", NoPause = "ej-pausbar", Inaccessible = "ej-tillganglig",
        AskedTwice = "dubbelt", OneEidOnly = "eleg-val", PersonalNumberDemanded = "personnr-krav",
        LanguageMissing = "sprak-saknas", PaperMissing = "papper-saknas", NoHumanContact = "kontakt-saknas",
        Timeout = "timeout", Other = "annat",
    }
}

coded_list! {
    /// How the session ended (T4). Exactly one.
    Outcome ("outcome") {
        DoneAlone = "klar-sjalv", DoneWithSupport = "klar-med-stod", Started = "paborjad", Referred = "hanvisad",
        DeclinedPayment = "avbojd-betalning", DeclinedOther = "avbojd-annan-grans",
        StoppedByResident = "avbruten-av-invanaren", ObstacleRemains = "hinder-kvarstar", ServiceFault = "fel-hos-tjansten",
    }
}

coded_list! {
    /// The form of the meeting (T5).
    Form ("form") {
        Outreach = "uppsokande", DropIn = "drop-in", Booked = "bokad", Group = "grupp", Telephone = "telefon", Video = "video",
    }
}

coded_list! {
    /// The kind of place (T5), never which one.
    PlaceKind ("place") {
        SeniorHome = "aldreboende", MainLibrary = "bibliotek-huvud", Branch = "bibliotek-filial", BookBus = "bokbuss",
        VillageHall = "bygdegard", LearningCentre = "sfi-lararcentrum", Home = "hem", Other = "annan",
    }
}

coded_list! {
    /// To what kind of actor the resident was referred (T6). The resident carries the referral.
    Referral ("referral") {
        State = "stat", Region = "region", Municipality = "kommun", Bank = "bank", Commercial = "kommersiell",
        CivilSociety = "civilsamhalle", StateServiceOffice = "servicekontor", PaymentAgent = "betaltjanstombud",
        Relative = "anhorig-behorig", Interpreter = "tolk-vid-myndighet",
    }
}

coded_list! {
    /// The limit that made staff step back (T7, only the kinds that say nothing about a person's life).
    Limit ("limit") {
        Payment = "betalning", Codes = "kod", BorrowedEid = "annans-eleg", Signing = "vittna-intyga", Other = "annan",
    }
}

coded_list! {
    /// Support with language, coarse on purpose: never which language.
    SupportLanguage ("support") {
        Swedish = "svenska", EasySwedish = "lattlast", OtherLanguage = "annat-sprak", Interpreter = "tolk",
    }
}

coded_list! {
    /// How long the session took, in minutes, as a class.
    LengthClass ("length") {
        UpTo10 = "-10", UpTo20 = "11-20", UpTo40 = "21-40", UpTo60 = "41-60", Over60 = "60+",
    }
}

coded_list! {
    /// Who answers for a service.
    Level ("level") {
        State = "state", Region = "region", Municipality = "municipality", Commercial = "commercial", Cooperation = "cooperation",
    }
}

coded_list! {
    /// How far our own help goes for a service in a municipality.
    ServiceLevel ("service-level") {
        Full = "full", GuideOnly = "guide-only", Refer = "refer", Never = "never",
    }
}

coded_list! {
    /// What kind of place a service point of the directory is.
    Variant ("point") {
        Library = "library", Branch = "branch", BookBus = "book-bus", MunicipalOffice = "municipal-office",
        StateOffice = "state-office", VillageHealthRoom = "village-health-room", StudyAssociation = "study-association",
        SeniorHome = "senior-home", Other = "other",
    }
}

coded_list! {
    /// Why a step is said to be no longer right (a flag from the field).
    FlagReason ("flag") {
        LooksDifferent = "ser-annorlunda", ButtonRenamed = "knappen-heter-annat", StepMissing = "steg-saknas",
        NoLongerThere = "finns-inte-kvar", WrongFact = "fel-uppgift",
    }
}

coded_list! {
    /// What an entry of the directory is wrong about (a correction from the field).
    CorrectedField ("correction") {
        OpeningHours = "opening-hours", Address = "address", Phone = "phone", Offers = "offers", Closed = "closed", Other = "other",
    }
}

coded_list! {
    /// What a note seemed to hold, so that it was not kept. Says what kind it was, never whose.
    Personal ("personal") {
        PersonalNumber = "personnummer", BirthDate = "fodelsedatum", Phone = "telefon", Email = "e-post", Card = "betalkort",
        Account = "konto", Name = "namn", Address = "adress", CaseNumber = "arendenummer",
    }
}

impl LengthClass {
    /// The class of a session that took this many whole minutes; `None` beyond four hours, when the session was
    /// most likely left open and its length says nothing.
    pub fn from_minutes(minutes: u64) -> Option<Self> {
        Some(match minutes {
            0..=10 => Self::UpTo10,
            11..=20 => Self::UpTo20,
            21..=40 => Self::UpTo40,
            41..=60 => Self::UpTo60,
            61..=240 => Self::Over60,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_are_unique_slugs<C: Coded>() {
        let codes: Vec<&str> = C::all().iter().map(|value| value.code()).collect();
        let mut unique = codes.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(codes.len(), unique.len(), "{} has a code twice", C::LIST);
        assert!(codes.iter().all(|code| code.len() <= 24 && code.is_ascii()), "{} has an odd code", C::LIST);
    }

    #[test]
    fn every_code_is_a_short_unique_slug() {
        codes_are_unique_slugs::<Service>();
        codes_are_unique_slugs::<Obstacle>();
        codes_are_unique_slugs::<Fault>();
        codes_are_unique_slugs::<Outcome>();
        codes_are_unique_slugs::<Form>();
        codes_are_unique_slugs::<PlaceKind>();
        codes_are_unique_slugs::<Referral>();
        codes_are_unique_slugs::<Limit>();
        codes_are_unique_slugs::<SupportLanguage>();
        codes_are_unique_slugs::<LengthClass>();
        codes_are_unique_slugs::<Level>();
        codes_are_unique_slugs::<ServiceLevel>();
        codes_are_unique_slugs::<Variant>();
        codes_are_unique_slugs::<FlagReason>();
        codes_are_unique_slugs::<CorrectedField>();
        codes_are_unique_slugs::<Personal>();
    }

    #[test]
    fn nothing_about_health_cognition_or_threat_can_be_coded() {
        for forbidden in ["hot", "psykiskt", "kognition", "syn", "horsel", "motorik"] {
            assert_eq!(Obstacle::from_code(forbidden), None);
        }
    }

    #[test]
    fn a_session_left_open_overnight_has_no_length() {
        assert_eq!(LengthClass::from_minutes(10), Some(LengthClass::UpTo10));
        assert_eq!(LengthClass::from_minutes(61), Some(LengthClass::Over60));
        assert_eq!(LengthClass::from_minutes(14 * 60), None);
    }
}
