// Bundles the entry points below, with the npm packages they import, into web/static/dist.
//
//   deno run --allow-all web/build.mjs [STAMP]      (or: node web/build.mjs [STAMP])
//
// Run it from the top of the checkout, with node_modules in place; `python hatch_build.py` sees to
// both. Every name in dist carries a hash of its content, so dist can be served as immutable, and
// manifest.json tells which name to ask for:
//
//   stamp     what hatch_build.py compares to tell a stale bundle from a fresh one
//   files     logical name -> hashed name: an entry's "room.js" and, if it imports any style
//             sheet, "room.css"; an image or font by its path below web/src, "img/wheel.svg"
//   packages  the npm packages whose code is inside, and their versions
//
// The licences of those packages go out beside it, in THIRD_PARTY_NOTICES.txt.
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import { argv } from "node:process";
import { build } from "esbuild";

const SOURCES = "web/src";
const ENTRIES = ["room.js", "console.js", "day.js", "pages.js"];
const OUT = "web/static/dist";
const DRAFT = `${OUT}.tmp`; // becomes OUT when all of it is there
const ASSETS = [".svg", ".png", ".ico", ".webp", ".woff2"];

// We speak WebSocket only; Socket.IO's other ways to connect would be a tenth of a page's first load.
const webSocketOnly = {
  name: "web-socket-only",
  setup({ onLoad }) {
    onLoad({ filter: /engine\.io-client\/build\/esm\/transports\/index\.js$/ }, () => ({
      contents: `import { WS } from "./websocket.js"; export const transports = { websocket: WS };`,
    }));
  },
};

async function bundle(entry) {
  const { metafile } = await build({
    entryPoints: [`${SOURCES}/${entry}`],
    outdir: DRAFT,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    assetNames: "[name]-[hash]",
    loader: Object.fromEntries(ASSETS.map((suffix) => [suffix, "file"])),
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: ["es2022", "chrome123", "firefox120", "safari17.5"],
    legalComments: "none", // THIRD_PARTY_NOTICES.txt has them in full
    metafile: true,
    plugins: [webSocketOnly],
    logLevel: "warning",
  });
  return metafile;
}

function logicalNames({ outputs }) {
  const files = {};
  for (const [path, output] of Object.entries(outputs)) {
    if (ENTRIES.some((name) => output.entryPoint === `${SOURCES}/${name}`)) {
      const name = basename(output.entryPoint, ".js");
      files[`${name}.js`] = basename(path);
      if (output.cssBundle) files[`${name}.css`] = basename(output.cssBundle);
    } else if (ASSETS.some((suffix) => path.endsWith(suffix))) {
      files[relative(SOURCES, Object.keys(output.inputs)[0])] = basename(path);
    }
  }
  return sorted(files);
}

async function bundledPackages({ inputs }) {
  const folders = new Map();
  for (const path of Object.keys(inputs)) {
    const found = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (found) folders.set(found[0], found[1]);
  }
  const packages = [];
  for (const folder of folders.keys()) {
    const { name, version, license } = JSON.parse(
      await readFile(`${folder}package.json`, "utf8"),
    );
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) {
      throw new Error(`${name} ${version} ships no licence text to pass on`);
    }
    const text = await readFile(folder + file, "utf8");
    packages.push({ name, version, license, text: text.trim() });
  }
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function notices(packages) {
  const head = "The scripts and style sheets in this folder contain code of these packages.";
  const parts = packages.map(({ name, version, license, text }) =>
    `${"=".repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`
  );
  return [`${head}\n`, ...parts].join("\n");
}

function sorted(record) {
  return Object.fromEntries(
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

await rm(DRAFT, { recursive: true, force: true });
await mkdir(DRAFT, { recursive: true });
// Every entry by itself: what two of them share would come in many small files, which compress badly,
// and hardly anybody opens both.
const metafiles = await Promise.all(ENTRIES.map(bundle));
const metafile = {
  inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
  outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
};
const packages = await bundledPackages(metafile);
const manifest = {
  stamp: argv[2] ?? "unknown",
  files: logicalNames(metafile),
  packages: Object.fromEntries(
    packages.map(({ name, version }) => [name, version]),
  ),
};
await writeFile(`${DRAFT}/THIRD_PARTY_NOTICES.txt`, notices(packages));
await writeFile(
  `${DRAFT}/manifest.json`,
  `${JSON.stringify(manifest, null, 2)}\n`,
);
await rm(OUT, { recursive: true, force: true });
await rename(DRAFT, OUT);
