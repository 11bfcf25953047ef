import { describe, expect, it } from "vitest";
import { loadWholeBundle } from "#core/bundle";
import { loadPolicySource } from "./policy-source.ts";

const SOURCE = loadPolicySource({ paths: [], library: true });
const { bundle, files } = SOURCE.load();

describe("loadPolicySource()", () => {
  it("knows the files of the library again, also where they are renamed, and they make the same bundle", () => {
    const own = { file: "own.yaml", text: "apiVersion: writ/v1\nkind: Settings\nmetadata: {name: s}\nspec: {}\n" };
    const renamed = files.map(({ text }, at) => ({ file: `${at}.yaml`, text }));
    expect(SOURCE.known([...renamed, own]).others).toEqual([own]);
    const { shipped, others } = SOURCE.known(renamed);
    expect([loadWholeBundle(others, shipped).bundle?.digest, others]).toEqual([bundle?.digest, []]);
  });

  it("knows nothing of policies without every kind that they were checked with", () => {
    const changed = files.map(({ file, text }) => ({
      file,
      text: file.startsWith("library/kinds/object-store") ? `${text}# changed\n` : text,
    }));
    expect(changed).not.toEqual(files);
    expect(SOURCE.known(changed)).toEqual({ shipped: [], others: changed });
  });
});
