import { bufbuild } from "./engines/bufbuild.ts";
import { byHand } from "./engines/by-hand.ts";
import { cedar } from "./engines/cedar.ts";
import { celJs } from "./engines/cel-js.ts";
import type { Engine, Prepared } from "./engines/engine.ts";
import { marcbachmann } from "./engines/marcbachmann.ts";
import { measureOpa } from "./engines/opa.ts";
import { writDecide, writExpression } from "./engines/writ.ts";
import { measureSubjects, type Effort } from "./measure.ts";
import { SHAPES } from "./policies/index.ts";
import type { Shape } from "./policies/shape.ts";
import { geometricMean, shortNumber, table } from "./report.ts";

const WRIT = writExpression("generated");
const ENGINES: readonly Engine[] = [
  byHand,
  WRIT,
  writExpression("closures"),
  writDecide,
  marcbachmann,
  bufbuild,
  celJs,
  cedar,
];

/** One engine on one shape: nanoseconds, or why there are none. */
type Cell = { readonly ns: number } | { readonly reason: string };

/** Runs all engines on all shapes. Throws when Writ answers anything else than the hand-written function. */
export function compareEngines(effort: Effort): string {
  const rows = new Map<string, Cell[]>(ENGINES.map(({ name }) => [name, []]));
  for (const shape of SHAPES) {
    for (const [name, cell] of measureShape(shape, effort)) rows.get(name)?.push(cell);
  }
  const opa = measureOpa(SHAPES);
  if (opa !== null) rows.set(opa.name, [...opa.cells]);
  return [describeTimes(rows), describeRatios(rows), describeGaps(rows)].filter((part) => part !== "").join("\n\n");
}

function measureShape(shape: Shape, effort: Effort): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  const subjects: { name: string; prepared: Prepared }[] = [];
  const expected = shape.questions.map((question) => shape.byHand(question));
  for (const engine of ENGINES) {
    const ready = makeReady(engine, shape, expected);
    if ("reason" in ready) cells.set(engine.name, ready);
    else subjects.push({ name: engine.name, prepared: ready });
  }
  const times = measureSubjects(subjects, effort);
  for (const [at, { name }] of subjects.entries()) cells.set(name, { ns: times[at] ?? Number.NaN });
  return cells;
}

/** Prepares an engine and holds it to the expected answers. */
function makeReady(engine: Engine, shape: Shape, expected: readonly boolean[]): Prepared | { readonly reason: string } {
  try {
    const prepared = engine.prepare(shape);
    const answers = prepared.inputs.map((input) => prepared.answer(input));
    if (answers.every((answer, at) => answer === expected[at])) return prepared;
  } catch (cause) {
    return { reason: cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause) };
  }
  if (engine.name.startsWith("Writ")) throw new Error(`${engine.name} answers ${shape.name} wrongly`);
  return { reason: "answers differently" };
}

const SHORT_NAMES = SHAPES.map(({ name }) => name);

function describeTimes(rows: ReadonlyMap<string, readonly Cell[]>): string {
  const lines = Array.from(rows, ([name, cells]) => [
    name,
    ...cells.map((cell) => ("ns" in cell ? shortNumber(cell.ns) : "-")),
  ]);
  return `Nanoseconds of CPU per decision\n\n${table(["engine", ...SHORT_NAMES], lines)}`;
}

/** How often the time of Writ's generated code goes into that of each engine. */
function describeRatios(rows: ReadonlyMap<string, readonly Cell[]>): string {
  const own = rows.get(WRIT.name) ?? [];
  const lines = Array.from(rows, ([name, cells]) => {
    const ratios = cells.map((cell, at) => ratioOf(cell, own[at]));
    const mean = geometricMean(ratios.filter((ratio) => !Number.isNaN(ratio)));
    return [name, ...ratios.map(shortNumber), shortNumber(mean)];
  });
  const head = ["engine", ...SHORT_NAMES, "geometric mean"];
  return `Times the cost of Writ's generated code\n\n${table(head, lines)}`;
}

function ratioOf(cell: Cell, own: Cell | undefined): number {
  return "ns" in cell && own !== undefined && "ns" in own ? cell.ns / own.ns : Number.NaN;
}

function describeGaps(rows: ReadonlyMap<string, readonly Cell[]>): string {
  return Array.from(rows, ([name, cells]) =>
    cells.flatMap((cell, at) =>
      "reason" in cell ? [`- ${name} cannot run ${SHORT_NAMES[at] ?? ""}: ${cell.reason}`] : [],
    ),
  )
    .flat()
    .join("\n");
}
