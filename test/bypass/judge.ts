import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createActReader, loadSql } from "#adapters/sources";
import { loadBundle } from "#core/bundle";
import { compileProgram, decide } from "#core/decide";
import { describeEffects } from "#core/kinds";
import { parseTimestamp, Timestamp } from "#core/language";
import type { Proposal } from "#core/model";

const ROOT = join(import.meta.dirname, "../..");
export const SPEC: string = join(ROOT, "spec/bypass");

/** A script, or what a tool is given: a command word by word, or statements of PostgreSQL. */
export type Asked =
  | { readonly script: string }
  | { readonly words: readonly string[] }
  | { readonly statements: string };

/** What the agent of the suite may do by one script, and what the script does. */
export interface Judged {
  readonly effect: "allow" | "hold" | "deny";
  /** Effects as `verb Kind id`, and what is unresolved as `unresolved code`. */
  readonly found: readonly string[];
}

/** Decides with the policy of the suite on what a script does. */
export async function openJudge(): Promise<(asked: Asked) => Judged> {
  const kinds = join(ROOT, "library/kinds");
  const { bundle, diagnostics } = loadBundle([...filesIn(kinds), ...filesIn(join(SPEC, "policy"))]);
  if (bundle === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const now = parseTimestamp("2026-07-01T00:00:00Z");
  if (!(now instanceof Timestamp)) throw new Error("not a time");
  const program = compileProgram(bundle);
  const read = createActReader(await loadSql());
  return (asked) => {
    const { effects, unresolved } = read(actOf(asked));
    const proposal: Proposal = {
      principal: { id: "agent-1", kind: "agent", groups: [], attributes: { method: "oidc" }, chain: [] },
      effects: describeEffects(bundle.kinds, effects),
      context: { point: "hooks", environment: null, attributes: {}, unresolved },
    };
    const { effect } = decide(program, proposal, now);
    const found = effects.map(({ verb, resource }) => `${verb} ${resource.kind} ${resource.id}`);
    return { effect, found: [...new Set([...found, ...unresolved.map(({ code }) => `unresolved ${code}`)])] };
  };
}

function actOf(asked: Asked): Parameters<ReturnType<typeof createActReader>>[0] {
  if ("script" in asked) return { kind: "shell", script: asked.script, setting: SETTING };
  if ("words" in asked)
    return { kind: "words", words: asked.words.map((text) => ({ text, quoted: true })), setting: SETTING };
  return { kind: "sql", statements: asked.statements, dialect: "postgresql", setting: SETTING };
}

const SETTING = {
  cwd: "/ws",
  home: "/home/dev",
  workspace: "/ws",
  env: new Map(),
  reach: [],
  depth: 0,
  source: { file: "script", address: "", path: [] },
};

function filesIn(folder: string): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => ({ file: name, text: readFileSync(join(folder, name), "utf8") }));
}
