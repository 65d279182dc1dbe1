/** Small habits of every page: unsaved marks, choosing rows, toasts, theme, neighbours in the list, menus that close. */
import { compiler, on, visit } from "./exchange";

export function word(name: string): string {
  return document.getElementById("words")?.dataset[name] ?? "";
}

/** A drawing of the sprite. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${word("icons")}#${name}`);
  svg.append(use);
  return svg;
}

/** A short message at the bottom; bad ones stay until closed. */
export function toast(text: string, tone: "good" | "bad"): void {
  const box = document.createElement("div");
  const words = document.createElement("p");
  const close = document.createElement("button");
  box.className = "toast";
  box.dataset.tone = tone;
  words.textContent = text;
  close.className = "iconbtn small";
  close.type = "button";
  close.dataset.close = "";
  close.setAttribute("aria-label", word("close"));
  close.append(icon("x"));
  box.append(icon(tone === "good" ? "circle-check" : "alert-triangle"), words, close);
  document.getElementById("toasts")?.append(box);
  if (tone === "good") fade(box);
}
function fade(box: HTMLElement): void {
  setTimeout(() => box.remove(), 6000);
}
compiler(".toast[data-tone=good]", box => fade(box));

document.addEventListener("click", event => {
  const at = event.target as Element;
  at.closest("[data-close]")?.closest(".toast")?.remove();
  if (at.closest("[data-print]")) print();
  if (at.closest("#navtoggle")) nav(!document.documentElement.hasAttribute("data-nav"));
  const popover = at.closest<HTMLElement>("[popover]");
  if (popover && at.closest("a")) popover.hidePopover();
  const clear = at.closest<HTMLElement>("[data-clear]");
  if (clear) cleared(clear);
  const take = at.closest<HTMLElement>("[data-take]");
  if (take) taken(take);
});
function nav(open: boolean): void {
  document.documentElement.toggleAttribute("data-nav", open);
  document.getElementById("navtoggle")?.setAttribute("aria-expanded", String(open));
}
function cleared(button: HTMLElement): void {
  const form = button.closest("form")!;
  for (const name of [button.dataset.clear!, `${button.dataset.clear}-text`]) {
    const field = form.elements.namedItem(name) as HTMLInputElement | null;
    if (field) field.value = "";
  }
  form.requestSubmit();
}
function taken(button: HTMLElement): void {
  const form = button.closest("form")!;
  const field = form.elements.namedItem(button.dataset.take!) as HTMLInputElement | null;
  const text = form.elements.namedItem(`${button.dataset.take}-text`) as HTMLInputElement | null;
  if (field) field.value = text ? button.dataset.value ?? "" : button.dataset.text ?? "";
  if (text) text.value = button.dataset.text ?? "";
  (text ?? field)?.focus();
}

// Theme at once; the form's own answer keeps it with the person.
document.addEventListener("submit", event => {
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  if (button?.id !== "theme") return;
  event.preventDefault();
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  const data = new FormData(button.form!);
  data.set("theme", root.dataset.theme);
  void fetch(button.form!.action, { method: "POST", body: data });
}, { capture: true });

// Unsaved: marked, asked about before leaving, forgotten when the form goes.
let dirty: HTMLFormElement | undefined;
function mark(event: Event): void {
  const form = (event.target as Element).closest<HTMLFormElement>("form[data-guard]");
  if (!form) return;
  dirty = form;
  const sign = form.querySelector<HTMLElement>(".unsaved");
  if (sign) sign.hidden = false;
}
addEventListener("input", mark);
addEventListener("grid:dirty", mark);
function guarded(): boolean {
  if (dirty && !dirty.isConnected) dirty = undefined;
  return Boolean(dirty);
}
addEventListener("beforeunload", event => { if (guarded()) event.preventDefault(); });
on("up:fragment:loaded", (event: { revalidating?: boolean; skip(): void }) => { if (event.revalidating && guarded()) event.skip(); });
on("up:form:submit", (event: { form: HTMLFormElement }) => { if (event.form === dirty) dirty = undefined; });
on("up:link:follow", (event: Event & { target: Element }) => {
  if (!guarded() || event.target.closest("[data-drawer], [data-returns], up-drawer")) return;
  if (confirm(word("unsaved"))) dirty = undefined;
  else event.preventDefault();
});

// On a phone a place that was chosen closes the menu that lay over it (the click itself ends with the link that is followed).
on("up:link:follow", (event: { target: Element }) => { if (event.target.closest(".side")) nav(false); });

// The place one stands at is in sight of the side menu.
compiler(".side", menu => {
  const place = menu.querySelector("[aria-current]");
  if (place && place.getBoundingClientRect().bottom > innerHeight - 48) place.scrollIntoView({ block: "center" });
});

// A long flow shows the step one stands on.
compiler(".flowstrip", strip => {
  strip.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
});

// Choosing rows: all, a range with Shift, the number chosen.
compiler(".rowsform", element => {
  const form = element as HTMLFormElement;
  let last: HTMLInputElement | undefined;
  const boxes = () => [...form.querySelectorAll<HTMLInputElement>("tbody input[name=id]")];
  const count = () => {
    const chosen = boxes().filter(box => box.checked).length;
    const said = form.querySelector("[data-chosen]");
    if (said) said.textContent = String(chosen);
    const all = form.querySelector<HTMLInputElement>("[data-all]");
    if (all) {
      all.checked = chosen > 0 && chosen === boxes().length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
  };
  form.addEventListener("click", event => {
    const box = event.target as HTMLInputElement;
    if (box.matches("[data-all]")) for (const one of boxes()) one.checked = box.checked;
    else if (box.matches("tbody input[name=id]")) {
      if (event.shiftKey && last) {
        const all = boxes();
        const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
        for (const one of all.slice(from, to + 1)) one.checked = box.checked;
      }
      last = box;
    } else return;
    count();
  });
  form.addEventListener("reset", () => setTimeout(count));
});

// The list a record was opened from, for "previous" and "next".
compiler("table[data-list]", table => {
  const rows = [...table.querySelectorAll<HTMLAnchorElement>("tbody a.row")].map(a => a.getAttribute("href"));
  sessionStorage.setItem("list", JSON.stringify(rows));
});
compiler("[data-neighbour]", element => {
  const rows = JSON.parse(sessionStorage.getItem("list") ?? "[]") as string[];
  const at = rows.indexOf(location.pathname);
  const other = at < 0 ? undefined : rows[at + Number(element.dataset.neighbour)];
  if (!other) return;
  element.setAttribute("href", other);
  element.hidden = false;
});

addEventListener("exchange:go", event => visit((event as CustomEvent<string>).detail));
