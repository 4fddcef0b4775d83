//! The published answers: what we build on computes what the standards say, whichever version of it is built in.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use chacha20::rand_core::{Infallible, TryCryptoRng, TryRng};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, PskBundle, Serializable};

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

fn hex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2));
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal digits")).collect()
}

fn counting_from(first: u8, length: u8) -> Vec<u8> {
    (first..first + length).collect()
}

/// Gives out the vector's bytes as if they were random, and nothing beyond them.
struct Told(Vec<u8>);

impl TryRng for Told {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        panic!("whole keys are drawn")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        panic!("whole keys are drawn")
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        into.copy_from_slice(&self.0.drain(..into.len()).collect::<Vec<_>>());
        Ok(())
    }
}

impl TryCryptoRng for Told {}

/// One of RFC 9180's vectors for X25519, HKDF-SHA256 and ChaCha20-Poly1305; the first encryption of each.
struct Vector {
    /// What the sender's and the receiver's keys are derived from.
    sender_from: &'static str,
    receiver_from: &'static str,
    receiver: &'static str,
    receiver_public: &'static str,
    enclosed: &'static str,
    sealed: &'static str,
}

const HPKE_INFO: &[u8] = b"Ode on a Grecian Urn";
const HPKE_PLAIN: &[u8] = b"Beauty is truth, truth beauty";
const HPKE_WITH: &[u8] = b"Count-0";

/// A.2.1: what parcels use.
const BASE: Vector = Vector {
    sender_from: "909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b",
    receiver_from: "1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df",
    receiver: "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
    receiver_public: "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a",
    enclosed: "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
    sealed: "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
};

/// A.2.2: what slots use.
const WITH_A_SHARED_SECRET: Vector = Vector {
    sender_from: "35706a0b09fb26fb45c39c2f5079c709c7cf98e43afa973f14d88ece7e29c2e3",
    receiver_from: "",
    receiver: "77d114e0212be51cb1d76fa99dd41cfd4d0166b08caa09074430a6c59ef17879",
    receiver_public: "13640af826b722fc04feaa4de2f28fbd5ecc03623b317834e7ff4120dbe73062",
    enclosed: "2261299c3f40a9afc133b969a97f05e95be2c514e54f3de26cbe5644ac735b04",
    sealed: "4a177f9c0d6f15cfdf533fb65bf84aecdc6ab16b8b85b4cf65a370e07fc1d78d28fb073214525276f4a89608ff",
};

fn hpke_answers(vector: &Vector, sends: &OpModeS<'_, X25519HkdfSha256>, receives: &OpModeR<'_, X25519HkdfSha256>) {
    let to = PublicKey::from_bytes(&hex(vector.receiver_public)).expect("a public key");
    let rng = &mut Told(hex(vector.sender_from));
    let (enclosed, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        sends, &to, HPKE_INFO, HPKE_PLAIN, HPKE_WITH, rng,
    )
    .expect("a good key");
    assert_eq!(enclosed.to_bytes().as_slice(), hex(vector.enclosed));
    assert_eq!(sealed, hex(vector.sealed));
    let private = PrivateKey::from_bytes(&hex(vector.receiver)).expect("a private key");
    let enclosed = EncappedKey::from_bytes(&hex(vector.enclosed)).expect("a public key");
    let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        receives,
        &private,
        &enclosed,
        HPKE_INFO,
        &hex(vector.sealed),
        HPKE_WITH,
    );
    assert_eq!(opened.expect("it opens"), HPKE_PLAIN);
}

#[test]
fn hpke_as_parcels_use_it_gives_the_answers_of_rfc_9180() {
    hpke_answers(&BASE, &OpModeS::Base, &OpModeR::Base);
}

#[test]
fn hpke_as_slots_use_it_gives_the_answers_of_rfc_9180() {
    let secret = hex("0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82");
    let shared = PskBundle::new(&secret, b"Ennyn Durin aran Moria").expect("neither is empty");
    hpke_answers(&WITH_A_SHARED_SECRET, &OpModeS::Psk(shared), &OpModeR::Psk(shared));
}

#[test]
fn a_hubs_key_is_derived_as_rfc_9180_says() {
    let seed = hex(BASE.receiver_from).try_into().expect("32 bytes");
    let secret = erum_vault::parcels::HubSecret::from_random(seed);
    // The RFC prints the private key before clamping; X25519 does not see the difference.
    let mut printed = hex(BASE.receiver);
    printed[0] &= 248;
    printed[31] = (printed[31] & 127) | 64;
    assert_eq!(secret.bytes().as_slice(), printed);
    let public = secret.public().expect("a good key");
    assert_eq!(erum_vault::parcels::HubPublic::parse(&public.to_text()), Ok(public));
    let public = <X25519HkdfSha256 as Kem>::sk_to_pk(&PrivateKey::from_bytes(&printed).expect("a private key"));
    assert_eq!(public.to_bytes().as_slice(), hex(BASE.receiver_public));
}

#[test]
fn xchacha20_poly1305_gives_the_answer_of_its_draft() {
    // draft-irtf-cfrg-xchacha-03, A.3.1.
    let key: [u8; 32] = counting_from(0x80, 32).try_into().expect("32 bytes");
    let nonce: [u8; 24] = counting_from(0x40, 24).try_into().expect("24 bytes");
    let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    let payload = Payload { msg: plain, aad: &hex("50515253c0c1c2c3c4c5c6c7") };
    let sealed = XChaCha20Poly1305::new(&key.into()).encrypt(&XNonce::from(nonce), payload).expect("short enough");
    let expected = concat!(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb",
        "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452",
        "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9",
        "21f9664c97637da9768812f615c68b13b52e",
        "c0875924c1c7987947deafd8780acf49",
    );
    assert_eq!(sealed, hex(expected));
}

#[test]
fn argon2id_gives_the_answer_of_rfc_9106() {
    // RFC 9106, 5.3.
    let mut params = ParamsBuilder::new();
    params.m_cost(32).t_cost(3).p_cost(4).output_len(32).data(AssociatedData::new(&[4; 12]).expect("short enough"));
    let params = params.build().expect("the RFC's own");
    let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).expect("short enough");
    let mut out = [0; 32];
    argon2.hash_password_into(&[1; 32], &[2; 16], &mut out).expect("the RFC's own");
    assert_eq!(out.as_slice(), hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
}
