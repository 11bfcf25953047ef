import { describeEffects, type Kinds } from "#core/kinds";
import { VERBS, type Effect, type Resource, type SourceRef, type Unresolved, type Verb } from "#core/model";
import { readCommand } from "#adapters/sources";
import { nameHint, UsageError } from "../usage-error.ts";

/** What an agent would do. */
export interface AskedAct {
  readonly effects: readonly Effect[];
  readonly unresolved: readonly Unresolved[];
}

const SOURCE: SourceRef = { file: "command", address: "", path: [] };

/**
 * Reads an act: a verb, a kind and an id, or else the words of a command. Of the resource nothing is known but its kind and id; what a command runs that is written in
 * another language is unresolved.
 */
export function readAct(words: readonly string[], kinds: Kinds): AskedAct {
  const [verb = "", kind = "", id = ""] = words;
  const named = VERBS.find((one) => one === verb);
  const act = named !== undefined && words.length === 3 ? readWords(named, kind, id, kinds) : readCommandLine(words);
  return { ...act, effects: describeEffects(kinds, act.effects) };
}

function readWords(verb: Verb, kind: string, id: string, kinds: Kinds): AskedAct {
  if (!kinds.names.includes(kind)) {
    throw new UsageError(`There is no kind \`${kind}\``, nameHint(kind, kinds.names, "name one of the loaded kinds"));
  }
  const resource: Resource = {
    kind,
    type: "",
    provider: "",
    id,
    name: id,
    scope: "",
    region: null,
    environment: null,
    labels: {},
    properties: {},
    native: {},
    links: [],
    source: SOURCE,
  };
  const before = verb === "create" ? null : resource;
  const effect = { verb, resource, before, changed: verb !== "read", traits: [], previousId: null, source: SOURCE };
  return { effects: [effect], unresolved: [] };
}

/** As if it ran here, with this folder as the one that is worked in. */
function readCommandLine(words: readonly string[]): AskedAct {
  const here = process.cwd();
  const read = readCommand(
    words.map((text) => ({ text, quoted: true })),
    { cwd: here, home: null, workspace: here, env: new Map(), reach: [], depth: 0, source: SOURCE },
  );
  const nested = read.nested.map(({ kind }) => ({
    code: "nested-act",
    message: `What the command runs (${kind}) is not looked into here`,
    source: SOURCE,
  }));
  return { effects: read.effects, unresolved: [...read.unresolved, ...nested] };
}
