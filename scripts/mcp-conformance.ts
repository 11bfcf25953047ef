// Prints how the official conformance suite of the Model Context Protocol goes against a fixture server, and through the gateway with its policy before it: `npm run mcp-conformance`.
import { CLIENT_SCENARIOS, clientConformance, conformance, REVISIONS, type Scenario } from "../test/mcp/conformance.ts";
import { serveFixture } from "../test/mcp/fixture/serve.ts";
import { serveGateway } from "../test/mcp/gateway.ts";
import { grantedEverything } from "../test/mcp/granted.ts";

const ERAS = ["2025", "2026"] as const;
type Era = keyof typeof REVISIONS;

const fixtures = { "2025": await serveFixture("2025"), "2026": await serveFixture("2026") };
console.log(
  "| client | directly | through, to a server of 2025 | through, to a server of 2026 |\n|---|---:|---:|---:|",
);
const failing: string[] = [];
for (const era of ERAS) {
  const cells = [
    await cell(era, "directly", fixtures[era].url),
    await through(era, "2025"),
    await through(era, "2026"),
  ];
  console.log(`| ${REVISIONS[era]} | ${cells.join(" | ")} |`);
}
console.log("\n| as a client | scenarios |\n|---|---:|");
for (const era of ERAS) {
  const scenarios: Scenario[] = [];
  for (const name of CLIENT_SCENARIOS[era]) scenarios.push(await clientConformance(REVISIONS[era], name));
  console.log(`| ${REVISIONS[era]} | ${counts(scenarios, `as a client of ${era}`)} |`);
}
console.log(["", "What fails:", "", ...failing].join("\n"));
await Promise.all(ERAS.map((era) => fixtures[era].close()));

async function through(client: Era, server: Era): Promise<string> {
  const gateway = await serveGateway(fixtures[server].url, { interceptor: await grantedEverything() });
  try {
    return await cell(client, `to a server of ${server}`, gateway.url);
  } finally {
    await gateway.close();
  }
}

async function cell(client: Era, way: string, url: string): Promise<string> {
  return counts(await conformance(url, REVISIONS[client]), `client of ${client}, ${way}`);
}

function counts(scenarios: readonly Scenario[], where: string): string {
  const bad = scenarios.filter(({ failed }) => failed > 0);
  failing.push(...bad.map((one) => `- ${where}: ${named(one)}`));
  const checks = scenarios.reduce((sum, { passed }) => sum + passed, 0);
  return `${scenarios.length - bad.length} of ${scenarios.length} (${checks} checks)`;
}

function named({ name, passed, failed }: Scenario): string {
  return `${name} (${failed} of ${passed + failed} checks)`;
}
