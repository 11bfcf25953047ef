import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conformance, REVISIONS, settled, type Scenario } from "./conformance.ts";
import { serveFixture, type Served } from "./fixture/serve.ts";
import { serveGateway } from "./gateway.ts";
import { grantedEverything } from "./granted.ts";

type Era = keyof typeof REVISIONS;

const ERAS = ["2025", "2026"] as const;
const CELLS = ERAS.flatMap((client) => ERAS.map((server) => [client, server] as const));

/** What no gateway can make of what a server of 2025 says. These scenarios are run, and must still fail. */
const LOST_BEFORE_2025: readonly (readonly [why: string, ...scenarios: readonly string[]])[] = [
  [
    "they look for names that a server since 2026-07-28 gives to what it asks, and servers before give none",
    "input-required-result-basic-elicitation",
    "input-required-result-multiple-input-requests",
  ],
  [
    "tasks by an extension of 2026-07-28, which no server before has",
    "tasks-capability-negotiation",
    "tasks-dispatch-and-envelope",
    "tasks-lifecycle",
    "tasks-mrtr-composition",
    "tasks-mrtr-input",
    "tasks-request-headers",
    "tasks-request-state-removal",
    "tasks-wire-fields",
  ],
];

describe("the official conformance suite", () => {
  const served: Served[] = [];
  const direct = new Map<Era, readonly Scenario[]>();
  const through = new Map<string, readonly Scenario[]>();

  // All at once: most of the suite is waiting.
  beforeAll(async () => {
    const fixtures = { "2025": await serveFixture("2025"), "2026": await serveFixture("2026") };
    const gateways = { "2025": await before(fixtures["2025"]), "2026": await before(fixtures["2026"]) };
    served.push(...Object.values(gateways), ...Object.values(fixtures));
    await Promise.all([
      ...ERAS.map(async (era) => direct.set(era, await conformance(fixtures[era].url, REVISIONS[era]))),
      ...CELLS.map(async ([client, server]) =>
        through.set(`${client} to ${server}`, await conformance(gateways[server].url, REVISIONS[client])),
      ),
    ]);
    for (const era of ERAS) direct.set(era, await settled([fixtures[era].url, REVISIONS[era]], direct.get(era) ?? []));
    for (const [client, server] of CELLS) {
      const cell = `${client} to ${server}`;
      const way = [gateways[server].url, REVISIONS[client]] as const;
      through.set(cell, await settled(way, through.get(cell) ?? [], expectedOf(client, server)));
    }
  }, 300_000);

  afterAll(async () => {
    for (const one of served) await one.close();
  });

  it.each(ERAS)(
    "is passed by the fixture itself for a client of %s, so that nothing is compared with nothing",
    (era) => {
      expect(direct.get(era)?.length).toBeGreaterThan(30);
      expect(failing(direct.get(era))).toEqual([]);
    },
  );

  it.each(CELLS)("passes through the policy for a client of %s before a server of %s", (client, server) => {
    const scenarios = through.get(`${client} to ${server}`);
    expect(namesOf(scenarios)).toEqual(namesOf(direct.get(client)));
    expect(failing(scenarios)).toEqual(expectedOf(client, server));
  });
});

async function before(fixture: Served): Promise<Served> {
  return await serveGateway(fixture.url, { interceptor: await grantedEverything() });
}

/** The scenarios that fail between a client and a server, in the order of their names. */
function expectedOf(client: Era, server: Era): readonly string[] {
  return client === "2026" && server === "2025" ? LOST_BEFORE_2025.flatMap(([, ...names]) => names).toSorted() : [];
}

function failing(scenarios: readonly Scenario[] = []): readonly string[] {
  return namesOf(scenarios.filter(({ failed }) => failed > 0));
}

function namesOf(scenarios: readonly Scenario[] = []): readonly string[] {
  return scenarios.map(({ name }) => name);
}
