//! Scripts that watch a page's storage, change what it can ask its device, or take something from it. One of them writes,
//! and says so.

/// Notes every transaction that IndexedDB is asked for, and the durability it got, in `window.erumWrites`.
pub const WATCH_WRITES: &str = r"
    window.erumWrites = [];
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...asked) {
        const made = transaction.apply(this, asked);
        const stores = [...made.objectStoreNames];
        window.erumWrites.push({ mode: made.mode, durability: made.durability, stores });
        return made;
    };
";

/// Keeps hold of every database connection in `window.erumConnections`, so that a story can cut it.
pub const HOLD_CONNECTIONS: &str = r"
    window.erumConnections = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...asked) {
        const request = open.apply(this, asked);
        request.addEventListener('success', () => window.erumConnections.push(request.result));
        return request;
    };
";

/// A clock that is wrong by so many milliseconds, in everything a page can ask. Two of them add up.
pub fn clock_wrong_by(ms: i64) -> String {
    format!(
        r"{{
        const Right = Date;
        const wrong = {ms};
        class Wrong extends Right {{
            constructor(...given) {{ given.length ? super(...given) : super(Right.now() + wrong); }}
            static now() {{ return Right.now() + wrong; }}
        }}
        window.Date = Wrong;
    }}"
    )
}

/// A clock that a story can move on by setting `window.erumClockAhead`, in milliseconds.
pub const CLOCK_THAT_CAN_JUMP: &str = r"
    window.erumClockAhead = 0;
    const Right = Date;
    window.Date = class extends Right {
        constructor(...given) { given.length ? super(...given) : super(Right.now() + window.erumClockAhead); }
        static now() { return Right.now() + window.erumClockAhead; }
    };
";

/// Everything in the app's database, each value's bytes read as JSON: `{ store: [value, …] }`.
pub const READ_DATABASE: &str = r"
    const done = arguments[arguments.length - 1];
    const opening = indexedDB.open('erum');
    // There is none yet: looking must not make one.
    let missing = false;
    opening.onupgradeneeded = () => { missing = true; opening.transaction.abort(); };
    opening.onerror = () => done(missing ? {} : { error: String(opening.error) });
    opening.onsuccess = () => {
        const database = opening.result;
        const names = [...database.objectStoreNames];
        if (names.length === 0) { database.close(); return done({}); }
        const reading = database.transaction(names, 'readonly');
        const found = {};
        for (const name of names) {
            const all = reading.objectStore(name).getAll();
            all.onsuccess = () => {
                found[name] = all.result.map((value) => {
                    const bytes = value?.bytes ?? value;
                    try { return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)); }
                    // Sealed bytes begin with the version of the seal, which no JSON does.
                    catch (error) { return bytes[0] === 1 ? { sealed: bytes.length } : { unreadable: String(error) }; }
                });
            };
        }
        reading.oncomplete = () => { database.close(); done(found); };
        reading.onabort = () => { database.close(); done({ error: String(reading.error) }); };
    };
";

/// Without randomness there are no ids, and the program can only stop. For the program only: the browser's driver needs
/// some of its own.
pub const NO_RANDOMNESS: &str = r"
    const draw = Crypto.prototype.getRandomValues;
    Crypto.prototype.getRandomValues = function (...asked) {
        if (new Error().stack.includes('.wasm')) throw new Error();
        return draw.apply(this, asked);
    };
";

/// From now on no helper program gets its task: what waits for one waits for ever.
pub const KEYSMITH_NEVER_ANSWERS: &str = "Worker.prototype.postMessage = () => {};";

/// Writes: sets the last contact with the hub to a moment, in milliseconds since 1970.
pub const LAST_CONTACT_WAS: &str = r"
    const [at, done] = arguments;
    const opening = indexedDB.open('erum');
    opening.onerror = () => done(false);
    opening.onsuccess = () => {
        const database = opening.result;
        const writing = database.transaction('device', 'readwrite', { durability: 'strict' });
        const store = writing.objectStore('device');
        let found = false;
        store.get('device').onsuccess = (event) => {
            const row = event.target.result;
            if (!row) return;
            const device = { ...JSON.parse(new TextDecoder().decode(row.bytes)), last_contact_ms: at };
            store.put({ ...row, bytes: new TextEncoder().encode(JSON.stringify(device)) });
            found = true;
        };
        writing.oncomplete = () => { database.close(); done(found); };
        writing.onabort = () => { database.close(); done(false); };
    };
";

/// Deletes the app's database, as clearing the browser's data can do.
pub const DELETE_DATABASE: &str = r"
    const done = arguments[arguments.length - 1];
    const deleting = indexedDB.deleteDatabase('erum');
    deleting.onsuccess = () => done(true);
    deleting.onerror = deleting.onblocked = () => done(false);
";
