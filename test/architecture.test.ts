import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const SRC = fileURLToPath(new URL("../src", import.meta.url));

/** What a part may import: earlier parts, npm packages, and whether Node's built-ins. docs/ARCHITECTURE.md follows the order of this table. */
interface Part {
  readonly name: string;
  readonly parts: readonly string[];
  readonly packages: readonly string[];
  readonly builtins: boolean;
}

const CORE = [
  "core/diagnostics",
  "core/language",
  "core/model",
  "core/documents",
  "core/kinds",
  "core/admission",
  "core/agents",
  "core/budgets",
  "core/history",
  "core/bundle",
  "core/decide",
  "core/identity",
  "core/analysis",
  "core/store",
  "core/access",
  "core/approvals",
  "core/wire",
  "core/evidence",
  "core/distribution",
  "core/receipts",
  "core/credentials",
  "core/holds",
  "core/stops",
  "core/inspection",
  "core/toolsets",
  "core/mcp",
];
const ADAPTERS = ["adapters/sources", "adapters/reporters", "adapters/emitters"];

const TABLE: readonly Part[] = [
  ...CORE.map((name, index) => ({ name, parts: CORE.slice(0, index), packages: corePackages(name), builtins: false })),
  {
    name: "adapters/sources",
    parts: CORE,
    packages: [
      "@guanmingchiu/sqlparser-ts",
      "@noble/hashes",
      "libpg-query",
      "re2js",
      "toml-eslint-parser",
      "unbash",
      "yaml",
    ],
    builtins: false,
  },
  { name: "adapters/reporters", parts: CORE, packages: ["yaml"], builtins: false },
  { name: "adapters/emitters", parts: CORE, packages: ["yaml"], builtins: false },
  { name: "adapters/stores", parts: CORE, packages: ["kysely", "pg"], builtins: true },
  { name: "adapters/net", parts: CORE, packages: [], builtins: false },
  { name: "adapters/bundle-sources", parts: [...CORE, "adapters/net"], packages: [], builtins: true },
  { name: "adapters/identity", parts: [...CORE, "adapters/net"], packages: ["jose", "openid-client"], builtins: true },
  { name: "adapters/signers", parts: CORE, packages: [], builtins: true },
  {
    name: "adapters/logs",
    parts: [...CORE, "adapters/net", "adapters/signers"],
    packages: ["aws4fetch", "pg"],
    builtins: true,
  },
  { name: "adapters/witnesses", parts: [...CORE, "adapters/net", "adapters/signers"], packages: [], builtins: true },
  { name: "adapters/kubernetes", parts: CORE, packages: [], builtins: true },
  {
    name: "adapters/credentials",
    parts: [...CORE, "adapters/net", "adapters/kubernetes"],
    packages: ["aws4fetch", "pg"],
    builtins: true,
  },
  { name: "adapters/mcp", parts: CORE, packages: [], builtins: true },
  { name: "points/check", parts: [...CORE, ...ADAPTERS], packages: [], builtins: false },
  { name: "points/api", parts: CORE, packages: [], builtins: false },
  {
    name: "points/admission",
    parts: [...CORE, "adapters/sources", "points/api"],
    packages: [],
    builtins: false,
  },
  { name: "points/apply", parts: [...CORE, "points/api", "points/check"], packages: [], builtins: false },
  {
    name: "points/ext-authz",
    parts: [...CORE, "points/api"],
    packages: ["@bufbuild/protobuf"],
    builtins: false,
  },
  { name: "points/agents", parts: [...CORE, "points/api"], packages: [], builtins: false },
  {
    name: "points/gateway",
    parts: [...CORE, "adapters/sources", "points/api", "points/agents"],
    packages: [],
    builtins: false,
  },
  {
    name: "points/hooks",
    parts: [...CORE, "adapters/sources", "points/api", "points/agents"],
    packages: [],
    builtins: false,
  },
  {
    name: "points/tasks",
    parts: [...CORE, "adapters/sources", "points/api", "points/agents"],
    packages: [],
    builtins: false,
  },
  { name: "points/models", parts: [...CORE, "points/api", "points/agents"], packages: [], builtins: false },
  {
    name: "points/mcp",
    parts: [...CORE, ...ADAPTERS, "points/api", "points/check"],
    packages: [],
    builtins: false,
  },
  { name: "client", parts: ["core/language", "core/model", "core/wire"], packages: [], builtins: false },
  {
    name: "apps/lsp",
    parts: CORE,
    packages: ["vscode-languageserver", "vscode-languageserver-textdocument"],
    builtins: true,
  },
  { name: "apps/verifier", parts: ["core/evidence", "adapters/signers"], packages: [], builtins: true },
  { name: "apps/hook", parts: [], packages: [], builtins: true },
  {
    name: "apps/server",
    parts: [
      ...CORE,
      "adapters/sources",
      "adapters/reporters",
      "adapters/stores",
      "adapters/net",
      "adapters/bundle-sources",
      "adapters/identity",
      "adapters/kubernetes",
      "adapters/signers",
      "adapters/logs",
      "adapters/credentials",
      "points/tasks",
      "adapters/witnesses",
      "adapters/mcp",
      "points/api",
      "points/admission",
      "points/apply",
      "points/agents",
      "points/gateway",
      "points/ext-authz",
      "points/hooks",
      "points/models",
      "points/agents",
    ],
    packages: ["@grpc/grpc-js", "@peculiar/x509", "reflect-metadata", "yaml"],
    builtins: true,
  },
  {
    name: "apps/witness",
    parts: ["core/diagnostics", "core/evidence", "adapters/signers", "adapters/witnesses", "apps/server"],
    packages: [],
    builtins: true,
  },
  {
    name: "apps/cli",
    parts: [
      ...CORE,
      ...ADAPTERS,
      "adapters/net",
      "adapters/mcp",
      "adapters/signers",
      "adapters/logs",
      "adapters/witnesses",
      "points/check",
      "client",
      "points/admission",
      "points/gateway",
      "points/hooks",
      "points/mcp",
      "apps/hook",
      "apps/lsp",
      "apps/verifier",
      "apps/server",
      "apps/witness",
    ],
    packages: ["@modelcontextprotocol/server", "commander", "jsonc-parser", "yaml"],
    builtins: true,
  },
];

function corePackages(part: string): readonly string[] {
  if (part === "core/language") return ["re2js"];
  if (part === "core/documents") return ["yaml"];
  if (part === "core/admission") return ["@noble/hashes", "yaml"];
  return part === "core/model" ? ["@noble/hashes"] : [];
}

interface Import {
  readonly file: string;
  readonly specifier: string;
}

describe("the direction of imports", () => {
  const files = sourceFiles(SRC);
  const imports = files.flatMap(importsOf);

  it("finds imports at all, so that the other tests cannot pass on nothing", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(50);
  });

  it("knows every folder", () => {
    const unlisted = files.filter((file) => partOf(file) === undefined).map((file) => relative(SRC, file));
    expect(unlisted).toEqual([]);
  });

  it("is told by docs/ARCHITECTURE.md in the same order, each part once", () => {
    expect(documentedParts()).toEqual(TABLE.map(({ name }) => name));
  });

  it("is core <- adapters <- points <- apps, each part in the order of the table", () => {
    expect(imports.map(violation).filter((message) => message !== null)).toEqual([]);
  });
});

/** The parts that have a row in docs/ARCHITECTURE.md; the heading above a table is the folder of its parts. */
function documentedParts(): readonly string[] {
  const text = readFileSync(join(SRC, "../docs/ARCHITECTURE.md"), "utf8");
  const sections = text.split("\n## ").map((section) => ({ section, folder: /^\w+/.exec(section)?.[0] ?? "" }));
  return sections.flatMap(({ section, folder }) =>
    Array.from(section.matchAll(/^\| `([\w-]+)` \|/gm), ([, name = ""]) =>
      name === folder ? name : `${folder}/${name}`,
    ),
  );
}

function violation({ file, specifier }: Import): string | null {
  const from = partOf(file);
  if (from === undefined || isTest(file)) return null;
  const where = `${relative(SRC, file)} imports \`${specifier}\``;
  if (specifier.startsWith("."))
    return partOf(resolve(dirname(file), specifier)) === from ? null : `${where} outside its part`;
  if (specifier.startsWith("#"))
    return from.parts.includes(specifier.slice(1)) ? null : `${where} against the direction`;
  if (isBuiltin(specifier)) return from.builtins ? null : `${where}, but ${from.name} is pure`;
  return from.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
    ? null
    : `${where}, which is not on its list`;
}

function isTest(file: string): boolean {
  return file.endsWith(".test.ts") || file.includes(`${sep}testing${sep}`);
}

function partOf(file: string): Part | undefined {
  const path = relative(SRC, file).split(sep).join("/");
  return TABLE.find((part) => path.startsWith(`${part.name}/`));
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string): readonly Import[] {
  const { module } = parseSync(file, readFileSync(file, "utf8"));
  const requests = [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...module.staticExports.flatMap((statement) =>
      statement.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map((call) =>
      readFileSync(file, "utf8").slice(call.moduleRequest.start + 1, call.moduleRequest.end - 1),
    ),
  ];
  return [...new Set(requests)].map((specifier) => ({ file, specifier }));
}
