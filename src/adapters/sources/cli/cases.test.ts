import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readCommand } from "./read.ts";
import { READERS } from "./readers.ts";
import { describeReading, readLine, SETTING } from "./testing/describe.ts";

const FOLDER = join(import.meta.dirname, "testing/cases");

describe.each(readdirSync(FOLDER).toSorted())("commands in %s", (file) => {
  const cases: unknown = parse(readFileSync(join(FOLDER, file), "utf8"));

  it.each(Object.entries(Object(cases)))("reads `%s`", (line, acts) => {
    expect(describeReading(readLine(line))).toEqual(acts);
  });
});

describe("readCommand()", () => {
  const option = fc.constantFrom(
    "-r",
    "-f",
    "--",
    "--force",
    "-c",
    "-e",
    "--all",
    "-n",
    "{}",
    ";",
    "+",
    "s3",
    "delete",
    "create",
    "@x",
    "~",
    "a=b",
    "-xf",
    "--x=y",
    "http://h",
    "h:/p",
  );
  const word = fc.record({
    text: fc.option(fc.oneof(option, fc.string()), { freq: 8 }),
    quoted: fc.boolean(),
  });

  it("answers whatever a program with a grammar is given", () => {
    fc.assert(
      fc.property(fc.constantFrom(...READERS.keys()), fc.array(word, { maxLength: 12 }), (program, words) => {
        const reading = readCommand([{ text: program, quoted: true }, ...words], SETTING);
        for (const { resource } of reading.effects) expect(resource.kind).not.toBe("");
      }),
      { numRuns: 3000 },
    );
  });

  it("takes long lists of words in linear time", () => {
    const many = Array.from({ length: 9000 }, (_, at) => ({ text: `a${at}`, quoted: true }));
    const { unresolved } = readCommand([{ text: "rm", quoted: true }, ...many], SETTING);
    expect(unresolved.map(({ code }) => code)).toEqual(["too-many-acts"]);
  });
});
