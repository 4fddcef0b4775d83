//! The connection to IndexedDB: opening, upgrading, strict transactions, reopening once when it was lost.
//!
//! All requests of a transaction are made at once and then only `complete` is awaited: anything else awaited
//! inside would make the browser commit early. Knows bytes, not what they mean.

use super::{Change, StorageError, Store, seal};
use erum_vault::sealed::DataKey;
use js_sys::{Array, Object, Promise, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbVersionChangeEvent};

const NAME: &str = "erum";
/// Counts up with every change of the stores; an older app then refuses to open, and says so.
const SCHEMA: u32 = 2;

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, with the options of `transaction()` that web-sys still keeps behind an unstable flag.
    #[wasm_bindgen(extends = IdbDatabase)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with_durability(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &TransactionOptions,
    ) -> Result<IdbTransaction, JsValue>;

    /// What lies in a store. Getters with fixed names: a property looked up by a string of ours costs more than its decryption.
    type Kept;

    #[wasm_bindgen(method, getter, structural)]
    fn id(this: &Kept) -> JsValue;

    #[wasm_bindgen(method, setter, structural)]
    fn set_id(this: &Kept, id: &str);

    #[wasm_bindgen(method, getter, structural)]
    fn bytes(this: &Kept) -> JsValue;

    #[wasm_bindgen(method, setter, structural)]
    fn set_bytes(this: &Kept, bytes: &Uint8Array);

    /// The options of `transaction()`.
    type TransactionOptions;

    #[wasm_bindgen(method, setter, structural)]
    fn set_durability(this: &TransactionOptions, durability: &str);

    /// `IDBTransaction`, with what an older browser may lack.
    #[wasm_bindgen(extends = IdbTransaction)]
    type HastyTransaction;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &HastyTransaction) -> Result<(), JsValue>;
}

/// The open database. Cheap to clone; all clones share one connection and one key.
#[derive(Clone, Default)]
pub(crate) struct Storage {
    database: Rc<RefCell<Option<IdbDatabase>>>,
    /// Opens what is sealed. Here and nowhere else, and only while the tablet is unlocked.
    key: Rc<RefCell<Option<DataKey>>>,
}

/// What to do when there is no database to open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum IfNone {
    /// Make it: this is the beginning.
    Make,
    /// It was there a moment ago, with the ways in: in a new one nobody could ever open what is put.
    Fail,
}

/// Sealed bytes to put, or nothing to delete: a [`Change`] ready for the database.
struct Row {
    store: Store,
    id: String,
    bytes: Option<Vec<u8>>,
}

impl Storage {
    /// Opens the database and makes its stores when it is new.
    pub(crate) async fn open() -> Result<Self, StorageError> {
        let storage = Self::default();
        storage.connect(IfNone::Make).await?;
        Ok(storage)
    }

    /// Holds a key, or lets go of it.
    pub(crate) fn hold(&self, key: Option<DataKey>) {
        self.key.replace(key);
    }

    /// The key that is held.
    pub(crate) fn key(&self) -> Option<DataKey> {
        self.key.borrow().clone()
    }

    /// Carries out all changes in one strict transaction, or none of them.
    pub(crate) async fn write(&self, changes: &[Change]) -> Result<(), StorageError> {
        let rows = sealed_rows(self.key.borrow().as_ref(), changes)?;
        self.write_rows(&rows).await
    }

    /// Carries out all changes under another key, and holds it once they are on disk; or none of them, and keeps the old.
    pub(crate) async fn write_under(&self, key: DataKey, changes: &[Change]) -> Result<(), StorageError> {
        self.write_rows(&sealed_rows(Some(&key), changes)?).await?;
        self.hold(Some(key));
        Ok(())
    }

    /// Bytes as they were before sealing.
    pub(super) fn opened(&self, store: Store, id: &str, stored: &[u8]) -> Result<Vec<u8>, StorageError> {
        seal::open(self.key.borrow().as_ref(), store, id, stored)
    }

    async fn write_rows(&self, rows: &[Row]) -> Result<(), StorageError> {
        match self.try_write(rows).await {
            Err(error) if error.may_pass() => {
                self.connect(IfNone::Fail).await?;
                self.try_write(rows).await
            }
            outcome => outcome,
        }
    }

    /// Deletes the whole database: what is on this tablet is no longer its own.
    pub(crate) async fn destroy(&self) -> Result<(), StorageError> {
        self.hold(None);
        if let Some(database) = self.database.borrow_mut().take() {
            database.close();
        }
        let request = factory().ok_or(StorageError::Refused)?.delete_database(NAME).map_err(|error| StorageError::from_js(&error))?;
        answer(&request).await.map(drop)
    }

    /// The bytes under an id.
    pub(super) async fn read(&self, store: Store, id: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let value = self.request(store, |objects| objects.get(&id.into())).await?;
        Ok((!value.is_undefined()).then(|| bytes_of(value.unchecked_ref())))
    }

    /// Every id and its bytes.
    pub(super) async fn read_all(&self, store: Store) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        let values = self.request(store, web_sys::IdbObjectStore::get_all).await?;
        let values: &Array = values.unchecked_ref();
        Ok(values.iter().map(|value| value.unchecked_into()).map(|kept| (id_of(&kept), bytes_of(&kept))).collect())
    }

    async fn request(
        &self,
        store: Store,
        ask: impl Fn(&web_sys::IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Result<JsValue, StorageError> {
        let attempt = async || {
            let transaction = self.transaction(&[store], "readonly")?;
            let objects = transaction.object_store(store.name()).map_err(|error| StorageError::from_js(&error))?;
            answer(&ask(&objects).map_err(|error| StorageError::from_js(&error))?).await
        };
        match attempt().await {
            Err(error) if error.may_pass() => {
                self.connect(IfNone::Fail).await?;
                attempt().await
            }
            outcome => outcome,
        }
    }

    async fn try_write(&self, rows: &[Row]) -> Result<(), StorageError> {
        let stores: Vec<Store> = Store::ALL.into_iter().filter(|store| rows.iter().any(|row| row.store == *store)).collect();
        let transaction = self.transaction(&stores, "readwrite")?;
        let completion = completion(&transaction);
        if let Err(error) = rows.iter().try_for_each(|row| ask_for(&transaction, row)) {
            // Left alone it would commit what had been asked for so far.
            transaction.abort().unwrap_or_default();
            return Err(StorageError::from_js(&error));
        }
        // Commits as soon as the requests are done, without waiting for the event loop to notice.
        transaction.unchecked_ref::<HastyTransaction>().commit().unwrap_or_default();
        completion
            .await
            .map(drop)
            .map_err(|_cause| transaction.error().map_or(StorageError::LostConnection, |error| StorageError::from_js(&error)))
    }

    fn transaction(&self, stores: &[Store], mode: &str) -> Result<IdbTransaction, StorageError> {
        let database = self.database.borrow().clone().ok_or(StorageError::LostConnection)?;
        let names: Array = stores.iter().map(|store| JsValue::from_str(store.name())).collect();
        let options: TransactionOptions = Object::new().unchecked_into();
        options.set_durability("strict");
        let database: DurableDatabase = database.unchecked_into();
        database.transaction_with_durability(&names, mode, &options).map_err(|error| StorageError::from_js(&error))
    }

    async fn connect(&self, if_none: IfNone) -> Result<(), StorageError> {
        let factory = factory().ok_or(StorageError::Refused)?;
        let request = factory.open_with_u32(NAME, SCHEMA).map_err(|error| StorageError::from_js(&error))?;
        let vanished = Rc::new(Cell::new(false));
        let upgrade = Closure::<dyn FnMut(IdbVersionChangeEvent)>::new({
            let (request, vanished) = (request.clone(), Rc::clone(&vanished));
            move |event: IdbVersionChangeEvent| {
                if event.old_version() < 1.0 && if_none == IfNone::Fail {
                    vanished.set(true);
                    // What has just been made goes with it.
                    request.transaction().map(|making| making.abort()).transpose().map(drop).unwrap_or_default();
                } else {
                    make_stores(&request);
                }
            }
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opening = opened(&request).await;
        let database: IdbDatabase = opening.map_err(|error| if vanished.get() { StorageError::Vanished } else { error })?.unchecked_into();
        self.forget_when_closed(&database);
        if let Some(earlier) = self.database.replace(Some(database)) {
            earlier.close();
        }
        Ok(())
    }

    /// Lets go of a connection that the browser closes or that a newer version of the app needs closed.
    fn forget_when_closed(&self, database: &IdbDatabase) {
        let shared = Rc::clone(&self.database);
        let closing = database.clone();
        let forget = Closure::<dyn FnMut()>::new(move || {
            closing.close();
            if shared.borrow().as_ref() == Some(&closing) {
                shared.borrow_mut().take();
            }
        })
        .into_js_value();
        database.set_onclose(Some(forget.unchecked_ref()));
        database.set_onversionchange(Some(forget.unchecked_ref()));
    }
}

fn factory() -> Option<web_sys::IdbFactory> {
    crate::platform::window().indexed_db().ok().flatten()
}

fn make_stores(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result().map(|result| result.unchecked_into::<IdbDatabase>()) else { return };
    let existing = database.object_store_names();
    let parameters = web_sys::IdbObjectStoreParameters::new();
    parameters.set_key_path(&"id".into());
    for store in Store::ALL.into_iter().filter(|store| !existing.contains(store.name())) {
        // A store that could not be made is missed at its first use, which then fails and says so.
        database.create_object_store_with_optional_parameters(store.name(), &parameters).map(drop).unwrap_or_default();
    }
}

/// Seals before a transaction is opened: nothing inside one may take time.
fn sealed_rows(key: Option<&DataKey>, changes: &[Change]) -> Result<Vec<Row>, StorageError> {
    let sealed = |change: &Change| {
        let bytes = change.plain.as_ref().map(|plain| seal::seal(key, change.store, &change.id, plain)).transpose()?;
        Ok(Row { store: change.store, id: change.id.clone(), bytes })
    };
    changes.iter().map(sealed).collect()
}

/// Asks for one change within a transaction.
fn ask_for(transaction: &IdbTransaction, change: &Row) -> Result<(), JsValue> {
    let objects = transaction.object_store(change.store.name())?;
    match &change.bytes {
        Some(bytes) => objects.put(row(&change.id, bytes).as_ref()),
        None => objects.delete(&change.id.as_str().into()),
    }
    .map(drop)
}

fn row(id: &str, bytes: &[u8]) -> Kept {
    let row: Kept = Object::new().unchecked_into();
    row.set_id(id);
    row.set_bytes(&Uint8Array::from(bytes));
    row
}

fn bytes_of(kept: &Kept) -> Vec<u8> {
    kept.bytes().dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
}

fn id_of(kept: &Kept) -> String {
    kept.id().as_string().unwrap_or_default()
}

/// Waits for a request's result.
async fn answer(request: &IdbRequest) -> Result<JsValue, StorageError> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let failed = |_| request.error().ok().flatten().map_or(StorageError::LostConnection, |error| StorageError::from_js(&error));
    JsFuture::from(promise).await.map_err(failed)?;
    request.result().map_err(|error| StorageError::from_js(&error))
}

/// Waits for the database to open; another tab that holds an older version makes it fail instead of hang.
async fn opened(request: &IdbOpenDbRequest) -> Result<JsValue, StorageError> {
    let promise = Promise::new(&mut |_, reject| request.set_onblocked(Some(&reject)));
    let blocked = JsFuture::from(promise);
    let open = answer(request);
    match futures::future::select(std::pin::pin!(open), std::pin::pin!(blocked)).await {
        futures::future::Either::Left((result, _)) => result,
        futures::future::Either::Right(_) => Err(StorageError::Blocked),
    }
}

/// Resolves when the transaction is complete, fails when it aborts.
fn completion(transaction: &IdbTransaction) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    }))
}
