// Runs in every measured page before anything else: notes when the content of the page last changed and was painted, when the
// main figure stood, and what came over the websocket. All moments are milliseconds since the page was asked for.
(() => {
  const note = { armed: false, began: 0, changed: 0, painted: 0, first: 0, last: 0, bytes: 0, frames: 0, figure: 0, selector: "" };
  window.__meting = note;

  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        note.bytes += data.byteLength ?? data.size ?? data.length;
        note.frames += 1;
        note.first ||= performance.now();
        note.last = performance.now();
      });
    }
  };

  // What a reader waits for: any content of the page but the choosers themselves; of a drawing also its attributes.
  const isContent = ({ type, target }) => {
    const element = target.nodeType === 1 ? target : target.parentElement;
    if (!element?.closest("[data-testid=stMain]")) return false;
    if (element.closest(".st-key-keuzes, [data-testid=stSelectbox], [data-testid=stStatusWidget]")) return false;
    return type !== "attributes" || Boolean(element.closest("svg, canvas, img"));
  };

  const afterPaint = (tell) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tell(performance.now());
    port2.postMessage(0);
  });

  new MutationObserver((changes) => {
    if (note.selector && !note.figure && document.querySelector(note.selector)) {
      note.figure = -1;
      afterPaint((now) => { note.figure = now; });
    }
    if (note.armed || !changes.some(isContent)) return;
    const mine = performance.now();
    note.changed = mine;
    afterPaint((now) => { if (note.changed === mine) note.painted = now; });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  // Armed, the next choice of the reader is the start of a measurement.
  const begin = (event) => {
    if (!note.armed) return;
    if (event.type === "keydown" ? event.key !== "Enter" : !event.target.closest?.("[role=option]")) return;
    Object.assign(note, { armed: false, began: performance.now(), changed: 0, painted: 0, first: 0, last: 0, bytes: 0, frames: 0 });
  };
  for (const name of ["keydown", "click"]) window.addEventListener(name, begin, { capture: true });

  const running = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";

  // Resolves when the page has been quiet for a while after a change, with what was noted; with `late` when it never was.
  window.__stil = (quiet, patience) => new Promise((resolve) => {
    const asked = performance.now();
    const look = () => {
      const now = performance.now();
      const late = now - asked > patience;
      const since = Math.max(note.changed, note.last);
      if (late || (note.painted >= note.changed && note.changed && !running() && now - since > quiet)) resolve({ ...note, late });
      else setTimeout(look, 20);
    };
    look();
  });

  window.__staat = (patience) => new Promise((resolve) => {
    const asked = performance.now();
    const look = () => {
      if (note.figure > 0 || performance.now() - asked > patience) resolve(note.figure);
      else setTimeout(look, 20);
    };
    look();
  });
})();
