import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { applyPlan, findTool, showJson, type Tool } from "./tool.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A folder with a `terraform` that does what a script says. */
function toolThat(script: string): Tool {
  const folder = mkdtempSync(join(tmpdir(), "writ-tool-"));
  const program = join(folder, "terraform");
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  return { name: "terraform", program, folder };
}

describe("findTool()", () => {
  it("takes a program from whole paths alone, and no folder for one", () => {
    const [{ folder }, parent] = [toolThat("exit 0"), mkdtempSync(join(tmpdir(), "writ-path-"))];
    mkdirSync(join(parent, "terraform"));
    vi.stubEnv("PATH", `:.:bin:${parent}:${folder}`);
    expect(findTool("terraform", ".").program).toBe(join(folder, "terraform"));
    vi.stubEnv("PATH", `:.:${parent}`);
    expect(() => findTool("terraform", ".")).toThrow("There is no `terraform` on the PATH");
  });
});

describe("what a tool is told", () => {
  it("is the environment, but never the token of the control plane", async () => {
    vi.stubEnv("WRIT_TOKEN", "secret");
    vi.stubEnv("TF_VAR_name", "docs");
    const tool = toolThat('echo "$TF_VAR_name:$WRIT_TOKEN:$*" | tee -a told');
    expect(Buffer.from(showJson(tool, "p")).toString()).toBe("docs::show -json p\n");
    expect(await applyPlan(tool, "p")).toEqual({ code: 0, signal: null });
    expect(readFileSync(join(tool.folder, "told"), "utf8")).toContain("docs::apply -input=false p\n");
  });
});

describe("applyPlan()", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "passes %s on once, and waits for what comes of it",
    async (signal) => {
      const trap = `trap 'echo ${signal} >>heard; kill $!; exit 9' ${signal.slice(3)}`;
      const tool = toolThat(`${trap}\nsleep 60 &\necho >ready\nwait`);
      const before = process.listeners(signal);
      const ended = applyPlan(tool, "p");
      await vi.waitFor(() => expect(existsSync(join(tool.folder, "ready"))).toBe(true));
      for (const listener of process.listeners(signal)) if (!before.includes(listener)) listener(signal);
      expect(await ended).toEqual({ code: 9, signal: null });
      expect(readFileSync(join(tool.folder, "heard"), "utf8")).toBe(`${signal}\n`);
      expect(process.listeners(signal)).toEqual(before);
    },
  );

  it("tells a signal that ended the tool, and a tool that was never started", async () => {
    expect(await applyPlan(toolThat("kill -9 $$"), "p")).toEqual({ code: null, signal: "SIGKILL" });
    const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const gone = { ...toolThat(""), program: "/nowhere/terraform" };
    expect(await applyPlan(gone, "p")).toEqual({ code: null, signal: null });
    expect(said.mock.calls.join()).toContain("ENOENT");
  });
});
