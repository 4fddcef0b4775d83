//! `unit add`, `enrol`, `user add`, `device list`, `device revoke`, `key renew`: what an administrator does at the keyboard of
//! the machine. Whoever can read the data directory may do all of it; there is no further login.

use super::{CliError, DeviceListArgs, DeviceRevokeArgs, EnrolArgs, UnitArgs, UserArgs, existing, in_dir, made, say};
use crate::clock::{day_of, now_ms};
use crate::secret::{hash, hash_code, new_code, new_id, new_seed, new_token};
use crate::store::{CODE_LIVES_MS, HubStore, StoreError};
use erum_domain::wire::UnitName;
use erum_vault::parcels::HubSecret;
use serde_json::json;
use std::path::Path;

/// How long a login link lives, milliseconds.
const LINK_LIVES_MS: i64 = 24 * 3_600_000;

pub(super) async fn add_unit(args: UnitArgs) -> Result<(), CliError> {
    let dir = args.data.dir;
    let store = made(&dir).await?;
    let unit = UnitName { id: args.id, name: args.name, sample: args.sample };
    store.add_unit(&unit).await.map_err(|error| in_dir(&dir, error))?;
    store.close().await;
    say(&format!("unit {} ({})", unit.id, unit.name))
}

pub(super) async fn enrol(args: &EnrolArgs) -> Result<(), CliError> {
    let dir = &args.data.dir;
    let store = existing(dir).await?;
    let code = new_code()?;
    let expires_ms = now_ms() + CODE_LIVES_MS;
    // A code that was just made always has a hash.
    let code_hash = hash_code(&code).ok_or_else(|| in_dir(dir, StoreError::Damaged("a new code")))?;
    store.add_enrolment(&args.unit, &code_hash, expires_ms).await.map_err(|error| in_dir(dir, error))?;
    store.close().await;
    if args.json {
        return say(&json!({ "code": code, "unit": args.unit, "expires_ms": expires_ms }).to_string());
    }
    say(&format!("{code}\nEnrols one tablet in {} within 15 minutes.", args.unit))
}

pub(super) async fn add_user(args: &UserArgs) -> Result<(), CliError> {
    let dir = &args.data.dir;
    let store = existing(dir).await?;
    let (person, token, now_ms) = (new_id()?, new_token()?, now_ms());
    let expires_ms = now_ms + LINK_LIVES_MS;
    let failed = |error| in_dir(dir, error);
    store.add_coordinator(person, &args.units, now_ms).await.map_err(failed)?;
    store.add_login_link(person, &hash(token.as_bytes()), expires_ms).await.map_err(failed)?;
    store.close().await;
    let link = format!("{}/samordning.html#inloggning={token}", args.public_url);
    if args.json {
        return say(&json!({ "id": person, "units": args.units, "link": link, "token": token, "expires_ms": expires_ms }).to_string());
    }
    say(&format!("{link}\nLogs one coordinator in, once, within 24 hours."))
}

pub(super) async fn list_devices(args: &DeviceListArgs) -> Result<(), CliError> {
    let dir = &args.data.dir;
    let store = existing(dir).await?;
    let devices = store.devices(&args.unit).await.map_err(|error| in_dir(dir, error))?;
    store.close().await;
    say(&format!("{:32}  enrolled    last heard  copies  state", "device"))?;
    for device in devices {
        let state = if device.revoked { "revoked" } else { "in use" };
        let (enrolled, heard) = (day_of(device.enrolled_ms), day_of(device.last_contact_ms));
        say(&format!("{}  {enrolled}  {heard}  {:6}  {state}", device.id, device.copies))?;
    }
    Ok(())
}

pub(super) async fn revoke_device(args: &DeviceRevokeArgs) -> Result<(), CliError> {
    let dir = &args.list.data.dir;
    let store = existing(dir).await?;
    store.revoke_device(&args.list.unit, args.id, now_ms()).await.map_err(|error| in_dir(dir, error))?;
    store.close().await;
    say(&format!("revoked {}: it may only push what it holds, into review", args.id))
}

pub(super) async fn renew_key(dir: &Path) -> Result<(), CliError> {
    let store = existing(dir).await?;
    store.add_hub_key(&HubSecret::from_random(new_seed()?)).await.map_err(|error| in_dir(dir, error))?;
    store.close().await;
    say("a new key: tablets seal to it from their next contact on; what was sealed before still opens")
}
