import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { parse as parseScript } from "unbash";
import { createActReader, loadSql } from "#adapters/sources";
import { measureSubjects, type Effort, type Subject } from "./measure.ts";
import { shortNumber, table } from "./report.ts";

const ORDINARY = join(import.meta.dirname, "../spec/bypass/ordinary");
const STATEMENT = "SELECT id, total FROM orders WHERE customer = 7 ORDER BY id LIMIT 10";

/** What it costs to read what an agent runs: the ordinary commands of the suite of evasions, and one statement of SQL. */
export async function measureActs(effort: Effort): Promise<string> {
  const scripts = readdirSync(ORDINARY).flatMap((file): string[] => scriptsOf(join(ORDINARY, file)));
  const readSql = await loadSql();
  const read = createActReader(readSql);
  const source = { file: "script", address: "", path: [] };
  const setting = { cwd: "/ws", home: "/home/dev", workspace: "/ws", env: new Map(), reach: [], depth: 0, source };
  const isRead = (script: unknown): boolean =>
    read({ kind: "shell", script: String(script), setting }).unresolved.length === 0;
  const subjects: readonly Subject[] = [
    {
      name: "the grammar alone",
      prepared: { inputs: scripts, answer: (script) => parseScript(String(script)).errors === undefined },
    },
    { name: "a command into effects", prepared: { inputs: scripts, answer: isRead } },
    {
      name: "a statement of PostgreSQL into effects",
      prepared: {
        inputs: [STATEMENT],
        answer: (text) => readSql(String(text), { dialect: "postgresql", source }).unresolved.length === 0,
      },
    },
  ];
  const nanos = measureSubjects(subjects, effort);
  const rows = subjects.map(({ name }, at) => [name, shortNumber((nanos[at] ?? Number.NaN) / 1000)]);
  return `Reading what agents run, ${scripts.length} ordinary commands\n\n${table(["what is read", "CPU us each"], rows)}`;
}

function scriptsOf(file: string): string[] {
  const { scripts } = parseYaml(readFileSync(file, "utf8"));
  return scripts;
}
