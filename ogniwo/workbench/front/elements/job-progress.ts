/** `<job-progress url>` asks for the same small HTML until it says `data-done`; it lives in #toasts and survives navigation. */
export class JobProgress extends HTMLElement {
  #timer = 0;
  connectedCallback(): void { this.#again(); }
  disconnectedCallback(): void { clearTimeout(this.#timer); }
  #again(): void { this.#timer = window.setTimeout(() => void this.#ask(), 600); }
  async #ask(): Promise<void> {
    try {
      const answer = await fetch(this.getAttribute("url")!, { cache: "no-store" });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        this.replaceChildren(...page.body.childNodes);
      }
    } catch { dispatchEvent(new Event("exchange:lost")); }
    if (this.isConnected && !this.querySelector("[data-done]")) this.#again();
  }
}
