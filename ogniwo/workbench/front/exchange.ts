/** The one file that knows Unpoly: following links and forms, layers that return a value, what was lost and came back. */
import { up } from "./unpoly-door";

// Unpoly 3.14.3 keeps detached pages through three holders (docs: front end, trap 1); each line lets one of them go.
const bind = up.EventListener.prototype.bind;
up.EventListener.prototype.bind = function (): void {
  bind.call(this);
  if (this.once) this.element.addEventListener(this.eventType, () => this.unbind(), { once: true, capture: this.capture });
};
const runPreviews = up.status.runPreviews;
up.status.runPreviews = (...given: unknown[]) => {
  let undo = runPreviews(...given);
  return () => {
    undo?.();
    undo = undefined;
  };
};
Object.defineProperty(up.FocusCapsule.prototype, "_element", {
  set(element) { this.ref = new WeakRef(element); },
  get() { return this.ref.deref(); },
});

up.link.config.followSelectors.push("a[href]");
up.link.config.noFollowSelectors.push("[up-follow=false]", "[download]");
up.link.config.preloadSelectors.push("table[data-list] a.row");
up.form.config.submitSelectors.push("form");
up.form.config.noSubmitSelectors.push("[up-submit=false]", "[method=dialog]");
up.form.config.groupSelectors.unshift(".field");
up.fragment.config.mainTargets = ["#main"];
up.viewport.config.viewportSelectors.push("#main", ".tablewrap");
up.motion.config.enabled = false;
up.network.config.lateDelay = 300;
up.network.config.cacheExpireAge = 1000;
// A form shown from the cache would be drawn again a moment later, over what was typed meanwhile.
const caches = up.network.config.autoCache;
up.network.config.autoCache = (request: { url: string }) => !new URL(request.url, location.href).pathname.startsWith("/do/") && caches(request);
up.script.config.scriptElementPolicy = "block";
up.protocol.config.csrfToken = () => document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content;
up.protocol.config.csrfHeader = "X-CSRFToken";
up.log.config.banner = false;

/** Go to an address as a link would. */
export function visit(url: string): void {
  up.navigate({ url });
}

/** Ask for the page again, in place. */
export function reload(): void {
  up.reload("#main", { layer: "root" });
}

/** Put the answer of an address in place of an element. */
export function exchange(target: string, url: string): Promise<void> {
  return up.render({ target, url, history: false, focus: "keep", scroll: false, cache: false, layer: "root", fallback: false });
}

/** Send pairs to an address and show the answer as the page's main part, in the layer in use. */
export function replay(url: string, pairs: [string, string][]): void {
  const params = new FormData();
  for (const [name, value] of pairs) params.append(name, value);
  up.render({ url, method: "post", params, target: "#main", history: false, scroll: false, focus: "keep", cache: false });
}

/** Whether a layer lies over the page. */
export function inLayer(): boolean {
  return !up.layer.isRoot();
}

// What a rule filled in a grid is sent as empty: the server's rule decides anew, and knows that nobody typed it. (No "formdata" event: Unpoly reads the fields itself.)
up.on("up:form:submit", (event: { form: HTMLFormElement; params: { set(name: string, value: string): void } }) => {
  for (const cell of event.form.querySelectorAll<HTMLInputElement>("[data-filled]")) event.params.set(cell.name, "");
});

// A drawer gave its answer: a chosen record goes into the field that opened it, an act shows the page anew.
up.on("up:layer:accepted", (event: { value?: Returned; layer: { origin?: Element } }) => {
  const opener = event.layer.origin;
  const answer = event.value;
  const returns = opener?.closest<HTMLElement>("[data-returns]");
  if (returns && answer?.id) {
    const box = returns.closest(".field")?.querySelector<HTMLElement & { set(value: string, id: string): void }>("combo-box");
    box?.set(answer.value || answer.id, answer.id);
  } else if (answer?.url) {
    visit(answer.url);
  } else {
    reload();
  }
});
interface Returned { url?: string; id?: string; value?: string }

up.on("up:layer:opened", (event: { layer: { element: HTMLElement } }) => {
  const box = event.layer.element;
  const title = box.querySelector("h1")?.textContent?.trim();
  if (title) box.setAttribute("aria-label", title);
  box.querySelector<HTMLElement>(".errors, .field input:not([type=hidden]), .field select, .field textarea, [data-primary]")?.focus();
});

// Lost connection: say so, ask every two seconds, go on by itself.
let probe = 0;
function lost(): void {
  const banner = document.getElementById("offline");
  if (!banner || probe) return;
  banner.hidden = false;
  probe = window.setInterval(async () => {
    try {
      if (!(await fetch("/health", { cache: "no-store" })).ok) return;
    } catch { return; }
    clearInterval(probe);
    probe = 0;
    banner.hidden = true;
    dispatchEvent(new Event("exchange:back"));
  }, 2000);
}
up.on("up:request:offline", lost);
addEventListener("exchange:lost", lost);
addEventListener("offline", lost);

export const compiler = up.compiler as (selector: string, start: (element: HTMLElement) => void | (() => void)) => void;
export const on = up.on as (...given: unknown[]) => void;
