import { GOOD_PROPERTIES } from "../fleet.ts";
import { resourceBase } from "../policies/shape.ts";

/** Resources as a scan gets them: one line of JSON each, in memory that worker threads can read. One in a hundred breaks a rule. */
export function resourceBytes(count: number): Uint8Array<SharedArrayBuffer> {
  const lines = Array.from({ length: count }, (_, number) => `${JSON.stringify(resource(number))}\n`);
  const text = new TextEncoder().encode(lines.join(""));
  const shared = new Uint8Array(new SharedArrayBuffer(text.length));
  shared.set(text);
  return shared;
}

function resource(number: number): object {
  return {
    ...resourceBase("Store0"),
    id: `store-${number}`,
    labels: { owner: `team-${number % 50}` },
    properties: { ...GOOD_PROPERTIES, public: number % 100 === 99, retentionDays: 30 + (number % 300) },
    native: {},
  };
}
