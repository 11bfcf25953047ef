import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OWN_NETWORK, pod } from "./cli/documents.ts";
import { folderOf, ROOT, run, type Run } from "./cli/writ.ts";

const folder = mkdtempSync(join(tmpdir(), "writ-package-"));
/** The cases of the shipped policies, which are thousands of files and stay in the workshop. */
const CASES = /library\/policies\/[^/]+\/cases(?:\/|$)/;
/** A shipped policy that `pod()` violates when it is in the host's network. */
const POLICY = "k8w-02-no-host-namespaces";
/** The npm beside this Node, or the one of the machine. */
const NPM = ["npm", "--no-audit", "--no-fund", "--no-update-notifier"];
/** Asks the registry as whoever runs the tests does: whom to believe there stands in the surroundings. One that does not answer is not waited for again and again. */
const INSTALL = [...NPM, "install", "--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
const { NODE_EXTRA_CA_CERTS = "" } = process.env;
const REGISTRY = NODE_EXTRA_CA_CERTS === "" ? {} : { env: { NODE_EXTRA_CA_CERTS } };

interface Installed {
  readonly files: readonly string[];
  readonly user: string;
  readonly install: Run;
}

let installed: Installed;

/** Packs what a build of this tree gives, without touching the tree's own `dist/`, and installs it as a user would. */
async function installPackage(): Promise<Installed> {
  const tree = join(folder, "tree");
  for (const name of ["bin", "library", "scripts", "spec", "src", "LICENSE", "NOTICE", "README.md", "CHANGELOG.md"])
    cpSync(join(ROOT, name), join(tree, name), { recursive: true, filter: (from) => !CASES.test(from) });
  for (const name of ["package.json", "tsconfig.json", "tsconfig.build.json"])
    cpSync(join(ROOT, name), join(tree, name));
  await succeed(run(tree, ["ln", "-s", join(ROOT, "node_modules"), "node_modules"], {}));
  await succeed(run(tree, [...NPM, "run", "build"], {}));
  const packed = await succeed(
    run(tree, [...NPM, "pack", "--ignore-scripts", "--json", "--pack-destination", folder], {}),
  );
  const [{ files, filename }]: readonly [{ files: { path: string }[]; filename: string }] = JSON.parse(packed.stdout);
  const user = folderOf({ "package.json": '{"name":"user","private":true}' });
  const install = await run(user, [...INSTALL, join(folder, filename)], REGISTRY);
  return { files: files.map(({ path }) => path), user, install };
}

async function succeed(pending: Promise<Run>): Promise<Run> {
  const outcome = await pending;
  if (outcome.code !== 0) throw new Error(`cannot make the package: ${outcome.stdout}${outcome.stderr}`);
  return outcome;
}

describe("the package", () => {
  beforeAll(async () => {
    installed = await installPackage();
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("holds the program, the library and the schemas, and nothing of the workshop", () => {
    const tops = new Set(installed.files.map((file) => file.split("/")[0]));
    expect(tops).toEqual(
      new Set(["CHANGELOG.md", "LICENSE", "NOTICE", "README.md", "bin", "dist", "library", "package.json", "spec"]),
    );
    expect(installed.files.filter((file) => /\.test\.|(^|\/)testing\//.test(file))).toEqual([]);
    const library = filesBelow("library").filter((file) => !CASES.test(file));
    for (const file of library) expect(installed.files).toContain(file);
    expect(installed.files).toContain("spec/schemas/policy.json");
    expect(installed.files).toContain("dist/apps/verifier/verify.mjs");
  });

  it("runs from an empty folder once it is installed", async (context) => {
    if (installed.install.code !== 0)
      context.skip(`npm cannot get the dependencies here: ${installed.install.stderr.slice(0, 200)}`);
    const { user } = installed;
    const bin = join(user, "node_modules/.bin/writ");
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(await run(user, [process.execPath, bin, "--version"], {})).toMatchObject({
      code: 0,
      stdout: `${version}\n`,
    });
    const inputs = folderOf({ "own.yaml": OWN_NETWORK, "pod.yaml": pod("open", true) });
    const own = await run(inputs, [process.execPath, bin, "check", "--no-library", "-p", "own.yaml", "pod.yaml"], {});
    expect(own, own.stderr).toMatchObject({ code: 1, stdout: expect.stringContaining("pod.yaml:6:3") });
  });

  it("rules for one client from where it is installed", async (context) => {
    if (installed.install.code !== 0) context.skip("npm cannot get the dependencies here");
    const inputs = folderOf({});
    cpSync(join(ROOT, "test/mcp/fixture/shop"), inputs, { recursive: true });
    const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } };
    const stdin = `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params })}\n`;
    const bin = join(installed.user, "node_modules/.bin/writ");
    const policies = ["-p", "agent.yaml", "-p", "policies.yaml"];
    const gateway = [process.execPath, bin, "gateway", "orders", "--config", "mcp.yaml", ...policies];
    const { code, stdout, stderr } = await run(inputs, gateway, { stdin });
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { serverInfo: { name: "orders" } } });
  });

  it("judges by the library as it lies there, whatever the build kept of it", async (context) => {
    if (installed.install.code !== 0) context.skip("npm cannot get the dependencies here");
    const { user } = installed;
    const bin = join(user, "node_modules/.bin/writ");
    const inputs = folderOf({ "pod.yaml": pod("open", true) });
    const check = (): Promise<Run> => run(inputs, [process.execPath, bin, "check", "pod.yaml", "-o", "json"], {});
    const modeOf = ({ stdout }: Run): string | undefined =>
      JSON.parse(stdout).rules.find(({ policy }: { policy: string }) => policy === POLICY)?.mode;
    expect(modeOf(await check())).toBe("enforce");
    const file = join(user, "node_modules/writ/library/policies", POLICY, "policy.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("mode: enforce", "mode: warn"));
    expect(modeOf(await check())).toBe("warn");
  });
});

function filesBelow(name: string): readonly string[] {
  return readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dirname(join(ROOT, name)).length + 1));
}
