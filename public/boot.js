// What must work before the app does, and after it has failed: the way in, two panels, the service worker, installing.
// Load it as <script src="/boot.js" defer> ahead of the app's module script.
//
// It never shows, logs or sends what went wrong or what anyone wrote, never talks to the network except about /sw.js,
// never reloads unless someone pressed a button, and never uses syntax newer than 2018: it is what an old phone gets
// to see when the app itself is too new for it.
"use strict";
(function () {
  const START_LIMIT = 20 * 1000;
  const HOUR = 60 * 60 * 1000;
  const root = document.documentElement;
  const isCoordination = location.pathname.indexOf("/samordning") === 0;
  const isStaff = /^\/personal(\/|$)/.test(location.pathname);

  const tell = (name) => window.dispatchEvent(new CustomEvent(name));
  const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  // --- The way in ---------------------------------------------------------------------------------------------------
  // Links and QR codes carry a guide or an enrolment as #key=value. It is taken out of the address at once, so that neither
  // a glance at it nor the way back tells which guide someone reads. The page follows it once, and forgets it. The browser's own
  // list of pages visited has it all the same: it is written before any page has a say.

  window.erumArrival = "";

  function takeArrival() {
    if (!/^#[a-z]+=./.test(location.hash)) return false;
    window.erumArrival = location.hash.slice(1);
    history.replaceState(history.state, "", location.pathname + location.search);
    return true;
  }

  takeArrival();
  window.addEventListener("hashchange", () => {
    if (takeArrival()) tell("erum:arrival");
  });

  // --- The language chosen here -------------------------------------------------------------------------------------
  // Residents' pages: their words are asked for before the app runs, which then finds them on their way. A link that was
  // followed here says in which language it wants to be read.

  function firstLanguage() {
    const linked = /^g=.*\.([a-z-]+)$/.exec(window.erumArrival);
    if (linked) return linked[1];
    try {
      return JSON.parse(localStorage.getItem("erum.language")) || "sv";
    } catch (error) {
      return "sv";
    }
  }

  function preload(path) {
    const link = document.createElement("link");
    link.rel = "preload";
    link.as = "fetch";
    link.crossOrigin = "anonymous";
    link.href = path;
    document.head.append(link);
  }

  if (!isStaff && !isCoordination) {
    const language = firstLanguage();
    if (/^[a-z-]{2,12}$/.test(language)) {
      preload("/words/" + language + ".json");
      preload("/packs/words-" + language + ".json");
    }
  }

  // --- Panels -------------------------------------------------------------------------------------------------------

  const CRASHED = {
    title: "Något gick fel i appen",
    text: "Det du har bockat av är sparat. Starta om, så kommer du tillbaka till samma ställe.",
    button: "Starta om",
  };
  const NOT_STARTED = {
    title: "Appen kommer inte igång",
    text: "Det kan ta längre tid när nätet är långsamt. Det som redan är sparat finns kvar.",
    button: "Försök igen",
  };

  let crashed = false;
  let startPanel = null;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function buildPanel(words) {
    const panel = element("section", "crash", "");
    panel.setAttribute("role", "alertdialog");
    panel.setAttribute("aria-modal", "true");
    panel.setAttribute("aria-labelledby", "crash-title");
    panel.setAttribute("aria-describedby", "crash-text");
    panel.lang = "sv";
    panel.dir = "ltr";
    const title = element("h1", "crash__title", words.title);
    title.id = "crash-title";
    title.tabIndex = -1;
    const text = element("p", "crash__text", words.text);
    text.id = "crash-text";
    const button = element("button", "crash__button", words.button);
    button.type = "button";
    button.addEventListener("click", () => {
      button.disabled = true;
      restart();
    });
    panel.append(title, text, button);
    return panel;
  }

  function showPanel(panel) {
    (document.body || root).prepend(panel);
    panel.querySelector("h1").focus();
  }

  // A newer version may hold the cure, and an app that does not run cannot offer it: restarting takes it, if there is one.
  async function restart() {
    const updating = await Promise.race([window.erumApplyUpdate(), sleep(8000)]).catch(() => false);
    if (updating) return;
    location.reload();
  }

  // Called by the app's panic hook and below. Whatever it is given about the cause, it neither reads nor shows.
  window.erumCrashed = function () {
    if (crashed) return;
    crashed = true;
    settle();
    while (document.body && document.body.firstChild) document.body.firstChild.remove();
    showPanel(buildPanel(CRASHED));
    checkForUpdate();
  };

  // --- Starting -----------------------------------------------------------------------------------------------------

  let isStarted = false;
  let settle; // the app runs, has failed, or has had its time
  const settled = new Promise((resolve) => (settle = resolve));

  function started() {
    if (isStarted) return;
    isStarted = true;
    if (startPanel) startPanel.remove();
    settle();
  }

  function startedByAttribute() {
    if (root.hasAttribute("data-started")) started();
  }

  startedByAttribute();
  new MutationObserver(startedByAttribute).observe(root, { attributes: true, attributeFilter: ["data-started"] });
  window.addEventListener("TrunkApplicationStarted", started);

  setTimeout(() => {
    settle();
    if (isStarted || crashed) return;
    // Laid over the page, not in its place: the app may still come.
    startPanel = buildPanel(NOT_STARTED);
    showPanel(startPanel);
  }, START_LIMIT);

  // Until the app runs, its module and its wasm are all there is on the page: these errors mean that they did not come
  // (TypeError), are damaged, or are too new for this browser. After that only a trap ends the app.
  const wasm = window.WebAssembly || {};
  const FATAL_BEFORE_START = [wasm.CompileError, wasm.LinkError, TypeError, SyntaxError, ReferenceError];

  const isOneOf = (error, kinds) => kinds.some((kind) => kind && error instanceof kind);
  const isFatal = (error) => isOneOf(error, [wasm.RuntimeError]) || (!isStarted && isOneOf(error, FATAL_BEFORE_START));

  function onError(event) {
    const notFetched = !isStarted && event.target instanceof HTMLScriptElement && event.target.type === "module";
    const foreign = /-extension:/.test(event.filename); // the browser's add-ons may fail as they like
    if (notFetched || (!foreign && isFatal(event.error))) window.erumCrashed();
  }

  window.addEventListener("error", onError, true); // capturing: a script that is not fetched tells only its own element
  window.addEventListener("unhandledrejection", (event) => {
    if (isFatal(event.reason)) window.erumCrashed();
  });

  // --- The service worker -------------------------------------------------------------------------------------------

  const workers = isCoordination ? undefined : navigator.serviceWorker;
  const state = { offlineReady: false, offlineLooked: false, updateReady: false };
  window.erumWorker = state;

  let registration = null;
  let isApplying = false;
  let isReloading = false;
  let isOutdated = false; // another tab has put a newer version in charge of this page
  let hadController = Boolean(workers && workers.controller);

  function ask(worker, question, patience) {
    return new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = (event) => resolve(event.data);
      setTimeout(resolve, patience, null);
      worker.postMessage(question, [channel.port2]);
    });
  }

  // Ready only when the worker in charge has looked and every file is there: this is what staff travel on. A page for
  // staff asks for theirs too, which no other device keeps.
  let asked = null;

  async function lookOffline() {
    const controller = workers.controller;
    if (!controller || controller === asked || state.offlineReady) return;
    asked = controller; // once at a time: what is missing would be fetched twice
    // Its state is not asked for: WebKit may show "activating" for good to a page that came while the worker changed.
    const whole = await ask(controller, isStaff ? "STAFF" : "CHECK", 60 * 1000);
    asked = null;
    state.offlineLooked = true;
    tell("erum:offline-looked");
    if (whole !== true && isStaff) setTimeout(look, 60 * 1000); // over a slow line theirs take longer than one patience
    if (whole !== true || state.offlineReady) return;
    state.offlineReady = true;
    root.dataset.offlineReady = "true";
    tell("erum:offline-ready");
  }

  function lookUpdate() {
    const waits = registration && registration.active && registration.waiting;
    if (state.updateReady || !(waits || isOutdated)) return;
    // It may have come before staff's page was first opened here: without their files it must not take over offline.
    if (waits && isStaff) waits.postMessage("STAFF");
    state.updateReady = true;
    tell("erum:update-ready");
  }

  function look() {
    lookUpdate();
    lookOffline();
  }

  // Guides that were published since: the worker fetches them, tells every page, and they show when a page is loaded anew.
  window.erumFreshPacks = async function () {
    if (workers && workers.controller) await ask(workers.controller, "PACKS", 60 * 1000);
  };

  function follow(worker) {
    if (worker) worker.addEventListener("statechange", look);
  }

  // Registering what is registered changes nothing, and mends a first install that failed.
  async function register() {
    const given = await workers.register("/sw.js", { updateViaCache: "none" });
    if (given !== registration) {
      registration = given;
      follow(given.installing);
      given.addEventListener("updatefound", () => follow(given.installing));
    }
    look();
  }

  // Installed apps on iOS do not look for a new version by themselves. Without a network nothing happens.
  async function checkForUpdate() {
    if (!workers) return;
    try {
      await register();
      if (registration.active) await registration.update();
    } catch (error) {
      // Next time.
    }
    look();
    window.erumFreshPacks();
  }

  function reload() {
    if (isReloading) return;
    isReloading = true;
    location.reload();
  }

  // In charge is not yet at work: WebKit gets stuck when a page comes in between. Two seconds are ample for tidying up.
  const isActivated = (worker) => worker !== null && worker.state === "activated";

  async function reloadWhenActivated() {
    for (let tries = 0; tries < 20 && !isActivated(workers.controller); tries += 1) await sleep(100);
    reload();
  }

  // One version gets one try in half a minute, even if the app asks again after every reload.
  function mayTry(version) {
    try {
      const [tried, at] = (sessionStorage.getItem("erum-update") || "").split(" ");
      if (tried === version && Date.now() - Number(at) < 30 * 1000) return false;
      sessionStorage.setItem("erum-update", version + " " + Date.now());
    } catch (error) {
      // No session storage: the button is guard enough.
    }
    return true;
  }

  // Resolves to true if the page is about to reload into the new version, to false if it stays as it is.
  window.erumApplyUpdate = async function () {
    if (isApplying || isReloading) return true;
    const waiting = registration && registration.waiting;
    if (!waiting) {
      if (isOutdated) reload();
      return isOutdated;
    }
    isApplying = true;
    const version = await ask(waiting, "VERSION", 5000);
    if (version !== null && mayTry(version)) {
      waiting.postMessage("SKIP_WAITING"); // and reload on controllerchange, or else:
      for (let tries = 0; tries < 4 && !isReloading; tries += 1) {
        await sleep(5000);
        // WebKit does not always tell of the change; reloading too early would bring the old version back.
        if (registration.active && (await ask(registration.active, "VERSION", 2000)) === version) reload();
      }
    }
    isApplying = false;
    return isReloading;
  };

  if (workers) {
    workers.addEventListener("message", (event) => {
      if (event.data !== "NEW_PACKS") return;
      root.dataset.packs = "new";
      tell("erum:new-packs");
    });
    workers.startMessages();
    workers.addEventListener("controllerchange", () => {
      if (isApplying) return reloadWhenActivated();
      isOutdated = isOutdated || hadController;
      hadController = true;
      look();
    });
    document.addEventListener("visibilitychange", () => {
      if (registration && document.visibilityState === "visible") checkForUpdate();
    });
    setInterval(checkForUpdate, HOUR);

    // Not before the first screen: what the worker fetches would compete with it.
    const loaded = new Promise((resolve) => {
      if (document.readyState === "complete") resolve();
      else window.addEventListener("load", resolve, { once: true });
    });
    Promise.all([loaded, settled]).then(checkForUpdate);
    workers.ready.then(() => sleep(2000)).then(look); // where controllerchange is not told
  }

  // --- Installing ---------------------------------------------------------------------------------------------------

  window.erumInstall = null;

  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    window.erumInstall = event;
    tell("erum:can-install");
  });
  window.addEventListener("appinstalled", () => {
    window.erumInstall = null;
    tell("erum:installed");
  });

  // From a tap only. Resolves to "accepted", "dismissed" or, where the browser does not offer it, "unavailable".
  window.erumPromptInstall = async function () {
    const offer = window.erumInstall;
    if (!offer) return "unavailable";
    try {
      await offer.prompt();
    } catch (error) {
      return "unavailable"; // not from a tap: the offer still stands
    }
    window.erumInstall = null;
    return (await offer.userChoice).outcome;
  };
})();
