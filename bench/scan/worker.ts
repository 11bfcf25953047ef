import { parentPort, workerData } from "node:worker_threads";
import { compileProgram } from "#core/decide";
import { bundleOf } from "../engines/documents.ts";
import { fleet, type FleetSize } from "../fleet.ts";
import { scanLines } from "./scan-lines.ts";

/** A stretch of whole lines. */
export interface Stretch {
  readonly bytes: SharedArrayBuffer;
  readonly start: number;
  readonly end: number;
}

const size: FleetSize = workerData;
const program = compileProgram(bundleOf(fleet(size)));

parentPort?.on("message", ({ bytes, start, end }: Stretch) => {
  parentPort?.postMessage(scanLines(program, Buffer.from(bytes), start, end));
});
parentPort?.postMessage("ready");
