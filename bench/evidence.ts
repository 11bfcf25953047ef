import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { createKeyFile, nodeCrypto } from "#adapters/signers";
import { openFolderLog } from "#adapters/logs";
import { emit, newEmitter, type Draft, type EvidenceLog } from "#core/evidence";
import { cpuMicros, median } from "./measure.ts";
import { shortNumber, table } from "./report.ts";

const WRITERS = 64;
const ORIGIN = "example.com/bench";
const DIGEST = `sha256:${"ab".repeat(32)}`;

const DECISION: Draft = {
  kind: "decision",
  body: {
    point: { name: "admission", version: "1.0.0", enforcing: true, evidence: "required" },
    actor: { kind: "agent", alias: "a_7Q2m", onBehalfOf: ["h_93kd"], agent: { id: "deploy-bot" } },
    acts: [{ verb: "create", kind: "Workload", count: 1 }],
    proposal: DIGEST,
    bundle: DIGEST,
    effect: "allow",
    verdicts: [],
    counts: { pass: 58 },
  },
};

interface Sample {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * How many decisions a second a log in a folder takes: each a record of its emitter's chain, acknowledged after it was synced to the disk, with tiles and
 * signed checkpoints written meanwhile. Each of 64 writers waits for its answer before it goes on.
 */
export async function measureEvidence(rounds: number, roundMs: number): Promise<string> {
  // The folder of the benchmark, because that for temporary files may be memory.
  const folder = mkdtempSync(join(import.meta.dirname, ".evidence-"));
  try {
    const signer = createKeyFile(join(folder, "log.key"), ORIGIN);
    const log = await openFolderLog({ folder: join(folder, "log"), signers: [signer] });
    await round(log, 0, roundMs / 4);
    const samples: Sample[] = [];
    for (let at = 1; at <= rounds; at++) samples.push(await round(log, at, roundMs));
    const records = log.size();
    await log.close();
    return reportOf(samples, records, statfsSync(folder).type);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportOf(samples: readonly Sample[], records: number, fileSystem: number): string {
  const of = (key: keyof Sample): string => shortNumber(median(samples.map((sample) => sample[key])));
  const head = ["writers", "durable records/s", "p50 ms", "p99 ms", "CPU us each"];
  const row = [String(WRITERS), of("perSecond"), of("p50Ms"), of("p99Ms"), of("cpuMicros")];
  const size = encodeOne(0, newEmitter("writer-0", ORIGIN)).bytes.length;
  const note = `${records.toLocaleString("en")} records of ${size} bytes, file system 0x${fileSystem.toString(16)}`;
  return `Evidence in a folder (${note})\n\n${table(head, [row])}`;
}

async function round(log: EvidenceLog, number: number, roundMs: number): Promise<Sample> {
  const latencies: number[] = [];
  const [start, cpuStart] = [performance.now(), cpuMicros()];
  const writers = Array.from({ length: WRITERS }, (_, at) =>
    write(log, `writer-${number}-${at}`, start + roundMs, latencies),
  );
  await Promise.all(writers);
  const seconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (part: number): number => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
  return {
    perSecond: latencies.length / seconds,
    cpuMicros: (cpuMicros() - cpuStart) / latencies.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

async function write(log: EvidenceLog, name: string, until: number, latencies: number[]): Promise<void> {
  let emitter = newEmitter(name, ORIGIN);
  for (let start = performance.now(); start < until; start = performance.now()) {
    const emitted = encodeOne(emitter.next, emitter);
    const answer = await log.append(emitted.bytes);
    if (answer.kind !== "appended") throw new Error(`The log took no record: ${answer.reason}`);
    emitter = emitted.after;
    latencies.push(performance.now() - start);
  }
}

function encodeOne(
  number: number,
  emitter: Parameters<typeof emit>[1],
): Extract<ReturnType<typeof emit>, { kind: "emitted" }> {
  const id = `0192f3a4-7b1c-7def-8abc-${number.toString(16).padStart(12, "0")}`;
  const emitted = emit(nodeCrypto.sha256, emitter, DECISION, { id, time: new Date().toISOString() });
  if (emitted.kind === "malformed") throw new Error(emitted.reason);
  return emitted;
}
