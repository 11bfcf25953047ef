import { describe, expect, it } from "vitest";
import { policy } from "./documents.ts";
import { folderOf, writ } from "./writ.ts";

const MFA = policy(
  "root-mfa",
  "resource.native.SummaryMap.AccountMFAEnabled == 1",
  "  severity: high\n  match: { types: ['iam:GetAccountSummary'] }",
);

function inventory(enabled: unknown, more = ""): string {
  return `{
  "writInventory": "1",
  "observedAt": "2026-03-01T09:30:00Z",
  "resources": [${more}
    {
      "type": "iam:GetAccountSummary",
      "provider": "aws",
      "id": "account",
      "native": {
        "SummaryMap": { "AccountMFAEnabled": ${JSON.stringify(enabled)} }
      }
    }
  ]
}
`;
}

const FLAGS = ["check", "--no-library", "-p", "policies", "-o", "json"];

async function check(files: Readonly<Record<string, string>>): Promise<{ code: number | null; places: string[] }> {
  const folder = folderOf({ "policies/mfa.yaml": MFA, ...files });
  const { code, stdout } = await writ(folder, [...FLAGS, "live"]);
  const { findings } = JSON.parse(stdout);
  const places = findings.map(
    (one: {
      outcome: string;
      resource: { id: string };
      location: { file: string; start: { line: number; column: number } };
    }) =>
      `${one.outcome} ${one.resource.id} ${one.location.file}:${one.location.start.line}:${one.location.start.column}`,
  );
  return { code, places };
}

describe.concurrent("an inventory on the command line", () => {
  it("is judged as what exists, and a finding has the line of the answer", async () => {
    expect(await check({ "live/account.json": inventory(0) })).toEqual({
      code: 1,
      places: ["fail account live/account.json:10:46"],
    });
    expect(await check({ "live/account.json": inventory(1) })).toEqual({ code: 0, places: [] });
  });

  it("leaves open what nobody was allowed to look at", async () => {
    const { places } = await check({ "live/account.json": inventory({ $unknown: "not-observed" }) });
    expect(places).toEqual(["unknown account live/account.json:10:46"]);
  });

  it("ends with 2 when a resource cannot be read, and still judges the others", async () => {
    const { code, places } = await check({
      "live/account.json": inventory(0, '{ "type": "t" },'),
      "live/other.json": "{}",
    });
    expect(code).toBe(2);
    expect(places).toEqual(["fail account live/account.json:10:46"]);
  });
});
