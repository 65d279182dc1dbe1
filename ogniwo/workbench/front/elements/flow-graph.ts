/** `<flow-graph edges='[["a","b"]]'>` around an `ol` of links (`li[data-key]`): dagre places the links, SVG draws the edges. */
export class FlowGraph extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const list = this.querySelector("ol");
    if (!list) return;
    const { Graph, layout } = await import("@dagrejs/dagre");
    const nodes = [...list.querySelectorAll<HTMLElement>("li[data-key]")];
    const wide = innerWidth > 700;
    const graph = new Graph();
    graph.setGraph({ rankdir: wide ? "LR" : "TB", nodesep: 24, ranksep: 48, marginx: 8, marginy: 8 });
    graph.setDefaultEdgeLabel(() => ({}));
    for (const node of nodes) graph.setNode(node.dataset.key!, { width: node.offsetWidth || 200, height: node.offsetHeight || 64 });
    const edges = JSON.parse(this.getAttribute("edges") ?? "[]") as [string, string][];
    for (const [from, to] of edges) if (graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to);
    layout(graph);
    for (const node of nodes) {
      const place = graph.node(node.dataset.key!);
      Object.assign(node.style, { left: `${place.x - place.width / 2}px`, top: `${place.y - place.height / 2}px` });
    }
    const size = graph.graph();
    Object.assign(list.style, { width: `${size.width}px`, height: `${size.height}px` });
    this.classList.add("laid");
    list.before(this.#edges(graph.edges().map(edge => graph.edge(edge).points), size.width ?? 0, size.height ?? 0));
  }

  #edges(lines: { x: number; y: number }[][], width: number, height: number): SVGSVGElement {
    const make = (name: string, attributes: Record<string, string>) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const svg = make("svg", { class: "edges", width: String(width), height: String(height), "aria-hidden": "true" }) as SVGSVGElement;
    const marker = make("marker", { id: "arrow", viewBox: "0 0 8 8", refX: "8", refY: "4", markerWidth: "8", markerHeight: "8", orient: "auto" });
    marker.append(make("path", { d: "M0 0 8 4 0 8z" }));
    svg.append(marker);
    for (const line of lines) {
      const path = line.map((point, n) => `${n ? "L" : "M"}${point.x} ${point.y}`).join(" ");
      svg.append(make("path", { d: path, "marker-end": "url(#arrow)" }));
    }
    return svg;
  }
}
