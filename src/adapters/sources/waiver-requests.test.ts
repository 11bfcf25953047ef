import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWaiverRequests } from "./waiver-requests.ts";

const GOOD = '# writ:waive own-network/holds reason="it watches the node" until=2027-03-01';

describe("readWaiverRequests()", () => {
  it("reads what is asked for, with its place", () => {
    const { requests, diagnostics } = readWaiverRequests("a.yaml", `a: 1\n  ${GOOD}\r\nb: 2`);
    expect(diagnostics).toEqual([]);
    expect(requests).toMatchObject([
      {
        rule: "own-network/holds",
        reason: "it watches the node",
        until: "2027-03-01",
        span: { file: "a.yaml", start: { line: 2, column: 5 }, end: { line: 2 } },
        isAlone: true,
      },
    ]);
  });

  it.each([
    ["at the end of a line", `USER root ${GOOD}`, { isAlone: false }],
    [
      "with its fields the other way round",
      "#writ:waive a/b until=2027-03-01T12:00:00+01:00 reason=x",
      { reason: "x" },
    ],
    ["of every validation of a policy", "# writ:waive a reason=x until=2027-03-01", { rule: "a" }],
    ["of a policy of others", "# writ:waive team/a.b/c-1 reason=x until=2027-03-01", { rule: "team/a.b/c-1" }],
    ["among other words", `# Source: x\n${GOOD}   \n`, { reason: "it watches the node" }],
  ])("reads a comment %s", (_, text, expected) => {
    expect(readWaiverRequests("f", text)).toMatchObject({ requests: [expected], diagnostics: [] });
  });

  it.each([
    ["no sign of a comment", "writ:waive a/b reason=x until=2027-03-01"],
    ["a sign that is part of a word", "a#writ:waive a/b reason=x until=2027-03-01"],
    ["another word", "# writ:waiver a/b reason=x until=2027-03-01"],
    ["words before it in the comment", "# see writ:waive a/b reason=x until=2027-03-01"],
  ])("takes no comment for a request that has %s", (_, text) => {
    expect(readWaiverRequests("f", text)).toEqual({ requests: [], diagnostics: [] });
  });

  it.each([
    ["no rule", "# writ:waive", "it names no `policy/validation`"],
    ["a rule that is none", "# writ:waive A/../b reason=x until=2027-03-01", "it names no `policy/validation`"],
    ["no reason", "# writ:waive a/b until=2027-03-01", "it gives no `reason`"],
    ["a blank reason", '# writ:waive a/b reason=" " until=2027-03-01', "it gives no `reason`"],
    ["no end", "# writ:waive a/b reason=x", "it gives no `until`"],
    ["an end that is no date", "# writ:waive a/b reason=x until=2027-02-30", "`2027-02-30`, which is no date"],
    ["an end without a zone", "# writ:waive a/b reason=x until=2027-03-01T00:00:00", "which is no date"],
    ["a field twice", "# writ:waive a/b reason=x reason=y until=2027-03-01", "`reason` stands twice"],
    ["an unknown field", "# writ:waive a/b approver=bob reason=x until=2027-03-01", "it has no field `approver`"],
    ["words that are no field", "# writ:waive a/b because until=2027-03-01", "`because until=2027-03-01` is not"],
    ["an open quotation mark", '# writ:waive a/b reason="x until=2027-03-01', "is not"],
    ["a text without end", `# writ:waive a/b reason=${"x".repeat(2000)} until=2027-03-01`, "it is longer than 1000"],
  ])("tells of a request with %s", (_, text, told) => {
    const { requests, diagnostics } = readWaiverRequests("f", text);
    expect(requests).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: "waiver-request-invalid", severity: "warning" }]);
    expect(diagnostics[0]?.message).toContain(told);
  });

  it("reads so many of one file and says that there are more", () => {
    const { requests, diagnostics } = readWaiverRequests("f", `${GOOD}\n`.repeat(1500));
    expect(requests).toHaveLength(1000);
    expect(diagnostics).toHaveLength(1);
  });

  it("finds nothing in texts without the mark, and throws for none", () => {
    const words = fc.constantFrom("#", " ", "writ:waive", "a/b", "reason=", '"', "until=2027-03-01", "\n", "=", "\\");
    fc.assert(
      fc.property(
        fc.array(words).map((parts) => parts.join("")),
        (text) => {
          const { requests } = readWaiverRequests("f", text);
          expect(requests.length).toBeLessThanOrEqual(text.split("writ:waive").length - 1);
        },
      ),
    );
  });
});
