/** `<file-drop form-id="..">` around a file input: choosing, dropping or pasting files sends the form at once. */
export class FileDrop extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const options = { signal: this.#stop.signal };
    const input = this.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) return;
    input.addEventListener("change", () => this.#send(), options);
    this.addEventListener("dragover", event => { event.preventDefault(); this.classList.add("over"); }, options);
    this.addEventListener("dragleave", () => this.classList.remove("over"), options);
    this.addEventListener("drop", event => { event.preventDefault(); this.classList.remove("over"); this.#take(input, event.dataTransfer); }, options);
    document.addEventListener("paste", event => {
      const typing = (event.target as HTMLElement).closest("input, textarea, line-grid");
      if (!typing && event.clipboardData?.files.length) this.#take(input, event.clipboardData);
    }, options);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #take(input: HTMLInputElement, data: DataTransfer | null): void {
    if (!data?.files.length) return;
    input.files = data.files;
    this.#send();
  }

  #send(): void {
    const form = document.getElementById(this.getAttribute("form-id") ?? "") as HTMLFormElement | null;
    this.classList.add("busy");
    form?.requestSubmit();
  }
}
