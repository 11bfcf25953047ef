import { Unknown } from "#core/language";
import type { Effect } from "#core/model";
import type { CommandReading, CommandSetting, NestedAct, Word } from "../command.ts";
import { readCommand } from "../read.ts";

/** The setting of the cases: somebody works in a folder of another's machine. */
export const SETTING: CommandSetting = {
  cwd: "/work/shop",
  home: "/home/ada",
  workspace: "/work/shop",
  env: new Map(),
  reach: [],
  depth: 0,
  source: { file: "command", address: "", path: [] },
};

/** Splits a line at blanks; `'…'` and `"…"` quote, and `$NAME` is a word that is not known. */
function wordsOf(line: string): readonly Word[] {
  const words: Word[] = [];
  for (const [part] of line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    const quoted = /['"]/.test(part);
    const text = part.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, one?: string, two?: string) => one ?? two ?? "");
    words.push({ text: /\$[A-Z]/.test(text) ? null : text, quoted });
  }
  return words;
}

/** Reads a line in the setting of the cases. Leading assignments are variables, and `<<<` is followed by what comes in. */
export function readLine(line: string): CommandReading {
  const [command = "", stdin] = line.split(" <<< ");
  const words = wordsOf(command);
  const first = words.findIndex(({ text }) => !/^[A-Za-z_]\w*=/.test(text ?? ""));
  const env = new Map(words.slice(0, first).map(({ text }) => splitAt(text ?? "")));
  return readCommand(words.slice(first), {
    ...SETTING,
    env,
    ...(stdin !== undefined && { stdin }),
  });
}

function splitAt(text: string): [string, string] {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}

/** A reading in one line for each thing that it says. */
export function describeReading({ effects, unresolved, nested }: CommandReading): readonly string[] {
  return [
    ...effects.map(describeEffect),
    ...nested.map(describeNested),
    ...unresolved.map(({ code }) => `unresolved: ${code}`),
  ];
}

/** Properties that tell two acts on one resource apart. */
const TOLD = [
  "inWorkspace",
  "holds",
  "mode",
  "owner",
  "part",
  "remote",
  "branch",
  "scheme",
  "port",
  "plaintext",
  "loopback",
  "metadata",
  "code",
  "leavesWorkspace",
  "pinned",
];

function describeEffect({ verb, resource, traits }: Effect): string {
  const { kind, type, id, scope, region, properties } = resource;
  const what = ["File", "Host", "Command", "Repository", "Dependency"].includes(kind) ? kind : `${kind} (${type})`;
  const where = [scope, region]
    .filter((one) => one !== "" && one != null)
    .map((one) => ` in ${one instanceof Unknown ? "?" : one}`);
  const told = TOLD.filter((name) => Object.hasOwn(properties, name)).flatMap((name) => tell(name, properties[name]));
  return `${verb} ${what} ${id}${where.join("")}${told.length > 0 ? ` (${told.join(", ")})` : ""}${traits.map((one) => ` ${one}`).join("")}`;
}

function tell(name: string, value: unknown): readonly string[] {
  if (value instanceof Unknown) return [`${name}?`];
  if (value === true) return name === "inWorkspace" ? [] : [name];
  if (value === false) return name === "inWorkspace" ? ["outside"] : [];
  if (Array.isArray(value)) return value.map(String);
  return [String(value)];
}

function describeNested(act: NestedAct): string {
  const reach = act.setting.reach.map((one) => ` ${one}`).join("");
  if (act.kind === "words") return `runs words: ${act.words.map(({ text }) => text ?? "?").join(" ")}${reach}`;
  if (act.kind === "document") return `reads document ${act.file}${reach}`;
  return `runs ${act.kind}: ${act.kind === "shell" ? act.script : `${act.dialect} ${act.statements}`}${reach}`;
}
