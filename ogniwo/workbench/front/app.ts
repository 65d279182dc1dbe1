/** The workbench in the browser: the exchange of pages, keys, palette, and the elements. */
import "./exchange";
import "./shell";
import "./keys";
import "./drafts";
import "./palette";
import { ComboBox } from "./elements/combo-box";
import { BoardView } from "./elements/board-view";
import { FileDrop } from "./elements/file-drop";
import { FlowGraph } from "./elements/flow-graph";
import { JobProgress } from "./elements/job-progress";
import { LineGrid } from "./elements/line-grid";

customElements.define("combo-box", ComboBox);
customElements.define("line-grid", LineGrid);
customElements.define("board-view", BoardView);
customElements.define("file-drop", FileDrop);
customElements.define("flow-graph", FlowGraph);
customElements.define("job-progress", JobProgress);
