import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { errorFields, type Log } from "../telemetry/log.ts";
import type { Spooled } from "./spool.ts";

/** What a file of records that wait was found to hold. */
export interface SpoolReading {
  readonly spooled: readonly Spooled[];
  /** Lines that are no record, such as one that was cut off. */
  readonly unreadable: number;
}

/** A file of records that wait, one in a line. Where it cannot be written they wait in memory alone, and that is reported. */
export class SpoolFile {
  readonly #path: string;
  readonly #report: Log;

  constructor(path: string, report: Log) {
    this.#path = path;
    this.#report = report;
  }

  /** What the process before has left. */
  read(): SpoolReading {
    const lines = this.#lines();
    const spooled = lines.map(spooledIn).filter((one) => one !== null);
    return { spooled, unreadable: lines.length - spooled.length };
  }

  append(spooled: readonly Spooled[]): void {
    const text = spooled.map((one) => `${JSON.stringify(one)}\n`).join("");
    try {
      appendFileSync(this.#path, text, { mode: 0o600 });
    } catch (error) {
      this.#report.error("records that wait are in memory alone", errorFields(error));
    }
  }

  clear(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch (error) {
      this.#report.error("records that waited stay in their file, and may be written twice", errorFields(error));
    }
  }

  #lines(): readonly string[] {
    try {
      return readFileSync(this.#path, "utf8")
        .split("\n")
        .filter((line) => line !== "");
    } catch {
      return [];
    }
  }
}

/** Believes of a line no more than that it has a draft and a stamp: what makes no record is found when it is written. */
function spooledIn(line: string): Spooled | null {
  try {
    const value: unknown = JSON.parse(line);
    return isSpooled(value) ? value : null;
  } catch {
    return null;
  }
}

function isSpooled(value: unknown): value is Spooled {
  return isObject(value) && isObject(value["draft"]) && isObject(value["stamp"]);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
