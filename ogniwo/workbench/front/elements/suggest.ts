/** One listbox for every field that suggests: `<combo-box>` and the cells of `<line-grid>`. ARIA combobox; strict CSP. */
export interface Option { value: string; label: string; note?: string; id?: string; fill?: Record<string, string> }
type Pick = (input: HTMLInputElement, option: Option) => void;

export class Suggest {
  #box = document.createElement("div");
  #options: Option[] = [];
  #at = -1;
  #timer = 0;
  #abort?: AbortController;
  #cache = new Map<string, Option[]>();
  #input?: HTMLInputElement;

  constructor(private url: string, private pick: Pick, host: HTMLElement) {
    const label = host.dataset.listLabel ?? document.getElementById("words")?.dataset.suggestions ?? "";
    this.#box.className = "options";
    this.#box.popover = "manual";
    this.#box.id = `s${Math.random().toString(36).slice(2)}`;
    this.#box.setAttribute("role", "listbox");
    this.#box.setAttribute("aria-label", label);
    host.append(this.#box);
    this.#box.addEventListener("pointerdown", event => {
      event.preventDefault();
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.#take(Number(option.dataset.i));
    });
  }

  get open(): boolean { return this.#box.matches(":popover-open"); }

  attach(input: HTMLInputElement): void {
    const is = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#box.id };
    for (const [name, value] of Object.entries(is)) input.setAttribute(name, value);
  }

  typed(input: HTMLInputElement): void {
    this.#input = input;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(input), 90);
  }

  async #ask(input: HTMLInputElement): Promise<void> {
    const text = input.value.trim();
    if (!text) return this.close();
    const found = this.#cache.get(text) ?? await this.#fetch(text);
    if (!found || document.activeElement !== input || input.value.trim() !== text) return;
    this.#options = found;
    this.#at = found.length ? 0 : -1;
    this.#box.replaceChildren(...found.map((option, n) => this.#draw(option, n)));
    if (!found.length) return this.close();
    this.#show(input);
  }

  async #fetch(text: string): Promise<Option[] | undefined> {
    this.#abort?.abort();
    this.#abort = new AbortController();
    try {
      const answer = await fetch(`${this.url}?q=${encodeURIComponent(text)}`, { signal: this.#abort.signal });
      if (!answer.ok) return undefined;
      const found = await answer.json() as Option[];
      this.#cache.set(text, found);
      return found;
    } catch { return undefined; }
  }

  #draw(option: Option, n: number): HTMLElement {
    const line = document.createElement("div");
    line.setAttribute("role", "option");
    line.id = `${this.#box.id}-${n}`;
    line.dataset.i = String(n);
    const parts = option.label === option.value ? [["b", option.label], ["span", ""]] : [["b", option.value], ["span", option.label]];
    for (const [tag, text] of [...parts, ["small", option.note ?? ""]]) line.append(Object.assign(document.createElement(tag), { textContent: text }));
    return line;
  }

  #show(input: HTMLInputElement): void {
    const place = input.getBoundingClientRect();
    const below = innerHeight - place.bottom > 200;
    Object.assign(this.#box.style, {
      left: `${Math.max(4, Math.min(place.left, innerWidth - 330))}px`,
      top: below ? `${place.bottom}px` : "auto",
      bottom: below ? "auto" : `${innerHeight - place.top + 2}px`,
    });
    this.#box.style.setProperty("--w", `${place.width}px`);
    this.#box.showPopover();
    input.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  #mark(): void {
    [...this.#box.children].forEach((child, n) => child.setAttribute("aria-selected", String(n === this.#at)));
    const chosen = this.#box.children[this.#at];
    if (!chosen) return;
    this.#input?.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  #take(n: number): void {
    const input = this.#input!;
    const option = this.#options[n];
    this.close();
    if (option) this.pick(input, option);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    if (this.open) this.#box.hidePopover();
    this.#input?.setAttribute("aria-expanded", "false");
    this.#input?.removeAttribute("aria-activedescendant");
    this.#at = -1;
  }

  /** True when the key was used up. Tab takes the marked option and lets the focus go on. */
  key(event: KeyboardEvent): boolean {
    if (!this.open) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.#at = (this.#at + (event.key === "ArrowDown" ? 1 : -1) + this.#options.length) % this.#options.length;
      this.#mark();
      event.preventDefault();
      return true;
    }
    if (event.key === "Enter" || event.key === "Tab") {
      if (this.#at < 0) return false;
      if (event.key === "Enter") event.preventDefault();
      this.#take(this.#at);
      return event.key === "Enter";
    }
    if (event.key !== "Escape") return false;
    this.close();
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
