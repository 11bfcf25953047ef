import { describe, expect, it, test } from "vitest";
import type { Path, SourceReading } from "#core/model";
import { readSource } from "../detect.ts";

const read = (text: string, file = "Dockerfile"): SourceReading =>
  readSource({ file, bytes: new TextEncoder().encode(text) });

function nativeOf(text: string): unknown {
  return read(text).changes.at(-1)?.after?.native;
}

describe("readDockerfile()", () => {
  it("makes a resource of each stage, the last of which is the image", () => {
    const { format, changes, diagnostics } = read("FROM a AS Build\nFROM b\nLABEL team=x\nFROM Build AS build\n");
    expect({ format, diagnostics }).toEqual({ format: "dockerfile", diagnostics: [] });
    expect(
      changes.map(({ verb, after }) => [verb, after?.id, after?.type, after?.labels, after?.native["final"]]),
    ).toEqual([
      ["create", "stage build", "Dockerfile stage", {}, false],
      ["create", "stage 1", "Dockerfile stage", { team: "x" }, false],
      ["create", "stage build#2", "Dockerfile stage", {}, true],
    ]);
  });

  test.each([
    ["Dockerfile", "", "dockerfile"],
    ["a/Containerfile", "FROM a", "dockerfile"],
    ["api.Dockerfile", "FROM a", "dockerfile"],
    ["Dockerfile.prod", "FROM a", "dockerfile"],
    ["any", "# c\n\nARG A=b\nFROM $A AS x\nRUN y", "dockerfile"],
    ["Dockerfile.dockerignore", "*", "unknown"],
    ["Dockerfile.part", "RUN x", "unknown"],
    ["mail.txt", "FROM: a\nTo: b\n", "unknown"],
    ["query.sql", "SELECT a\nFROM b\n", "unknown"],
  ])("tells what `%s` with %j is", (file, text, format) => {
    expect(read(text, file).format).toBe(format);
  });

  it("reads directives at the top, and another escape", () => {
    expect(nativeOf("# syntax=a/b:1\n# escape=`\nFROM x\nRUN a `\n  b\\\nRUN c\n")).toMatchObject({
      $images: [{ place: "syntax", name: "a/b" }, { place: "FROM" }],
      instructions: [{ text: "a   b\\" }, { text: "c" }],
    });
    expect(nativeOf("# a comment\n# escape=`\nFROM x\nRUN a `\nRUN b")).toMatchObject({
      instructions: [{ text: "a `" }, { text: "b" }],
    });
  });

  it("joins lines, without the comments and empty lines between them", () => {
    const text = "FROM x\nRUN a \\\n# comment \\\n\n   # another\n  b && \\ \t\n c\nrun d\n";
    expect(nativeOf(text)).toMatchObject({
      instructions: [{ text: "a   b &&  c" }, { instruction: "RUN", text: "d" }],
    });
    expect(nativeOf(text.replaceAll("\n", "\r\n"))).toEqual(nativeOf(text));
  });

  it("reads here-documents to their ends, and no instruction in them", () => {
    const text =
      'FROM x\nRUN <<A <<-"B" cat\nFROM y\nA\n\tUSER root\n\tB\nCOPY <<\'C\' /c\nUSER root\nC\nUSER app\nRUN ["echo", "<<D"]\n';
    expect(nativeOf(text)).toMatchObject({
      user: "app",
      instructions: [
        { text: '<<A <<-"B" cat\nFROM y\n\n\tUSER root\n' },
        { instruction: "COPY" },
        { instruction: "USER" },
        { instruction: "RUN" },
      ],
    });
  });

  test.each([
    ["ENV A=1 B='$A' C=\"x $A\" D=$A", { A: "1", B: "$A", C: "x old", D: "old" }],
    ["ENV A one two", { A: "one two" }],
    ["ENV B=\\$A C=${A:+set} D=${N:-none} E=${N} F=a\\ b", { B: "$A", C: "set", D: "none", E: "", F: "a b" }],
    ["ENV __proto__=x constructor=y", { constructor: "y" }],
  ])("fills in the variables of `%s` as they were before it", (line, env) => {
    expect(nativeOf(`FROM x\nENV A=old\n${line}\n`)).toMatchObject({ env });
  });

  it("lets variables win over parameters, and knows no parameter that is only given later", () => {
    const text = "ARG G=global\nFROM x\nARG G\nARG P=p\nENV P=e\nARG P=q\nENV A=$G B=$P\n";
    expect(nativeOf(text)).toMatchObject({ env: { A: "global", B: "e" } });
    expect(nativeOf("ARG G=global\nFROM x\nENV A=$G")).toMatchObject({ env: { A: "" } });
  });
});

function placeIn(reading: SourceReading, address: string, path: Path): string {
  const { start } = reading.locate({ file: reading.file, address, path });
  return `${start?.line}:${start?.column}`;
}

describe("locate()", () => {
  const TEXT = `# größe 😀
FROM a AS b
ENV A=1 \\
    DB_PASSWORD=hunter2hunter2xyz
FROM b
RUN x \\
  && y
USER root
`;
  test.each([
    ["stage b", [], "2:1"],
    ["stage b", ["$base", "pinned"], "2:1"],
    ["stage b", ["env", "DB_PASSWORD"], "4:5"],
    ["stage b", ["$masked", 0, "path"], "4:5"],
    ["stage 1", ["$masked", 0, "path"], "4:5"],
    ["stage 1", ["instructions", 0, "text"], "6:1"],
    ["stage 1", ["user"], "8:1"],
    ["stage 1", ["healthcheck"], "5:1"],
    ["stage 7", [], "undefined:undefined"],
  ] as const)("finds %s %j", (address, path, place) => {
    expect(placeIn(read(TEXT), address, path)).toBe(place);
    expect(placeIn(read(`\ufeff${TEXT.replaceAll("\n", "\r\n")}`), address, path)).toBe(place);
  });
});

const many = (line: string, count: number): string => Array.from({ length: count }, () => line).join("\n");

describe("a Dockerfile that is not in order", () => {
  test.each([
    ["nothing but a comment", "# nothing\n", "dockerfile-without-from", "1:1"],
    ["an instruction before the first FROM", "RUN x\nFROM a\n", "dockerfile-without-from", "1:1"],
    ["an unknown instruction", "FROM a\n RUM x\n", "dockerfile-instruction", "2:2"],
    ["an instruction that says nothing", "FROM a\nRUN\n", "dockerfile-truncated", "2:1"],
    ["a here-document without end", "FROM a\nRUN <<EOF\nx\n", "dockerfile-truncated", "2:1"],
    ["another escape directive", "# escape=x\nFROM a\n", "dockerfile-escape", "1:1"],
    ["more stages than any build", many("FROM a", 501), "dockerfile-too-large", "501:1"],
    ["a zero byte", "FROM a\0\n", "binary-input", "none"],
    ["nothing", "", "empty-input", "none"],
    ["50 MiB", " ".repeat(50 * 1024 * 1024), "input-too-large", "none"],
  ])("says so with %s", (_, text, code, place) => {
    const { format, diagnostics } = read(text);
    expect(format).toBe("dockerfile");
    expect(
      diagnostics.map((one) => [
        one.code,
        one.severity,
        one.span ? `${one.span.start.line}:${one.span.start.column}` : "none",
      ]),
    ).toEqual([[code, "error", place]]);
  });

  it("loses nothing but the line, and leaves it open", () => {
    const { changes, unresolved } = read("FROM a\nRUM x\nUSER root\n");
    expect(changes[0]?.after?.native).toMatchObject({ user: "root" });
    expect(unresolved.map(({ code }) => code)).toEqual(["dockerfile-instruction"]);
  });

  test.each([
    ["quotes that do not end", `FROM a\nENV A="${"x\\\\".repeat(100_000)}`],
    ["variables in variables", `FROM a\nENV A=${"${A:-".repeat(50_000)}`],
    ["variables that double one another", `FROM a\nENV A=xxxxxxxx\n${many("ENV A=$A$A", 5000)}`],
    ["variables that grow", `FROM a\nENV A=x\n${many("ENV A=x$A", 20_000)}`],
    ["a long variable many times over", `FROM a\nENV A=${"x".repeat(8000)}\nENV B=${"$A".repeat(200_000)}`],
    ["many variables and many stages", `FROM a AS s\n${many("ENV A$A=b", 10_000)}\n${many("FROM s AS s", 400)}`],
    ["lines without end", `FROM a\nRUN x ${"\\\n".repeat(200_000)}`],
    ["many here-documents", `FROM a\nRUN ${"<<A ".repeat(50_000)}\n${many("A", 50_000)}`],
  ])("is read in the time that its length takes with %s", (_, text) => {
    const { changes } = read(text);
    expect(changes[0]?.after?.native["stage"]).toBeDefined();
  });
});
