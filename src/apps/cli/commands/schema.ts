import type { Command } from "commander";
import { jsonSchemas } from "#core/documents";
import { nameHint, UsageError } from "../usage-error.ts";

const EXAMPLES = `
Examples:
  $ writ schema                 # the names of the document kinds
  $ writ schema Policy          # the JSON Schema of one kind
  $ writ schema all             # all of them, by kind`;

/** Adds `writ schema`. */
export function addSchema(program: Command): void {
  program
    .command("schema")
    .summary("print the JSON Schemas of the document kinds")
    .description("Prints the JSON Schema (2020-12) of a document kind, for editors and for generators.")
    .argument("[kind]", "a document kind, or `all`")
    .addHelpText("after", EXAMPLES)
    .action((kind: string | undefined) => {
      process.stdout.write(schemaText(kind));
    });
}

function schemaText(kind: string | undefined): string {
  const schemas: Readonly<Record<string, unknown>> = jsonSchemas();
  const kinds = Object.keys(schemas);
  if (kind === undefined) return `${kinds.join("\n")}\n`;
  if (kind === "all") return `${JSON.stringify(schemas, null, 2)}\n`;
  if (Object.hasOwn(schemas, kind)) return `${JSON.stringify(schemas[kind], null, 2)}\n`;
  throw new UsageError(`There is no document kind \`${kind}\``, nameHint(kind, kinds, `kinds: ${kinds.join(", ")}`));
}
