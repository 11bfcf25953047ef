import { describe, expect, it } from "vitest";
import { finding, report } from "../testing/report.ts";
import { text } from "./render.ts";
import { columnsOf, wrap } from "./wrap.ts";

const PLAIN = { colour: false, width: null, quiet: false, verbose: false };

describe("text", () => {
  it("says what, where, observed, required and how to repair", () => {
    const output = text.render(report({ findings: [finding()], quiet: [], diagnostics: [], obligations: [] }), PLAIN);
    expect(output).toBe(`aws_s3_bucket.logs ObjectStore, create, production, plan.json
critical object-store-not-public/public-access-blocked
              the bucket can be made public
  at          main.tf:12:3  (aws_s3_bucket.logs acl)
  observed    resource.properties.blocked = false (the provider's default)
  required    resource.properties.blocked == true
  repair      Set all four switches of aws_s3_bucket_public_access_block.

1 passed, 1 failed, 1 warned, 1 unknown, 1 errors, 1 waived, 1 not applicable, 1 vacuous, 1 awaiting an inventory
3 resources in 2 inputs (1 failed), 2 validations, 42 ms
`);
  });

  it("prints the summary alone when quiet, and vacuous policies when verbose", () => {
    expect(text.render(report(), { ...PLAIN, quiet: true }).split("\n")).toHaveLength(3);
    expect(text.render(report(), PLAIN)).not.toContain("function-not-public");
    const verbose = text.render(report(), { ...PLAIN, verbose: true });
    expect(verbose).toContain("function-not-public");
    expect(verbose).toContain("satisfies   nist-800-53-r5/AC-3");
  });

  it("counts what is refused without a validation, so that no exit code lacks its reason", () => {
    const obligations = [{ code: "no-grant", message: "No grant lets it", rule: null, resource: "aws_s3_bucket.a" }];
    expect(text.render(report({ obligations }), { ...PLAIN, quiet: true })).toContain(
      "1 awaiting an inventory, 1 refused or held\n",
    );
    expect(text.render(report({ obligations: [] }), { ...PLAIN, quiet: true })).not.toContain("refused");
  });

  it("writes no escape without colour and never lets a name write one", () => {
    const resource = { ...finding().resource, id: "\u001b[2Jgone\nnext" };
    const output = text.render(report({ findings: [finding({ resource })] }), PLAIN);
    expect(output).not.toContain("\u001b");
    expect(output).toContain(String.raw`\u{1b}[2Jgone\nnext`);
  });

  it("keeps within the width of the terminal", () => {
    const message = "a long message that has to be broken into several lines ".repeat(4).trim();
    const output = text.render(report({ findings: [finding({ message })] }), { ...PLAIN, width: 60 });
    const block = output.split("\n").filter((line) => line.includes("broken") || line.includes("lines"));
    expect(block.length).toBeGreaterThan(2);
    expect(Math.max(...block.map(columnsOf))).toBeLessThanOrEqual(60);
  });
});

describe("wrap()", () => {
  it("breaks words that are wider than a line and counts wide characters twice", () => {
    expect(wrap("abcdef", 4)).toEqual(["abcd", "ef"]);
    expect(wrap("日本語", 4)).toEqual(["日本", "語"]);
    expect(wrap("a b", null)).toEqual(["a b"]);
  });
});
