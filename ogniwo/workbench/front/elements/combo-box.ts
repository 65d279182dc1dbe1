/** `<combo-box url for-id>` around a text input and a hidden id. Typing clears the id; the server also resolves by words. */
import { Suggest } from "./suggest";

export class ComboBox extends HTMLElement {
  connectedCallback(): void {
    const input = this.#text();
    if (!input || input.readOnly || input.hasAttribute("role")) return;
    const suggest = new Suggest(this.getAttribute("url")!, (_input, option) => this.set(option.value, option.id), this);
    suggest.attach(input);
    input.addEventListener("input", event => {
      this.#hidden().value = "";
      suggest.typed(input);
      if (this.closest(".filters")) event.stopPropagation();
    });
    input.addEventListener("keydown", event => suggest.key(event));
    input.addEventListener("blur", () => suggest.close());
  }

  /** Choose a record: its words and its id. */
  set(value: string, id?: string): void {
    const input = this.#text()!;
    input.value = value;
    this.#hidden().value = id ?? "";
    input.removeAttribute("aria-invalid");
    this.#hidden().dispatchEvent(new Event("input", { bubbles: true }));
    this.#hidden().dispatchEvent(new Event("change", { bubbles: true }));
  }

  #text(): HTMLInputElement | null { return this.querySelector<HTMLInputElement>("input:not([type=hidden])"); }
  #hidden(): HTMLInputElement { return this.querySelector<HTMLInputElement>("input[type=hidden]")!; }
}
