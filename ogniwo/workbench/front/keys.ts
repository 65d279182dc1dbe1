/** Keys: one table, from which the sheet (`?`) is drawn. Single letters rest while a field has the focus (WCAG 2.1.4). */
import { inLayer, visit } from "./exchange";
import { openPalette } from "./palette";
import { word } from "./shell";

const SHEET: [string, string][] = [
  ["Ctrl K", "keysSearch"], ["/", "keysFilter"], ["j k ↑ ↓ Home End", "keysMove"], ["Enter", "keysOpen"], ["x", "keysChoose"], ["]", "keysNext"],
  ["n", "keysNew"], ["g …", "keysGo"], ["Ctrl S", "keysSave"], ["Ctrl Enter", "keysPrimary"], ["Esc", "keysClose"], ["?", "keysSheet"],
];
let going = false;

function top(): ParentNode {
  return inLayer() ? document.querySelector("up-drawer:last-of-type") ?? document : document;
}
function press(selector: string): boolean {
  const button = top().querySelector<HTMLElement>(selector);
  button?.click();
  return Boolean(button);
}
function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("table[data-list] tbody a.row")];
}
function move(step: number | "first" | "last"): boolean {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = step === "first" ? 0 : step === "last" ? all.length - 1 : Math.min(all.length - 1, Math.max(0, at + step));
  all[to]?.focus();
  all[to]?.scrollIntoView({ block: "nearest" });
  return true;
}
function choose(): boolean {
  const box = document.activeElement?.closest("tr")?.querySelector<HTMLInputElement>("input[name=id]");
  box?.click();
  return Boolean(box);
}
function go(letter: string): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".side a")].filter(a => a.textContent?.trim().toLowerCase().startsWith(letter));
  const at = links.findIndex(a => a.hasAttribute("aria-current") || a.classList.contains("up-current"));
  const to = links[(at + 1) % links.length];
  if (to) visit(to.getAttribute("href")!);
  return Boolean(to);
}

export function showKeys(): void {
  const sheet = document.getElementById("keys") as HTMLDialogElement;
  sheet.querySelector("dl")!.replaceChildren(...SHEET.flatMap(([keys, name]) => {
    const dt = document.createElement("dt");
    const dd = document.createElement("dd");
    dt.append(Object.assign(document.createElement("kbd"), { textContent: keys }));
    dd.textContent = word(name);
    return [dt, dd];
  }));
  sheet.showModal();
}

const LETTERS: Record<string, () => boolean> = {
  "/": () => { const field = document.getElementById("filter-q") as HTMLInputElement | null; field?.select(); return Boolean(field); },
  "j": () => move(1), "k": () => move(-1), "ArrowDown": () => move(1), "ArrowUp": () => move(-1),
  "PageDown": () => move(15), "PageUp": () => move(-15), "Home": () => move("first"), "End": () => move("last"),
  "x": choose, " ": choose, "]": () => press("[data-next]"), "n": () => press(".head .acts [data-primary]"), "c": () => press(".head .acts [data-primary]"),
  "g": () => { going = true; setTimeout(() => { going = false; }, 1200); return true; }, "?": () => { showKeys(); return true; },
};

document.addEventListener("keydown", event => {
  const ctrl = event.ctrlKey || event.metaKey;
  const at = event.target as HTMLElement;
  if (ctrl && event.key.toLowerCase() === "k") return used(event, (openPalette(), true));
  if (ctrl && event.key.toLowerCase() === "s") return used(event, press("[data-save]") || true);
  if (ctrl && event.key === "Enter" && !at.closest("dialog")) return used(event, press("[data-primary]"));
  if (ctrl || event.altKey || document.querySelector("dialog[open]") || at.closest("input:not([type=checkbox]), select, textarea, [contenteditable], board-view li, [popover]")) return;
  if (going && event.key.length === 1) {
    going = false;
    return used(event, go(event.key.toLowerCase()));
  }
  if (inLayer() && event.key !== "?") return;
  if (event.key === " " && at.closest("button, a:not(.row), summary, input")) return;
  used(event, LETTERS[event.key]?.() ?? false);
});
function used(event: KeyboardEvent, done: boolean): void {
  if (done) event.preventDefault();
}
document.addEventListener("click", event => { if ((event.target as Element).closest("#keys-open")) showKeys(); });
