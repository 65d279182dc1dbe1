/** `<combo-box url for-id>` around a text input and a hidden id; without the hidden one the words themselves are the value. */
import { Suggest } from "./suggest";

export class ComboBox extends HTMLElement {
  connectedCallback(): void {
    const input = this.#text();
    if (!input || input.readOnly || input.hasAttribute("role")) return;
    const suggest = new Suggest(this.getAttribute("url")!, (_input, option) => this.set(option.value, option.id), this);
    suggest.attach(input);
    input.addEventListener("input", event => {
      const hidden = this.#hidden();
      if (hidden) hidden.value = "";
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
    const hidden = this.#hidden();
    if (hidden) hidden.value = id ?? "";
    input.removeAttribute("aria-invalid");
    const told = hidden ?? this;
    told.dispatchEvent(new Event("input", { bubbles: true }));
    told.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #text(): HTMLInputElement | null { return this.querySelector<HTMLInputElement>("input:not([type=hidden])"); }
  #hidden(): HTMLInputElement | null { return this.querySelector<HTMLInputElement>("input[type=hidden]"); }
}
