//! Scripts that run before a page's own: they watch IndexedDB or change the clock, and never write.

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

/// A clock that is wrong by so many milliseconds, in everything a page can ask.
pub fn clock_wrong_by(ms: i64) -> String {
    format!(
        r"
        const Right = Date;
        const wrong = {ms};
        class Wrong extends Right {{
            constructor(...given) {{ given.length ? super(...given) : super(Right.now() + wrong); }}
            static now() {{ return Right.now() + wrong; }}
        }}
        window.Date = Wrong;
    "
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
                    catch (error) { return { unreadable: String(error) }; }
                });
            };
        }
        reading.oncomplete = () => { database.close(); done(found); };
        reading.onabort = () => { database.close(); done({ error: String(reading.error) }); };
    };
";

/// Keeps the answer to enrolment in `window.erumEnrolled`, in memory only, so that a story knows the tablet's secret.
pub const HOLD_ENROLMENT: &str = r"
    const fetching = window.fetch;
    window.fetch = async (...asked) => {
        const answer = await fetching.apply(window, asked);
        if (answer.ok && new URL(answer.url).pathname === '/api/v1/enrol') window.erumEnrolled = await answer.clone().json();
        return answer;
    };
";
