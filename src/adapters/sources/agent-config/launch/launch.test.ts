import { describe, expect, test } from "vitest";
import { Unknown } from "#core/language";
import { withLaunch } from "./launch.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const COMMIT = "0123456789abcdef0123456789abcdef01234567";

function launchOf(line: string): unknown {
  const [command = "", ...args] = line.split(" ");
  return withLaunch({ command, args })["$launch"];
}

describe("withLaunch()", () => {
  test.each([
    ["npx -y @a/b@1.2.3", "npm", "@a/b", "1.2.3", true],
    ["npx @a/b", "npm", "@a/b", null, false],
    ["npx -y a@latest", "npm", "a", "latest", false],
    ["npx -y a@^1.2.3", "npm", "a", "^1.2.3", false],
    ["npx --package=a@1.0.0 -- run", "npm", "a", "1.0.0", true],
    ["npx -p a@1.0.0-rc.1 run", "npm", "a", "1.0.0-rc.1", true],
    ["/usr/local/bin/npx a@1.0.0", "npm", "a", "1.0.0", true],
    ["cmd /c npx.cmd -y a@1.0.0", "npm", "a", "1.0.0", true],
    ["env A=b DEBUG=1 npx a@1.0.0", "npm", "a", "1.0.0", true],
    ["npm exec --yes a@1.0.0", "npm", "a", "1.0.0", true],
    ["pnpm --silent dlx a", "npm", "a", null, false],
    ["bun x a@2.0.0", "npm", "a", "2.0.0", true],
    ["npx github:a/b", "url", "github:a/b", null, false],
    ["npx a/b", "url", "a/b", null, false],
    [`npx git+https://example.com/a.git#${COMMIT}`, "url", `git+https://example.com/a.git#${COMMIT}`, null, true],
    ["uvx a==1.2.3", "pypi", "a", "1.2.3", true],
    ["uvx a@1.2", "pypi", "a", "1.2", true],
    ["uvx a@latest", "pypi", "a", "latest", false],
    ["uvx --python 3.12 --from a[x]==1.2.3 b", "pypi", "a[x]", "1.2.3", true],
    ["uvx a>=1.0", "pypi", "a>=1.0", null, false],
    ["uvx a==1.*", "pypi", "a", "1.*", false],
    ["uv --quiet tool run a==1.0", "pypi", "a", "1.0", true],
    ["uv run --with a server.py", "pypi", "a", null, false],
    ["pipx run --spec a==1.0 a", "pypi", "a", "1.0", true],
    ["docker run -i --rm -e TOKEN a/b:1.2", "image", "a/b", "1.2", false],
    ["docker run -it --mount type=bind,src=/,dst=/x localhost:5000/a/b", "image", "localhost:5000/a/b", null, false],
    [`podman run -i --rm a/b:1@${DIGEST}`, "image", "a/b", DIGEST, true],
    [`docker run a/b@sha256:abc`, "image", "a/b", "sha256:abc", false],
    ["deno run -A npm:a@1.0.0", "npm", "a", "1.0.0", true],
    ["deno run --allow-net=example.com https://example.com/a.ts", "url", "https://example.com/a.ts", null, false],
    ["go run example.com/a@v1.2.3", "go", "example.com/a", "v1.2.3", true],
    ["go run example.com/a@latest", "go", "example.com/a", "latest", false],
  ])("finds what `%s` fetches", (line, ...[ecosystem, name, version, pinned]) => {
    expect(launchOf(line)).toMatchObject({ ecosystem, name, version, pinned });
  });

  test.each([
    "node server.js",
    "python -m server",
    "./bin/server",
    "npx ./tool",
    "npm start",
    "uv run server.py",
    "docker ps",
    "deno run main.ts",
    "bash run.sh",
    "go run .",
  ])("finds that `%s` fetches nothing", (line) => {
    expect(launchOf(line)).toMatchObject({ ecosystem: "none" });
    expect(launchOf(line)).not.toHaveProperty("pinned");
  });

  test.each([
    "bash -c npx",
    "sh -lc npx",
    "npx -c a",
    "npx --strange a@1.0.0",
    "docker run --strange a",
    "powershell -Command npx",
    "npx",
    "uvx --from",
  ])("does not guess what `%s` fetches", (line) => {
    expect(launchOf(line)).toMatchObject({ pinned: expect.any(Unknown) });
  });

  test("reads a command line that is written in one text, and one that is a list", () => {
    expect(withLaunch({ command: "npx -y a@1.0.0" })["$launch"]).toMatchObject({ name: "a", pinned: true });
    expect(withLaunch({ command: ["npx", "a"] })["$launch"]).toMatchObject({ name: "a", pinned: false });
    expect(withLaunch({ command: "C:\\Program Files\\nodejs\\npx.cmd", args: ["a"] })["$launch"]).toMatchObject({
      name: "a",
    });
  });

  test("does not know what hides behind something masked", () => {
    const secret = new Unknown([{ reason: "sensitive", path: "args.1" }]);
    expect(withLaunch({ command: "npx", args: ["-y", secret] })["$launch"]).toMatchObject({
      pinned: expect.any(Unknown),
    });
    expect(withLaunch({ command: "docker", args: ["run", "-e", secret, "a"] })["$launch"]).toMatchObject({ name: "a" });
    expect(withLaunch({ command: secret })["$launch"]).toMatchObject({ pinned: expect.any(Unknown) });
  });

  test("leaves alone what starts nothing, and bounds wrappers of wrappers", () => {
    expect(withLaunch({ url: "https://example.com" })).toEqual({ url: "https://example.com" });
    expect(withLaunch({ command: 7, args: "x" })).toEqual({ command: 7, args: "x" });
    expect(launchOf(`${"env ".repeat(5000)}npx`)).toMatchObject({ pinned: expect.any(Unknown) });
  });
});
