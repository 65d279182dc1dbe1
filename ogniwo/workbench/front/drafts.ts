/** Typing is never lost: a form being filled is kept in this browser until it is saved, and offered again when it opens anew. */
import { compiler, on, replay } from "./exchange";
import { icon, word } from "./shell";

interface Draft { at: number; action: string; pairs: [string, string][] }
const DAYS = 7, MOST = 20, WAIT = 700, LARGEST = 400_000;
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "resume", "preview"]);
let sent = "";

/** Where a form's draft lies: whose it is, which command, about which records. */
function place(form: HTMLFormElement): string {
  const about = [...form.querySelectorAll<HTMLInputElement>("input[type=hidden][name=id]")].map(field => field.value).sort();
  return ["draft", document.body.dataset.person ?? "", new URL(form.action).pathname, ...about].join("|");
}
function read(key: string): Draft | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
    return found && Date.now() - found.at < DAYS * 86_400_000 ? found : undefined;
  } catch { return undefined; }
}
function drop(key: string): void { localStorage.removeItem(key); }
function keys(): string[] { return Object.keys(localStorage).filter(key => key.startsWith("draft|")); }

function keep(form: HTMLFormElement): void {
  if (!form.isConnected) return;
  const pairs = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && !LEFT_OUT.has(pair[0]));
  const text = JSON.stringify({ at: Date.now(), action: form.getAttribute("action"), pairs });
  if (text.length > LARGEST) return;
  try {
    localStorage.setItem(place(form), text);
    for (const old of keys().sort((a, b) => (read(b)?.at ?? 0) - (read(a)?.at ?? 0)).slice(MOST)) drop(old);
  } catch { /* the browser gives no more room: the form itself still holds what was typed */ }
}

const waiting = new WeakMap<HTMLFormElement, number>();
function typed(event: Event): void {
  const form = (event.target as Element).closest<HTMLFormElement>("form[data-guard]");
  if (!form) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, window.setTimeout(() => keep(form), WAIT));
}
addEventListener("input", typed);
addEventListener("grid:dirty", typed);

// Saved: nothing to keep. A preview, an error and a lost answer leave the draft where it is.
on("up:form:submit", (event: { form: HTMLFormElement; submitButton?: HTMLButtonElement }) => {
  if (!event.form.matches("[data-guard]")) return;
  clearTimeout(waiting.get(event.form));
  keep(event.form);
  sent = event.submitButton?.name === "preview" ? "" : place(event.form);
});
on("up:fragment:loaded", (event: { request: { method: string }; response: { ok: boolean } }) => { if (sent && event.request.method === "POST" && event.response.ok) done(); });
on("up:request:offline up:request:aborted", () => { sent = ""; });
on("up:layer:accepted", done);
function done(): void {
  drop(sent);
  sent = "";
}
document.addEventListener("submit", event => {
  if ((event.target as HTMLFormElement).matches("[action='/sign-out']")) keys().forEach(drop);
});

compiler("form[data-guard]", element => {
  const form = element as HTMLFormElement;
  const key = place(form);
  const draft = read(key);
  if (!draft || form.querySelector(".errors, .effects, .stale") || form.hasAttribute("data-resumed")) return;
  const note = document.createElement("div");
  note.className = "note draft";
  note.dataset.tone = "info";
  note.setAttribute("role", "status");
  const words = document.createElement("p");
  const at = document.createElement("time");
  at.textContent = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  words.append(word("draft"), " ", at);
  const take = button(word("draftTake"), "history", () => replay(draft.action, [...draft.pairs, ["resume", "1"]]));
  take.dataset.resume = "";
  note.append(icon("history"), words, take, button(word("draftDrop"), "trash", () => { drop(key); note.remove(); }));
  form.querySelector(".head")?.after(note);
});
function button(text: string, drawing: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn small" });
  made.append(icon(drawing), text);
  made.addEventListener("click", act);
  return made;
}
