import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedKinds } from "../test/shipped-kinds.ts";

/** Writes which kind a native type of the library is, for those who name types in commands. Run it when the library maps another type. */
const TARGET = join(import.meta.dirname, "../src/adapters/sources/cli/gen/kinds.ts");
const NAMED = /^(?:AWS::|Microsoft\.|google_|[\w.]*\/?v\d\w* [A-Z])/;
const WIDTH = 140;

/** Of several kinds that a whole resource is, the one that it mainly is; where none of these is among them, it is named by its type alone. */
const MAINLY = [
  "Workload",
  "Identity",
  "ServiceAccount",
  "ObjectStore",
  "Database",
  "Secret",
  "Compute",
  "Cluster",
  "Account",
  "Function",
  "AccessGrant",
  "AccessPolicy",
  "DataGrant",
  "Dataset",
  "Registry",
  "Vault",
  "Queue",
  "ContainerTask",
  "Cache",
  "App",
  "NodePool",
  "VolumeClaim",
  "OrgGuardrail",
  "LogStore",
  "Notebook",
  "DeployedAgent",
  "AiEndpoint",
  "Endpoint",
  "Certificate",
  "Admission",
];

const kinds = shippedKinds();
const lines = kinds.names.flatMap((kind) => {
  const mappings = kinds.mappingsOf(kind).filter(({ types }) => types.some((type) => NAMED.test(type)));
  const types = new Set(
    mappings.flatMap((mapping) => mapping.types.filter((type) => NAMED.test(type) && speaks(kind, type))),
  );
  return types.size === 0 ? [] : wrapped(kind, [...types].toSorted());
});

/** Whether a type goes by this kind. */
function speaks(kind: string, type: string): boolean {
  const all = kinds.kindsOf(type);
  const whole = all.filter((one) =>
    kinds.mappingsOf(one).some(({ types, each }) => types.includes(type) && each === null),
  );
  const some = whole.length > 0 ? whole : all;
  const mainly = some.length === 1 ? some[0] : MAINLY.find((one) => some.includes(one));
  return mainly === kind && type !== "v1 Service";
}

function wrapped(kind: string, types: readonly string[]): readonly string[] {
  const rows: string[] = [];
  for (const type of types) {
    const last = rows.at(-1);
    if (last === undefined || last.length + type.length > WIDTH) rows.push(type);
    else rows[rows.length - 1] = `${last}, ${type}`;
  }
  return [
    `  ${kind}:`,
    ...rows.map(
      (row, at) =>
        `    ${JSON.stringify(`${row}${at < rows.length - 1 ? ", " : ""}`)}${at < rows.length - 1 ? " +" : ","}`,
    ),
  ];
}

writeFileSync(
  TARGET,
  `/** The native types that the library maps to each kind, where commands can name them. Facts of the library; generated. */\nexport const KINDS_OF_TYPES: Readonly<Record<string, string>> = {\n${lines.join("\n")}\n};\n`,
);
