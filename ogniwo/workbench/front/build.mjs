// Builds scripts, styles, fonts and the icon sprite into ../static/workbench/built; names carry the hash of the content.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../static/workbench/built");
const product = join(here, "../..");
const fonts = join(here, "node_modules/@fontsource-variable/source-sans-3/files");
const icons = join(here, "node_modules/@tabler/icons/icons/outline");
const manifest = {};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

function put(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  const end = extname(name);
  manifest[name] = `${name.slice(0, -end.length)}-${hash}${end}`;
  writeFileSync(join(out, manifest[name]), content);
}

function files(folder, found = []) {
  for (const name of readdirSync(folder)) {
    if (name === "node_modules" || name === "built") continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) files(path, found);
    else if (/\.(html|py|ts)$/.test(name)) found.push(path);
  }
  return found;
}

// Any quoted word of our sources that is an icon's name goes into the sprite.
const known = new Set(readdirSync(icons).map(name => name.replace(/\.svg$/, "")));
const usual = "alert-triangle archive arrow-back arrow-right ban barcode bell book book-2 box briefcase building building-bank building-store " +
  "building-warehouse calculator calendar calendar-event cash chart-bar chart-line chart-pie check checklist circle circle-check circle-dot clipboard-list " +
  "clock coin coins copy credit-card discount download edit eye file file-check file-dollar file-invoice file-text files flag folder gift headset history home " +
  "inbox info-circle layout-dashboard layout-kanban link list list-check lock lock-open mail map-pin message message-circle note notes package packages " +
  "paperclip pencil percentage phone pig-money player-play plus printer receipt receipt-2 receipt-refund receipt-tax refresh report report-money rotate " +
  "route scale search send settings share shield shopping-bag shopping-cart sitemap stack star tag tags target ticket tool tools trash truck " +
  "truck-delivery truck-return upload user user-check user-plus users wallet world x";
const used = new Set(usual.split(" ").filter(name => known.has(name)));
for (const path of files(product)) {
  for (const [, name] of readFileSync(path, "utf8").matchAll(/["']([a-z][a-z0-9-]+)["']/g)) if (known.has(name)) used.add(name);
}
const symbols = [...used].sort().map(name => {
  const drawing = readFileSync(join(icons, `${name}.svg`), "utf8").replace(/^[\s\S]*?<svg[\s\S]*?>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
});
put("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
const mark = readFileSync(join(icons, "link.svg"), "utf8").replace(/<!--[\s\S]*?-->\s*/, "").replaceAll("currentColor", "#0a6675");
put("mark.svg", mark);
put("source-sans-3-latin.woff2", readFileSync(join(fonts, "source-sans-3-latin-wght-normal.woff2")));
put("source-sans-3-latin-ext.woff2", readFileSync(join(fonts, "source-sans-3-latin-ext-wght-normal.woff2")));

const fontNames = { name: "fonts", setup(b) {
  b.onResolve({ filter: /\.woff2$/ }, args => ({ path: `./${manifest[args.path.replace(/^\.\//, "")]}`, external: true }));
} };
const common = { bundle: true, minify: true, write: false, legalComments: "none", absWorkingDir: here };
const css = await build({ ...common, entryPoints: ["css/app.css"], outdir: out, target: "chrome125", plugins: [fontNames] });
put("app.css", css.outputFiles[0].contents);
const js = await build({ ...common, write: true, entryPoints: { app: "app.ts" }, outdir: out, format: "esm", splitting: true, target: "es2022",
  entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", metafile: true });
for (const [path, made] of Object.entries(js.metafile.outputs)) if (made.entryPoint === "app.ts") manifest["app.js"] = path.split("/").pop();
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1));
