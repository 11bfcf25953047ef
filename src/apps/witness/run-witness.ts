import { UnavailableError } from "#core/diagnostics";
import type { VerifierKey } from "#core/evidence";
import { openKeyFile, type FileSigner } from "#adapters/signers";
import { hasWitnessState, openWitnessState } from "#adapters/witnesses";
import { createLog } from "#apps/server";
import { readLogs } from "./read-logs.ts";
import { serveWitness, type Ingredients, type RunningWitness } from "./serve-witness.ts";
import { readWitnessSettings, type WitnessFlags, type WitnessSettings } from "./settings.ts";

/** How `writ witness` was called. */
export interface WitnessRequest {
  readonly flags: WitnessFlags;
  /** Only say whether it would start. */
  readonly check: boolean;
  /** For what the caller asked for. */
  print(line: string): void;
  /** For everything else: log lines, and why it does not start. */
  complain(text: string): void;
}

export type WitnessResult =
  | { readonly kind: "running"; readonly server: RunningWitness }
  | { readonly kind: "checked" }
  | { readonly kind: "refused" };

/** Starts a witness, or says why it does not start, and then nothing of it runs. */
export async function runWitness(request: WitnessRequest): Promise<WitnessResult> {
  const result = readWitnessSettings(request.flags);
  if (result.kind === "wrong") return refuse(request, result.problems);
  const { settings } = result;
  try {
    const logs = readLogs(settings.logs);
    if (logs.kind === "broken") return refuse(request, [logs.problem]);
    const signer = openKeyFile(settings.key, "cosignature");
    if (!settings.init && !hasWitnessState(settings.data)) return refuse(request, [missingState(settings.data)]);
    if (request.check) return check(request, signer, logs.logs);
    return { kind: "running", server: await start(request, { settings, signer, logs: logs.logs }) };
  } catch (error) {
    return refuse(request, [describeFailure(error, settings)]);
  }
}

/** A witness that has forgotten what it signed would sign anything: that must be wanted. */
function missingState(data: string): string {
  return `\`${data}\` holds no state of a witness: name the folder that does, or begin with \`--init\` if this witness has never signed anything`;
}

function check(request: WitnessRequest, { vkey }: FileSigner, logs: readonly VerifierKey[]): WitnessResult {
  request.print(`witness ${vkey}`);
  for (const { name } of logs) request.print(`log ${name}`);
  return { kind: "checked" };
}

function refuse(request: WitnessRequest, problems: readonly string[]): WitnessResult {
  for (const problem of problems) request.complain(`writ: ${problem}\n`);
  return { kind: "refused" };
}

function describeFailure(error: unknown, { host, port }: WitnessSettings): string {
  if (error instanceof UnavailableError) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return `\`${host}:${port}\` is taken: choose another with \`--port\``;
  if (code !== "") return `Cannot start: ${code}`;
  throw error;
}

async function start(request: WitnessRequest, ingredients: Ingredients): Promise<RunningWitness> {
  const { settings, signer } = ingredients;
  const log = createLog(settings.logLevel, (line) => request.complain(line));
  const state = openWitnessState(settings.data);
  try {
    const running = await serveWitness(ingredients, state, log);
    request.print(`The witness answers at ${running.url}, and watches ${ingredients.logs.length} keys of logs.`);
    request.print(`Its line in the policy of a log or of a verifier, with a name of yours:`);
    request.print("");
    request.print(`  witness NAME ${signer.vkey} ${running.url}`);
    log.info("up", { url: running.url, witness: signer.name });
    return running;
  } catch (error) {
    state.close();
    throw error;
  }
}
