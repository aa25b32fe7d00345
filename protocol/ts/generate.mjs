// Writes messages.ts from ../schema. Run it from client-web, where json-schema-to-typescript is
// installed: `node ../protocol/ts/generate.mjs`; with --check it writes nothing and fails when the
// committed file is not what the schemas give.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const schema = fileURLToPath(new URL("../schema/", import.meta.url));
const output = fileURLToPath(new URL("messages.ts", import.meta.url));

// This folder has no node_modules of its own: the tool is looked up where the command was started.
const require = createRequire(join(process.cwd(), "package.json"));
const { compile } = await import(pathToFileURL(require.resolve("json-schema-to-typescript")).href);

const banner = "// Written by generate.mjs from ../schema; do not edit.";

async function references(folder) {
  const files = (await readdir(join(schema, folder))).filter((name) => name.endsWith(".json"));
  return files.sort().map((name) => ({ $ref: `${folder}/${name}` }));
}

// One schema around all of them, so that what they share becomes one type and not many.
const whole = {
  title: "Contract",
  description: "Everything that crosses a wire.",
  type: "object",
  additionalProperties: false,
  required: ["client", "server", "http", "deck", "room"],
  properties: {
    client: { title: "ClientMessage", oneOf: await references("client") },
    server: { title: "ServerMessage", oneOf: await references("server") },
    http: { title: "HttpAnswer", oneOf: await references("http") },
    deck: { $ref: "deck.json" },
    room: { $ref: "room_request.json" },
  },
};

const types = await compile(whole, "Contract", {
  bannerComment: banner,
  cwd: schema,
  ignoreMinAndMaxItems: true,
  style: { printWidth: 100 },
});

if (process.argv.includes("--check")) {
  if ((await readFile(output, "utf8")) !== types) {
    console.error("protocol/ts/messages.ts is not what protocol/schema gives; run `npm run generate`.");
    process.exit(1);
  }
} else {
  await writeFile(output, types);
}
