import type { ReachTrait, Verb } from "#core/model";
import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { invoke, type Call } from "../invoked.ts";
import type { OptionTable } from "../words/option-table.ts";
import { parseOptions, type ParsedOptions } from "../words/parse-options.ts";
import { kindOfType } from "./kinds.ts";
import { findRule, typeOfGroup, type Rule } from "./rules.ts";

/** A program that works on resources of a service by subcommands. */
export interface Service {
  readonly provider: string;
  readonly options: OptionTable;
  readonly rules: readonly Rule[];
  /** The options that say in what the resource lies, and the variables that say it otherwise. */
  readonly scope: readonly string[];
  readonly scopeVariables: readonly string[];
  readonly region: readonly string[];
  /** What a last word means that no rule has, by its beginning. */
  readonly verbs: readonly (readonly [RegExp, Verb])[];
  /** The native type for the words before the last. */
  readonly typeOf: (group: readonly string[]) => string;
}

/** Where a resource of a service lies, as the command says it. */
export interface Place {
  readonly scope: string;
  readonly region: string | null;
}

/** Reads a command of a service by its rules, or else by what the last word of its subcommand means. */
export function readService(draft: Draft, call: Call, service: Service): void {
  const parsed = parseOptions(call.words, service.options);
  const words = parsed.operands.map(({ text }) => text);
  const rule = findRule(service.rules, words);
  if (words.length === 0 || parsed.has("help", "version")) return;
  if (parsed.has("flags-file"))
    draft.unresolved("options-elsewhere", `\`${call.program}\` reads more options from a file`);
  if (rule === null) return readByVerb(draft, call, service, parsed);
  new Act(draft, call, service, parsed).read(rule);
}

/** Where what a command names lies. */
export function placeOf(
  draft: Draft,
  { scope, scopeVariables, region }: Pick<Service, "scope" | "scopeVariables" | "region">,
  parsed: ParsedOptions,
): Place {
  const given = scope.flatMap((name) => parsed.values(name)).at(-1)?.text;
  const variable = scopeVariables.find((name) => draft.setting.env.has(name));
  const fromVariable = variable === undefined ? "" : (draft.setting.env.get(variable) ?? "?");
  const at = region.flatMap((name) => parsed.values(name)).at(-1);
  return {
    scope: given === undefined ? fromVariable : (given ?? "?"),
    region: at === undefined ? null : (at.text ?? "?"),
  };
}

/** A command that only tries does not change anything. */
export function isTrial(parsed: ParsedOptions): boolean {
  const dry = parsed.value("dry-run") ?? parsed.value("dryrun") ?? parsed.value("what-if");
  return dry !== undefined && dry.text !== null && dry.text !== "none" && dry.text !== "false";
}

class Act {
  readonly #draft: Draft;
  readonly #call: Call;
  readonly #service: Service;
  readonly #parsed: ParsedOptions;

  constructor(draft: Draft, call: Call, service: Service, parsed: ParsedOptions) {
    this.#draft = draft;
    this.#call = call;
    this.#service = service;
    this.#parsed = parsed;
  }

  read(rule: Rule): void {
    const names = this.#names(rule);
    const isRead = rule.verb === "read" || isTrial(this.#parsed);
    if (!isRead) this.#requireUnderstood(rule);
    const traits = rule.traits.flatMap(({ trait, option }) =>
      option === null || this.#parsed.has(option) ? [trait] : [],
    );
    for (const name of names.length > 0 ? names : [null])
      this.#act(isRead ? "read" : rule.verb, rule, { name, traits });
  }

  #act(
    verb: Verb,
    { type, name: where }: Rule,
    { name, traits }: { name: string | null; traits: readonly ReachTrait[] },
  ): void {
    const { provider } = this.#service;
    const unnamed = name === null && where !== null && verb !== "create" && verb !== "read";
    if (unnamed)
      this.#draft.unresolved("target-unknown", `Which resource \`${this.#call.program}\` is to change is not known`);
    const known = name ?? (where === null || verb === "read" ? "" : "?");
    const place = placeOf(this.#draft, this.#service, this.#parsed);
    this.#draft.act(
      verb,
      { kind: kindOfType(type), type, provider, id: `${type}/${known}`, name: known, ...place },
      traits,
    );
  }

  /** A word that an option may or may not have taken would be another name. */
  #requireUnderstood({ name }: Rule): void {
    const [unknown] = this.#parsed.unknown;
    if (unknown !== undefined && (name === "each" || typeof name === "number") && !unknown.includes("="))
      this.#draft.unresolved(
        "option-unknown",
        `Option \`${unknown.slice(0, 64)}\` of \`${this.#call.program}\` is not known, so what it names may be its value`,
      );
    if (this.#parsed.unsure)
      this.#draft.unresolved("word-unknown", `A word that \`${this.#call.program}\` is given is not known`);
  }

  #names({ name, words }: Rule): readonly (string | null)[] {
    const rest = this.#parsed.operands.slice(words.length);
    if (name === null) return [];
    if (name === "each") return rest.map(textOf);
    if (typeof name === "number") return rest.slice(name, name + 1).map(textOf);
    return name.flatMap((option) => this.#parsed.values(option)).map(textOf);
  }
}

function textOf({ text }: Word): string | null {
  return text === null ? null : text.slice(0, 1000);
}

/** What no rule has is told by its last word, and changes something unless that word only reads. */
function readByVerb(draft: Draft, call: Call, service: Service, parsed: ParsedOptions): void {
  const words = parsed.operands.map(({ text }) => text);
  const at = words.findIndex((word) => word !== null && service.verbs.some(([pattern]) => pattern.test(word)));
  const verb = service.verbs.find(([pattern]) => pattern.test(words[at] ?? ""))?.[1];
  const group = words.slice(0, at).filter((word) => word !== null);
  if (verb === undefined) return unknownSubcommand(draft, call);
  const type = typeOfGroup(service.rules, group) ?? service.typeOf(group);
  const [name] = words.slice(at + 1);
  const known = name ?? parsed.value("name")?.text ?? parsed.value("ids")?.text ?? (verb === "read" ? "" : "?");
  const place = placeOf(draft, service, parsed);
  const traits: readonly ReachTrait[] = verb === "delete" ? ["irreversible"] : [];
  draft.act(
    isTrial(parsed) ? "read" : verb,
    {
      kind: kindOfType(type),
      type,
      provider: service.provider,
      id: `${type}/${known}`,
      name: known,
      ...place,
    },
    traits,
  );
}

/** Says that a program does something that is not known. */
export function unknownSubcommand(draft: Draft, call: Call): void {
  invoke(draft, call);
  draft.unresolved("subcommand-unknown", `What \`${call.program}\` is told to do is not known`);
}
