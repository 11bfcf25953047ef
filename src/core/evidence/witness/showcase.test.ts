import { describe, expect, it } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import type { Cosigned } from "./cosigner.ts";
import { createShowcase } from "./showcase.ts";

async function turns(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe("a showcase", () => {
  it("asks for one checkpoint after the other, and of those that wait for the newest alone", async () => {
    const [asked, shown]: [string[], string[]] = [[], []];
    const answers: ((cosigned: Cosigned) => void)[] = [];
    const showcase = createShowcase({
      sha256: nodeCrypto.sha256,
      cosigner: {
        cosign: ({ note }) => {
          asked.push(note);
          return new Promise((answer) => answers.push(answer));
        },
      },
      read: () => Promise.resolve(null),
      show: (note) => Promise.resolve(void shown.push(note)),
    });
    const first = showcase("1");
    await turns();
    const others = ["2", "3", "4"].map((note) => showcase(note));
    await turns();
    expect(asked).toEqual(["1"]);
    answers[0]?.({ kind: "withhold", reason: "nobody signed" });
    expect(await first).toEqual({ kind: "withhold", reason: "nobody signed" });
    await turns();
    expect(asked).toEqual(["1", "4"]);
    answers[1]?.({ kind: "show", note: "4 signed" });
    expect(await Promise.all(others)).toEqual(others.map(() => ({ kind: "show", note: "4 signed" })));
    expect(shown).toEqual(["4 signed"]);
  });

  it("goes on after a checkpoint could not be shown", async () => {
    let broken = true;
    const showcase = createShowcase({
      sha256: nodeCrypto.sha256,
      cosigner: { cosign: ({ note }) => Promise.resolve({ kind: "show", note }) },
      read: () => Promise.resolve(null),
      show: () => (broken ? Promise.reject(new Error("the disk is full")) : Promise.resolve()),
    });
    await expect(showcase("1")).rejects.toThrow("full");
    broken = false;
    expect(await showcase("2")).toEqual({ kind: "show", note: "2" });
  });
});
