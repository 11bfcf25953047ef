import { describe, expect, it } from "vitest";
import { parseCheckpoint, type Cosigner, type EvidenceLog } from "#core/evidence";
import { LOG } from "../../../core/evidence/testing/pack.ts";
import { ObjectLogStore } from "../objects/store.ts";
import { heldCosigner, show, withhold } from "../testing/held-cosigner.ts";
import { memoryObjects } from "../testing/memory-objects.ts";
import { openSharedLog } from "./open.ts";

type Place = ReturnType<typeof memoryObjects>;

function open(place: Place, cosigner?: Cosigner): Promise<EvidenceLog> {
  const asking = cosigner === undefined ? {} : { cosigner };
  const store = new ObjectLogStore(place);
  return openSharedLog({ store, origin: LOG.name, signers: [LOG], publishAfterMs: 3_600_000, ...asking });
}

async function shownIn(log: EvidenceLog): Promise<readonly (number | string)[]> {
  const checkpoint = parseCheckpoint((await log.read("checkpoint")) ?? new Uint8Array(0));
  return checkpoint === null ? [] : [checkpoint.size, ...checkpoint.note.signatures.map(({ name }) => name)];
}

describe("a shared log whose checkpoints are cosigned", () => {
  it("goes on while its witnesses are asked, and shows readers what they signed", async () => {
    const [place, cosigner] = [memoryObjects(), heldCosigner()];
    const log = await open(place, cosigner);
    await cosigner.answer(show);
    await log.append(Buffer.from("one"));
    const published = log.publish();
    const other = await open(place, heldCosigner());
    expect((await other.append(Buffer.from("two"))).kind).toBe("appended");
    await cosigner.answer(show);
    await published;
    expect(await shownIn(other)).toEqual([1, LOG.name, "w"]);
  });

  it("leaves readers the checkpoint before when too few sign, and shows all once no witness is asked", async () => {
    const [place, cosigner] = [memoryObjects(), heldCosigner()];
    const log = await open(place, cosigner);
    await cosigner.answer(show);
    await log.append(Buffer.from("one"));
    const published = log.publish().catch((error: unknown) => String(error));
    await cosigner.answer(withhold);
    expect(await published).toContain("Readers of the log have its last checkpoint");
    expect(await shownIn(log)).toEqual([0, LOG.name, "w"]);
    const closed = log.close();
    await cosigner.answer(withhold);
    await closed;
    expect(await shownIn(await open(place))).toEqual([1, LOG.name]);
  });
});
