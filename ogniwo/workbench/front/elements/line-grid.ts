/**
 * `<line-grid calc="/url/">` around a plain table of named inputs and a `<template>` with one empty row.
 *
 * Without this script the table is an ordinary form. With it: arrows, Enter, paste from a spreadsheet, add, remove, reorder,
 * suggestions, and totals computed by the server's own rule.
 *
 * Names: each row has a hidden `line` = its key K; a cell is `K-name`, a reference also `K-name-text` (what is typed). The
 * order of `line` in the form is the order of the rows. POST calc: the whole form + seq -> {seq, rows: [{k, out, fill, err}],
 * totals: [{title, text, strong, quiet}]}. The answer never replaces what was typed: it writes outputs, marks cells, and fills
 * cells still empty and without focus. What it filled (`data-filled`) the exchange sends as empty, so that the server's rule decides anew (a price by quantity). Events (bubbling): `grid:dirty`, `grid:calculated` {ms, rows}.
 */
import { Suggest, type Option } from "./suggest";

type Texts = Record<string, string>;
interface Answer {
  seq: string;
  rows: { k: string; out: Texts; fill: Texts; err: Texts }[];
  totals: { title: string; text: string; strong: boolean; quiet: boolean }[];
}
type Field = HTMLInputElement | HTMLSelectElement;

export class LineGrid extends HTMLElement {
  #body!: HTMLTableSectionElement;
  #fields: string[] = [];
  #suggests = new Map<string, Suggest>();
  #timer = 0;
  #lost = 0;
  #seq = 0;
  #next = 0;
  #abort?: AbortController;
  #ctl = new AbortController();

  connectedCallback(): void {
    this.#body = this.querySelector("tbody")!;
    this.#ctl = new AbortController();
    const on = { signal: this.#ctl.signal };
    const blank = this.querySelector("template")!.content;
    this.#fields = [...blank.querySelectorAll<Field>("td input:not([type=hidden]), td select")].map(cell => this.#bare(cell.name));
    for (const cell of this.#body.querySelectorAll<HTMLInputElement>("input[data-suggest]")) this.#offer(cell);
    this.addEventListener("input", event => this.#typed(event.target as Field), on);
    this.addEventListener("keydown", event => this.#key(event), on);
    this.addEventListener("paste", event => this.#paste(event), on);
    this.addEventListener("focusout", () => { for (const one of this.#suggests.values()) one.close(); }, on);
    this.addEventListener("focusin", event => this.#entered(event.target as HTMLElement), on);
    this.addEventListener("click", event => this.#clicked(event.target as Element), on);
    this.addEventListener("pointerdown", event => this.#drag(event), on);
    this.form?.addEventListener("change", event => { if (!this.contains(event.target as Node)) this.#changed(120); }, on);
    addEventListener("exchange:back", () => void this.calculate(), on);
    this.#number();
    if (this.getAttribute("calc") && this.rows.some(row => !this.#empty(row))) void this.calculate();
  }

  disconnectedCallback(): void {
    this.#ctl.abort();
    this.#abort?.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#lost);
  }

  // -- rows and cells ------------------------------------------------------------------------------------------
  get rows(): HTMLTableRowElement[] { return [...this.#body.rows]; }
  get form(): HTMLFormElement | null { return this.closest("form"); }

  /** `K-name` or `K-name-text` without the key and the mark. */
  #bare(name: string): string { return name.slice(name.indexOf("-") + 1).replace(/-text$/, ""); }
  #cell(row: HTMLTableRowElement, field: string): Field {
    const key = row.dataset.k!;
    return row.querySelector<Field>(`[name="${key}-${field}-text"]`) ?? row.querySelector<Field>(`[name="${key}-${field}"]`)!;
  }
  #id(cell: Field): HTMLInputElement | null { return cell.name.endsWith("-text") ? cell.nextElementSibling as HTMLInputElement : null; }

  #offer(cell: HTMLInputElement): void {
    const url = cell.dataset.suggest!;
    if (!url) return;
    if (!this.#suggests.has(url)) this.#suggests.set(url, new Suggest(url, (input, option) => this.#picked(input, option), this));
    this.#suggests.get(url)!.attach(cell);
  }
  #suggest(cell: Element): Suggest | undefined { return this.#suggests.get((cell as HTMLElement).dataset.suggest ?? ""); }

  #make(): HTMLTableRowElement {
    const row = (this.querySelector("template")!.content.querySelector("tr") as HTMLTableRowElement).cloneNode(true) as HTMLTableRowElement;
    const key = `j${Date.now().toString(36)}${this.#next++}`;
    row.dataset.k = key;
    row.querySelector<HTMLInputElement>("input[name=line]")!.value = key;
    for (const cell of row.querySelectorAll<Field>("[name^='-']")) cell.name = `${key}${cell.name}`;
    for (const cell of row.querySelectorAll<HTMLInputElement>("input[data-suggest]")) this.#offer(cell);
    return row;
  }
  #add(after?: HTMLTableRowElement): HTMLTableRowElement {
    const row = this.#make();
    if (after) after.after(row);
    else this.#body.append(row);
    this.#number();
    return row;
  }
  /** Whether the rows are given: none is added, taken away or moved. */
  get #fixed(): boolean { return this.hasAttribute("fixed"); }
  /** A row typed into is not the last one. */
  #grow(row: HTMLTableRowElement): void { if (!this.#fixed && row === this.#body.lastElementChild) this.#add(); }
  #remove(row: HTMLTableRowElement): void {
    const next = (row.nextElementSibling ?? row.previousElementSibling) as HTMLTableRowElement | null;
    const field = this.#active(row) ?? this.#fields[0];
    row.remove();
    this.#focus(next ?? this.#add(), field);
    this.#number();
    this.#changed(0);
  }
  #active(row: HTMLTableRowElement): string | undefined {
    const at = document.activeElement as Field;
    return row.contains(at) && at.name ? this.#bare(at.name) : undefined;
  }
  #number(): void { this.rows.forEach((row, n) => { row.querySelector(".no")!.textContent = String(n + 1); }); }
  #focus(row: HTMLTableRowElement, field: string): void { this.#cell(row, field).focus(); }
  #move(row: HTMLTableRowElement, up: boolean): void {
    const field = this.#active(row);
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (up) other.before(row);
    else other.after(row);
    this.#number();
    if (field) this.#focus(row, field);
    this.#changed(0);
  }
  #empty(row: HTMLTableRowElement): boolean { return this.#fields.every(field => !this.#cell(row, field).value.trim()); }

  // -- typing --------------------------------------------------------------------------------------------------
  #entered(at: HTMLElement): void {
    if (!at.matches("td input, td select")) return;
    if (at instanceof HTMLInputElement) at.select();
    this.#say(at.title);
  }
  #clicked(at: Element): void {
    if (at.closest("[data-add]")) this.#focus(this.#add(), this.#fields[0]);
    const gone = at.closest("[data-del]");
    if (gone) this.#remove(gone.closest("tr")!);
  }
  #typed(cell: Field): void {
    if (!cell.name || cell.name === "line" || !cell.closest("td")) return;
    delete cell.dataset.filled;
    const suggest = this.#suggest(cell);
    const id = this.#id(cell);
    if (id) id.value = "";
    suggest?.typed(cell as HTMLInputElement);
    this.#unmark(cell);
    this.#grow(cell.closest("tr")!);
    this.#changed(suggest ? 350 : 120);
  }
  #picked(cell: HTMLInputElement, option: Option): void {
    const row = cell.closest("tr")!;
    cell.value = option.value;
    const id = this.#id(cell);
    if (id) id.value = option.id ?? "";
    for (const [field, value] of Object.entries(option.fill ?? {})) {
      if (this.#fields.includes(field)) this.#cell(row, field).value = value;
    }
    this.#unmark(cell);
    this.#grow(row);
    this.#onward(row, this.#bare(cell.name));
    this.#changed(0);
  }
  /** After a choice: the first empty cell to the right, else the next one. */
  #onward(row: HTMLTableRowElement, field: string): void {
    const right = this.#fields.slice(this.#fields.indexOf(field) + 1);
    const to = right.find(one => !this.#cell(row, one).value) ?? right[0];
    if (to) this.#focus(row, to);
  }
  #key(event: KeyboardEvent): void {
    const cell = event.target as Field;
    if (!cell.matches("td input, td select")) return;
    const row = cell.closest("tr")!;
    const field = this.#bare(cell.name);
    if (this.#suggest(cell)?.key(event)) return;
    const text = cell instanceof HTMLInputElement ? cell : undefined;
    const go = (to: Element | null, column = field) => {
      if (!to) return;
      event.preventDefault();
      this.#focus(to as HTMLTableRowElement, column);
    };
    if (this.#fixed && (event.altKey || event.ctrlKey && event.key === "Delete")) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      this.#move(row, event.key === "ArrowUp");
    } else if (event.ctrlKey && event.key === "Delete") {
      event.preventDefault();
      this.#remove(row);
    } else if (text && event.key === "ArrowUp") go(row.previousElementSibling);
    else if (text && event.key === "ArrowDown") go(row.nextElementSibling);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) go(row.nextElementSibling ?? (this.#fixed ? null : this.#add(row)), event.shiftKey ? field : this.#fields[0]);
    else if (text && event.key === "ArrowLeft" && text.selectionEnd === 0) this.#beside(event, row, field, -1);
    else if (text && event.key === "ArrowRight" && text.selectionStart === text.value.length) this.#beside(event, row, field, 1);
    else if (event.key === "Escape") this.#say("");
  }
  #beside(event: KeyboardEvent, row: HTMLTableRowElement, field: string, step: number): void {
    const to = this.#fields[this.#fields.indexOf(field) + step];
    if (!to) return;
    event.preventDefault();
    this.#focus(row, to);
  }
  #paste(event: ClipboardEvent): void {
    const cell = event.target as Field;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell.matches("td input") || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const first = this.#fields.indexOf(this.#bare(cell.name));
    const made = document.createDocumentFragment();
    let row: HTMLTableRowElement | null = cell.closest("tr")!;
    for (const line of text.replace(/\r/g, "").trimEnd().split("\n")) {
      if (!row && this.#fixed) break;
      if (!row) made.append(row = this.#make());
      const into: HTMLTableRowElement = row;
      line.split("\t").forEach((value, n) => this.#put(into, this.#fields[first + n], value.trim()));
      row = row.nextElementSibling as HTMLTableRowElement | null;
    }
    this.#body.append(made);
    if (!this.#empty(this.rows.at(-1)!)) this.#grow(this.rows.at(-1)!);
    this.#number();
    this.#changed(0);
  }
  #put(row: HTMLTableRowElement, field: string | undefined, value: string): void {
    if (!field) return;
    const cell = this.#cell(row, field);
    cell.value = value;
    delete cell.dataset.filled;
    const id = this.#id(cell);
    if (id) id.value = "";
    this.#unmark(cell);
  }
  #drag(event: PointerEvent): void {
    const grip = (event.target as Element).closest(".grip");
    if (!grip) return;
    event.preventDefault();
    const row = grip.closest("tr")!;
    const stop = new AbortController();
    row.classList.add("dragging");
    addEventListener("pointermove", move => {
      const over = document.elementFromPoint(move.clientX, move.clientY)?.closest("tr");
      if (!over || over === row || over.parentElement !== this.#body) return;
      const box = over.getBoundingClientRect();
      if (move.clientY < box.top + box.height / 2) over.before(row);
      else over.after(row);
      this.#number();
    }, { signal: stop.signal });
    addEventListener("pointerup", () => {
      stop.abort();
      row.classList.remove("dragging");
      this.#changed(0);
    }, { once: true });
  }

  // -- the server's figures ------------------------------------------------------------------------------------
  #changed(wait: number): void {
    this.dispatchEvent(new CustomEvent("grid:dirty", { bubbles: true }));
    if (!this.getAttribute("calc")) return;
    this.querySelector(".totals")?.toggleAttribute("data-stale", true);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.calculate(), wait);
  }

  async calculate(): Promise<void> {
    if (!this.getAttribute("calc")) return;
    clearTimeout(this.#lost);
    const start = performance.now();
    const seq = String(++this.#seq);
    const data = new FormData(this.form!);
    data.set("seq", seq);
    this.#abort?.abort();
    this.#abort = new AbortController();
    const answer = await this.#ask(data);
    if (answer?.seq !== String(this.#seq)) return;
    this.#show(answer);
    this.dispatchEvent(new CustomEvent("grid:calculated", { bubbles: true, detail: { ms: performance.now() - start, rows: answer.rows.length } }));
  }
  async #ask(data: FormData): Promise<Answer | undefined> {
    const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")!.content;
    try {
      const asked = { method: "POST", body: data, signal: this.#abort!.signal, headers: { "X-CSRFToken": token } };
      const answer = await fetch(this.getAttribute("calc")!, asked);
      if (!answer.ok) throw new Error(String(answer.status));
      return await answer.json() as Answer;
    } catch (error) {
      if ((error as Error).name !== "AbortError") {
        dispatchEvent(new Event("exchange:lost"));
        this.#lost = window.setTimeout(() => void this.calculate(), 3000);
      }
      return undefined;
    }
  }
  #show(answer: Answer): void {
    const rows = new Map(this.rows.map(row => [row.dataset.k!, row]));
    for (const one of answer.rows) {
      const row = rows.get(one.k);
      if (!row) continue;
      for (const [name, text] of Object.entries(one.out)) {
        const place = row.querySelector(`[data-out="${name}"]`);
        if (place) place.textContent = text;
      }
      for (const [name, value] of Object.entries(one.fill)) {
        const cell = this.#fields.includes(name) ? this.#cell(row, name) : undefined;
        if (!cell || cell === document.activeElement || cell.value && !("filled" in cell.dataset)) continue;
        cell.value = value;
        cell.dataset.filled = "";
      }
      this.#errors(row, one.err);
    }
    const totals = this.querySelector(".totals");
    totals?.replaceChildren(...answer.totals.map(total => {
      const line = document.createElement("div");
      line.className = total.strong ? "sum" : total.quiet ? "vats" : "";
      line.append(Object.assign(document.createElement("dt"), { textContent: total.title }), Object.assign(document.createElement("dd"), { textContent: total.text }));
      return line;
    }));
    totals?.toggleAttribute("data-stale", false);
  }
  #errors(row: HTMLTableRowElement, errors: Texts): void {
    for (const field of this.#fields) {
      const cell = this.#cell(row, field);
      const text = errors[field];
      if (text && cell !== document.activeElement) this.#mark(cell, text);
      else if (!text && cell.hasAttribute("aria-invalid")) this.#unmark(cell);
    }
  }
  #mark(cell: Field, text: string): void {
    cell.setAttribute("aria-invalid", "true");
    cell.title = text;
    cell.closest("td")!.classList.add("bad");
  }
  #unmark(cell: Field): void {
    cell.removeAttribute("aria-invalid");
    cell.removeAttribute("title");
    cell.closest("td")!.classList.remove("bad");
  }
  #say(text: string): void { this.querySelector(".griderr")!.textContent = text; }
}
