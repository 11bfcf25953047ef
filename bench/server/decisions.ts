// Decisions over HTTP: `npm run bench -- server`.
import { shortNumber, table } from "../report.ts";
import { generate, type Load } from "./generate.ts";
import { DEPLOYMENT_REVIEW } from "./review.ts";
import { startEmpty, startOpa, startWrit, type Subject } from "./subjects.ts";

const SINGLE = {
  subject: { type: "user", id: "alice" },
  action: { name: "read" },
  resource: { type: "Record", id: "record-1", properties: { status: "active" } },
};

function batch(size: number): object {
  const evaluations = Array.from({ length: size }, (_, index) => ({
    resource: { type: "Record", id: `record-${index}`, properties: { status: "active" } },
  }));
  return { ...SINGLE, evaluations };
}

const ONE: Load = { name: "one", path: "/access/v1/evaluation", body: SINGLE, decisions: 1 };
const EVALUATIONS = "/access/v1/evaluations";
const LOADS: readonly Load[] = [
  ONE,
  { name: "batch of 20", path: EVALUATIONS, body: batch(20), decisions: 20 },
  { name: "batch of 100", path: EVALUATIONS, body: batch(100), decisions: 100 },
];
const ADMISSION: Load = { name: "admission", path: "/v1/admission/validate", body: DEPLOYMENT_REVIEW, decisions: 1 };
const OF_OPA: Load = { name: "one", path: "/v1/data/records/decision", body: { input: SINGLE }, decisions: 1 };

type Row = readonly string[];

/** Every load against the control plane as built, beside a server that does nothing and an OPA server where one is on the PATH, as a table. */
export async function measureServer(seconds: number): Promise<string> {
  const rows: Row[] = [];
  for (const evidence of ["off", "required"]) {
    const name = `writ, evidence ${evidence}`;
    rows.push(...(await measured(await startWrit(name, "example", ["--evidence", evidence]), LOADS, seconds)));
  }
  rows.push(...(await measured(await startWrit("writ, shipped library", "library"), [ADMISSION], seconds)));
  rows.push(...(await measured(await startEmpty(), [ONE], seconds)));
  const opa = await startOpa();
  if (opa !== null) rows.push(...(await measured(opa, [OF_OPA], seconds)));
  return table(["server", "load", "decisions/s", "CPU us a decision", "p50 ms", "p99 ms"], rows);
}

async function measured(subject: Subject, loads: readonly Load[], seconds: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  try {
    for (const load of loads) rows.push(await rowOf(subject, load, seconds));
  } finally {
    await subject.stop();
  }
  return rows;
}

async function rowOf(subject: Subject, load: Load, duration: number): Promise<Row> {
  await generate(subject, load, 1);
  const { requests, seconds, p50, p99, cpuSeconds } = await generate(subject, load, duration);
  const decisions = requests * load.decisions;
  const figures = [decisions / seconds, (cpuSeconds * 1e6) / decisions, p50, p99];
  return [subject.name, load.name, ...figures.map(shortNumber)];
}
