import { describeEffects, type Kinds } from "#core/kinds";
import { actOn, UNCLASSIFIED, VERBS, type Effect, type SourceRef, type Unresolved, type Verb } from "#core/model";
import { readCommand } from "#adapters/sources";
import { nameHint, UsageError } from "../usage-error.ts";

/** What an agent would do. */
export interface AskedAct {
  readonly effects: readonly Effect[];
  readonly unresolved: readonly Unresolved[];
}

const SOURCE: SourceRef = { file: "command", address: "", path: [] };

/**
 * Reads an act: a verb, a kind or native type and an id, or else the words of a command. Of the resource nothing else is known; what a command runs that is written in
 * another language is unresolved.
 */
export function readAct(words: readonly string[], kinds: Kinds): AskedAct {
  const [verb = "", what = "", id = ""] = words;
  const named = VERBS.find((one) => one === verb);
  const act = named !== undefined && words.length === 3 ? readWords(named, what, id, kinds) : readCommandLine(words);
  return { ...act, effects: describeEffects(kinds, act.effects) };
}

function readWords(verb: Verb, what: string, id: string, kinds: Kinds): AskedAct {
  const effects = typesOf(what, kinds).map(({ kind, type }) =>
    actOn(verb, { kind, type, provider: "", id, name: id }, SOURCE),
  );
  return { effects, unresolved: [] };
}

/** A word of which no kind is called so and that has what no name of a kind has is a native type, which may become several kinds or none. */
function typesOf(what: string, kinds: Kinds): readonly { readonly kind: string; readonly type: string }[] {
  if (kinds.names.includes(what)) return [{ kind: what, type: "" }];
  const mapped = kinds.kindsOf(what);
  if (mapped.length > 0) return mapped.map((kind) => ({ kind, type: what }));
  if (/[^A-Za-z0-9]/.test(what)) return [{ kind: UNCLASSIFIED, type: what }];
  throw new UsageError(
    `There is no kind \`${what}\``,
    nameHint(what, kinds.names, "name one of the loaded kinds, or a native type such as `aws_s3_bucket`"),
  );
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
