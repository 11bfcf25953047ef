import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conformance, type Scenario } from "./conformance.ts";
import { serveFixture, type Served } from "./fixture/serve.ts";
import { serveGateway } from "./gateway.ts";

const REVISIONS = { "2025": "2025-11-25", "2026": "2026-07-28" } as const;
type Era = keyof typeof REVISIONS;

/**
 * Scenarios that look for names which a server of 2026-07-28 gives to what it asks. A server before has no such names, so that the gateway gives its own. They are run,
 * and must still fail.
 */
const NAMED_BY_SERVER = ["input-required-result-basic-elicitation", "input-required-result-multiple-input-requests"];

describe("the official conformance suite", () => {
  const served: Served[] = [];
  const fixtures = new Map<Era, Served>();
  const direct = new Map<Era, ReadonlySet<string>>();

  beforeAll(async () => {
    await Promise.all(
      (["2025", "2026"] as const).map(async (era) => {
        const fixture = await serveFixture(era);
        served.push(fixture);
        fixtures.set(era, fixture);
        direct.set(era, passing(await conformance(fixture.url, REVISIONS[era])));
      }),
    );
  }, 60_000);

  afterAll(async () => {
    await Promise.all(served.map((one) => one.close()));
  });

  it("passes against the fixture itself, so that the other tests cannot pass on nothing", () => {
    expect(direct.get("2025")?.size).toBeGreaterThan(30);
    expect(direct.get("2026")?.size).toBeGreaterThan(30);
  });

  it.concurrent.each([
    ["2025", "2025"],
    ["2025", "2026"],
    ["2026", "2025"],
    ["2026", "2026"],
  ] as const)(
    "passes the same scenarios for a client of %s before a server of %s",
    async (client, server) => {
      const gateway = await serveGateway(fixtures.get(server)?.url ?? "");
      served.push(gateway);
      const through = passing(await conformance(gateway.url, REVISIONS[client]));
      const lost = [...(direct.get(client) ?? [])].filter((name) => !through.has(name));
      expect(lost).toEqual(client === "2026" && server === "2025" ? NAMED_BY_SERVER : []);
    },
    60_000,
  );
});

function passing(scenarios: readonly Scenario[]): ReadonlySet<string> {
  return new Set(scenarios.filter(({ failed }) => failed === 0).map(({ name }) => name));
}
