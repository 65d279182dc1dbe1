/** `<board-view url movable>`: sections with `ol > li[data-id]`. Drag, Shift+arrow, or the "..." menu (also for touch). */
import { toast, word } from "../shell";

interface Answer { stages?: Record<string, { count: number; sum: string }>; words?: string }

export class BoardView extends HTMLElement {
  #dragged?: HTMLElement;
  #menu?: HTMLElement;

  connectedCallback(): void {
    if (!this.hasAttribute("movable")) return;
    this.addEventListener("dragstart", event => {
      this.#dragged = (event.target as Element).closest<HTMLElement>("li") ?? undefined;
      this.#dragged?.classList.add("dragging");
    });
    this.addEventListener("dragend", () => { this.#dragged?.classList.remove("dragging"); this.#over(undefined); });
    this.addEventListener("dragover", event => {
      if (!this.#dragged) return;
      event.preventDefault();
      this.#over((event.target as Element).closest<HTMLElement>("section") ?? undefined);
    });
    this.addEventListener("drop", event => {
      event.preventDefault();
      const stage = (event.target as Element).closest<HTMLElement>("section");
      if (stage && this.#dragged) void this.#move(this.#dragged, stage);
    });
    this.addEventListener("keydown", event => {
      const card = (event.target as Element).closest<HTMLElement>("li");
      if (!card || !event.shiftKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
      event.preventDefault();
      const at = card.closest("section")!;
      const to = event.key === "ArrowLeft" ? at.previousElementSibling : at.nextElementSibling;
      if (to instanceof HTMLElement && to.matches("section")) void this.#move(card, to);
    });
    this.addEventListener("click", event => {
      const button = (event.target as Element).closest<HTMLElement>("[data-move]");
      if (button) this.#choose(button);
    });
  }
  disconnectedCallback(): void { this.#menu?.remove(); }

  #over(section: HTMLElement | undefined): void {
    for (const one of this.querySelectorAll("section")) one.classList.toggle("over", one === section);
  }
  #choose(button: HTMLElement): void {
    this.#menu?.remove();
    const card = button.closest<HTMLElement>("li")!;
    const menu = this.#menu = document.createElement("div");
    menu.className = "menu options";
    menu.popover = "auto";
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", button.getAttribute("aria-label") ?? "");
    for (const stage of this.querySelectorAll<HTMLElement>("section")) {
      if (stage === card.closest("section")) continue;
      const item = document.createElement("button");
      item.type = "button";
      item.setAttribute("role", "menuitem");
      item.textContent = stage.querySelector("h2")!.firstChild!.textContent!.trim();
      item.addEventListener("click", () => { menu.hidePopover(); void this.#move(card, stage); });
      menu.append(item);
    }
    document.body.append(menu);
    const place = button.getBoundingClientRect();
    menu.showPopover();
    Object.assign(menu.style, { left: `${Math.min(place.left, innerWidth - menu.offsetWidth - 8)}px`, top: `${Math.min(place.bottom, innerHeight - menu.offsetHeight - 8)}px` });
    menu.querySelector("button")?.focus();
  }

  /** Moves at once; a refusal puts the card back and says why. */
  async #move(card: HTMLElement, stage: HTMLElement): Promise<void> {
    const from = card.parentElement!;
    const before = card.nextElementSibling;
    if (stage.contains(card)) return;
    const focused = card.contains(document.activeElement) ? document.activeElement as HTMLElement : undefined;
    stage.querySelector("ol")!.prepend(card);
    card.classList.add("pending");
    focused?.focus();
    const answer = await this.#post(card.dataset.id!, stage.dataset.stage!);
    card.classList.remove("pending");
    if (!answer.stages) {
      from.insertBefore(card, before);
      focused?.focus();
      toast(answer.words || word("refused"), "bad");
      return;
    }
    for (const [key, one] of Object.entries(answer.stages)) {
      const section = this.querySelector(`section[data-stage="${CSS.escape(key)}"]`);
      section?.querySelector("[data-count]")?.replaceChildren(String(one.count));
      section?.querySelector("[data-sum]")?.replaceChildren(one.sum);
    }
  }
  async #post(id: string, stage: string): Promise<Answer> {
    const token = document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")!.content;
    try {
      const body = new URLSearchParams({ id, stage, _key: crypto.randomUUID?.() ?? `${Date.now()}${Math.random()}` });
      const answer = await fetch(this.getAttribute("url")!, { method: "POST", body, headers: { "X-CSRFToken": token } });
      return await answer.json() as Answer;
    } catch {
      dispatchEvent(new Event("exchange:lost"));
      return {};
    }
  }
}
