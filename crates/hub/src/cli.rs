//! The commands of `erum-hub`. Every command but `serve` does one thing and ends; all may run while the hub serves.
//!
//! What is printed on stdout is the answer and nothing else; secrets are printed once and never logged.

pub mod admin;
pub mod check;
pub mod demo;
pub mod door;
pub mod guides;
pub mod records;
pub mod serve;

use crate::secret::NoRandomness;
use crate::spelling;
use crate::store::StoreError;
use crate::store::sqlite::SqliteStore;
use clap::{Args, Parser, Subcommand};
use erum_domain::ident::{Id, Slug};
use erum_domain::wire::Policy;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The eRUM hub: receives parcels, counts records, hands out guides.
#[derive(Debug, Parser)]
#[command(name = "erum-hub", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the app and receive parcels, until stopped.
    Serve(ServeArgs),
    /// Print a one-time code that enrols one tablet in a unit.
    Enrol(EnrolArgs),
    /// Units: the municipalities' service centres.
    #[command(subcommand)]
    Unit(UnitCommand),
    /// Coordinators' accounts.
    #[command(subcommand)]
    User(UserCommand),
    /// The tablets of a unit.
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Take in a file that a tablet exported because it could not send.
    HandIn(HandInArgs),
    /// Print what was deleted of a unit's, when and by which rule.
    Disposals(DisposalsArgs),
    /// The key that tablets seal records to.
    #[command(subcommand)]
    Key(KeyCommand),
    /// The guides that were edited here.
    #[command(subcommand)]
    Guides(GuidesCommand),
    /// Look through the whole database; exit code 1 when something is wrong.
    Check(DataDir),
    /// Make a unit of invented sample data, marked as such.
    Demo(DemoArgs),
}

#[derive(Debug, Args)]
struct DataDir {
    /// The directory that holds the hub's data.
    #[arg(long = "data", value_name = "DIR")]
    dir: PathBuf,
}

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Address and port; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: String,
    #[command(flatten)]
    data: DataDir,
    /// The built app.
    #[arg(long, value_name = "DIR")]
    app: PathBuf,
    /// The packs of guides; without it, the directory `packs` in the app.
    #[arg(long, value_name = "DIR")]
    packs: Option<PathBuf>,
    /// A Swedish dictionary in Hunspell's form, `.dic` with `.aff` beside it; without it, Debian's `hunspell-sv` where it is installed.
    #[arg(long, value_name = "FILE", value_parser = dictionary)]
    dictionary: Option<PathBuf>,
    /// Where people reach the hub.
    #[arg(long, value_name = "URL", value_parser = public_url)]
    public_url: Option<String>,
    /// A proxy stands in front and writes X-Forwarded-For: its last address is the caller's.
    #[arg(long)]
    behind_proxy: bool,
    #[command(flatten)]
    tls: door::TlsArgs,
    /// Seconds without a touch until a tablet locks itself.
    #[arg(long, value_name = "SECONDS", default_value_t = Policy::default().lock_after_s, value_parser = clap::value_parser!(u32).range(5..))]
    lock_after: u32,
    /// Days without contact until a tablet asks for it; after twice as many it gives up what it holds.
    #[arg(long, value_name = "DAYS", default_value_t = Policy::default().contact_within_days, value_parser = clap::value_parser!(u32).range(1..))]
    contact_within: u32,
}

#[derive(Debug, Subcommand)]
enum GuidesCommand {
    /// Write every published edit as a file of JSON, so that it can go back to the source tree.
    Export(ExportArgs),
}

#[derive(Debug, Args)]
struct ExportArgs {
    #[command(flatten)]
    data: DataDir,
    /// The directory to write to; files of the same names are replaced.
    #[arg(value_name = "DIR")]
    to: PathBuf,
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Make a new key: tablets seal to it from their next contact on. What was sealed to older ones still opens.
    Renew(DataDir),
}

#[derive(Debug, Args)]
struct EnrolArgs {
    #[command(flatten)]
    data: DataDir,
    /// The unit the tablet will belong to.
    #[arg(long, value_name = "ID", value_parser = Slug::parse)]
    unit: Slug,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum UnitCommand {
    /// Add a unit, or give it a new name.
    Add(UnitArgs),
}

#[derive(Debug, Args)]
struct UnitArgs {
    #[command(flatten)]
    data: DataDir,
    /// Its id, such as `asele`.
    #[arg(long, value_name = "ID", value_parser = Slug::parse)]
    id: Slug,
    /// Its name in Swedish, such as `Åsele`.
    #[arg(long)]
    name: String,
    /// Its data is invented.
    #[arg(long)]
    sample: bool,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Add an account, known by a random id only, and print its one-time login link.
    Add(UserArgs),
}

#[derive(Debug, Args)]
struct UserArgs {
    #[command(flatten)]
    data: DataDir,
    /// What the account may do.
    #[arg(long, value_enum)]
    role: Role,
    /// A unit it may see; may be given several times.
    #[arg(long = "unit", value_name = "ID", required = true, num_args = 1.., value_parser = Slug::parse)]
    units: Vec<Slug>,
    /// Where people reach the hub.
    #[arg(long, value_name = "URL", default_value = "http://localhost:8080", value_parser = public_url)]
    public_url: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Role {
    /// Sees protected statistics of its units.
    Coordinator,
}

#[derive(Debug, Subcommand)]
enum DeviceCommand {
    /// List a unit's tablets.
    List(DeviceListArgs),
    /// From now on the tablet may only push what it holds, into review.
    Revoke(DeviceRevokeArgs),
}

#[derive(Debug, Args)]
struct DeviceListArgs {
    #[command(flatten)]
    data: DataDir,
    /// The unit.
    #[arg(long, value_name = "ID", value_parser = Slug::parse)]
    unit: Slug,
}

#[derive(Debug, Args)]
struct DeviceRevokeArgs {
    #[command(flatten)]
    list: DeviceListArgs,
    /// The tablet's id, as `device list` prints it.
    #[arg(long, value_name = "ID", value_parser = Id::parse)]
    id: Id,
}

#[derive(Debug, Args)]
struct HandInArgs {
    #[command(flatten)]
    list: DeviceListArgs,
    /// The file.
    file: PathBuf,
}

#[derive(Debug, Args)]
struct DisposalsArgs {
    #[command(flatten)]
    list: DeviceListArgs,
    /// Print a table for a spreadsheet.
    #[arg(long)]
    csv: bool,
}

#[derive(Debug, Args)]
struct DemoArgs {
    #[command(flatten)]
    data: DataDir,
    /// The packs of guides, whose steps the sample data names.
    #[arg(long, value_name = "DIR")]
    packs: PathBuf,
}

/// An address people can open: scheme and host, no path, no closing slash.
fn public_url(text: &str) -> Result<String, &'static str> {
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ']) => Ok(text.to_owned()),
        _ => Err("write it as https://hub.example, without a path"),
    }
}

/// A dictionary that can be read: better said now than to whoever edits a guide next month.
fn dictionary(text: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(text);
    spelling::read(&file).map(|_sound| file).map_err(|error| error.to_string())
}

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The data directory.
    #[error("{}: {error}{}", dir.display(), because(error))]
    Data {
        /// The directory.
        dir: PathBuf,
        /// What is wrong with it.
        #[source]
        error: StoreError,
    },
    /// The machine has no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// The address to listen on.
    #[error("cannot listen on {address}: {error}")]
    Listen {
        /// The address.
        address: String,
        /// What is wrong with it.
        #[source]
        error: std::io::Error,
    },
    /// The certificate and its key.
    #[error("--tls-cert and --tls-key: {0}")]
    Tls(#[from] crate::tls::PairError),
    /// Nothing could be printed.
    #[error("cannot print: {0}")]
    Print(#[from] std::io::Error),
    /// The packs for the sample data.
    #[error("cannot read {}: {why}", file.display())]
    Pack {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The file that was handed in.
    #[error("cannot take in {}: {why}", file.display())]
    HandIn {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file that could not be written.
    #[error("cannot write {}: {error}", file.display())]
    Export {
        /// The file or directory.
        file: PathBuf,
        /// What is wrong with it.
        #[source]
        error: std::io::Error,
    },
    /// The packs lack a guide that the sample data needs.
    #[error("the packs have no guide `{0}` with steps, which the sample data follows")]
    NoGuide(&'static str),
}

/// What lies behind an error, after a colon.
fn because(error: &StoreError) -> String {
    std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default()
}

/// Runs one command.
///
/// # Errors
/// [`CliError`], which says what and where.
pub async fn run(cli: Cli) -> Result<ExitCode, CliError> {
    match cli.command {
        Command::Serve(args) => serve::serve(args).await?,
        Command::Enrol(args) => admin::enrol(&args).await?,
        Command::Unit(UnitCommand::Add(args)) => admin::add_unit(args).await?,
        Command::User(UserCommand::Add(args)) => admin::add_user(&args).await?,
        Command::Device(DeviceCommand::List(args)) => admin::list_devices(&args).await?,
        Command::Device(DeviceCommand::Revoke(args)) => admin::revoke_device(&args).await?,
        Command::HandIn(args) => records::hand_in(&args).await?,
        Command::Disposals(args) => records::disposals(&args).await?,
        Command::Key(KeyCommand::Renew(data)) => admin::renew_key(&data.dir).await?,
        Command::Guides(GuidesCommand::Export(args)) => guides::export(&args).await?,
        Command::Check(data) => return check::check(&data.dir).await,
        Command::Demo(args) => demo::demo(&args.data.dir, &args.packs).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens a store that must be there already.
async fn existing(dir: &Path) -> Result<SqliteStore, CliError> {
    SqliteStore::open_existing(dir).await.map_err(|error| in_dir(dir, error))
}

/// Opens a store, making it when it is not there.
async fn made(dir: &Path) -> Result<SqliteStore, CliError> {
    SqliteStore::open(dir).await.map_err(|error| in_dir(dir, error))
}

fn in_dir(dir: &Path, error: StoreError) -> CliError {
    CliError::Data { dir: dir.to_owned(), error }
}

fn say(line: &str) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
