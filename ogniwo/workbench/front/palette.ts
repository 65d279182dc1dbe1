/** Ctrl+K: asks the server for records, screens and acts, and moves through the answer with the arrows. */
import { visit } from "./exchange";

const dialog = () => document.getElementById("palette") as HTMLDialogElement;
const field = () => document.getElementById("pal-q") as HTMLInputElement;
const options = () => [...document.querySelectorAll<HTMLAnchorElement>("#pal-list [role=option]")];
let timer = 0;
let asked = "";
let ready = false;

export function openPalette(): void {
  if (dialog().open) return;
  field().value = "";
  dialog().showModal();
  void ask("");
}
async function ask(text: string): Promise<void> {
  asked = text;
  ready = false;
  const answer = await fetch(`/palette?q=${encodeURIComponent(text)}`, { headers: { "X-Up-Target": "#pal-list", "X-Up-Version": "3" } });
  if (!answer.ok || asked !== text) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("pal-list");
  if (found) document.getElementById("pal-list")!.replaceChildren(...found.childNodes);
  mark(0);
  ready = true;
}
function mark(at: number): void {
  const all = options();
  all.forEach((one, n) => one.setAttribute("aria-selected", String(n === at)));
  if (all[at]) field().setAttribute("aria-activedescendant", all[at].id);
  else field().removeAttribute("aria-activedescendant");
  all[at]?.scrollIntoView({ block: "nearest" });
}
function take(apart: boolean): void {
  const chosen = options().find(one => one.getAttribute("aria-selected") === "true");
  if (!chosen) return;
  dialog().close();
  if (apart) open(chosen.href);
  else visit(chosen.getAttribute("href")!);
}
document.addEventListener("click", event => {
  const at = event.target as Element;
  if (at.closest("#search-open")) openPalette();
  if (at === dialog() || at.closest("#pal-list [role=option]")) dialog().close();
});
document.addEventListener("input", event => {
  if (event.target !== field()) return;
  clearTimeout(timer);
  timer = window.setTimeout(() => void ask(field().value.trim()), 120);
});
document.addEventListener("keydown", event => {
  if (event.target !== field()) return;
  const all = options();
  const at = all.findIndex(one => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (all.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length);
  } else if (event.key === "Enter") {
    event.preventDefault();
    const apart = event.ctrlKey || event.metaKey;
    const text = field().value.trim();
    clearTimeout(timer);
    if (asked === text && ready) take(apart);
    else void ask(text).then(() => take(apart));
  }
});
