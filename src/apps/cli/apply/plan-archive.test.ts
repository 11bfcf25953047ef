import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { configurationIn } from "./plan-archive.ts";

interface File {
  readonly name: string;
  readonly content: Buffer | string;
  readonly isDeflated?: boolean;
}

const FILES: readonly File[] = [
  {
    name: "tfconfig/modules.json",
    content: JSON.stringify([
      { Key: "", Dir: "." },
      { Key: "vpc", Dir: "modules/vpc" },
    ]),
  },
  { name: "tfconfig/m-/main.tf", content: 'module "vpc" {}' },
  { name: "tfconfig/m-vpc/main.tf", content: "# the module", isDeflated: true },
  { name: ".terraform.lock.hcl", content: "# locked" },
  { name: "tfplan", content: Buffer.from([1, 2, 3]) },
];

/** A ZIP archive (APPNOTE 4.3): files, the directory of them, and the end. */
function archiveOf(files: readonly File[]): Buffer {
  const [bodies, entries]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const { name, content, isDeflated = false } of files) {
    const packed = isDeflated ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(isDeflated ? 8 : 0, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    at += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...entries, end]);
}

function namesIn(archive: Buffer): readonly string[] {
  return configurationIn(archive, "infra").map(({ file }) => file);
}

function withModules(modules: unknown): Buffer {
  const manifest = { name: "tfconfig/modules.json", content: JSON.stringify(modules) };
  return archiveOf([manifest, ...FILES.slice(1)]);
}

describe("configurationIn()", () => {
  it("finds the files of every module, where the plan says that it lies", () => {
    expect(configurationIn(archiveOf(FILES), "infra")).toEqual([
      { file: "infra/main.tf", text: 'module "vpc" {}' },
      { file: "infra/modules/vpc/main.tf", text: "# the module" },
      { file: "infra/.terraform.lock.hcl", text: "# locked" },
    ]);
  });

  it("has nothing for an archive that is cut off or has another byte anywhere, or what is still whole of it", () => {
    const whole = archiveOf(FILES);
    for (let length = 0; length < whole.length; length++) expect(namesIn(whole.subarray(0, length))).toEqual([]);
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at);
      expect(namesIn(changed).length).toBeLessThanOrEqual(3);
    }
  });

  it("unpacks no more than any configuration has", () => {
    const bomb = { name: "tfconfig/m-/big.tf", content: Buffer.alloc(64 * 1024 * 1024), isDeflated: true };
    expect(namesIn(archiveOf([...FILES, bomb]))).toEqual([]);
    const half = { ...bomb, content: Buffer.alloc(9 * 1024 * 1024) };
    expect(namesIn(archiveOf([...FILES, half]))).toHaveLength(4);
    expect(namesIn(archiveOf([...FILES, half, { ...half, name: "tfconfig/m-/more.tf" }]))).toEqual([]);
  });

  it("reads no more files than any configuration has", () => {
    const many = Array.from({ length: 2001 }, (_, at) => ({ name: `tfconfig/m-/${at}.tf`, content: "" }));
    expect(namesIn(archiveOf(many))).toEqual([]);
  });

  it("takes modules for what they are, whatever their names and folders", () => {
    expect(namesIn(withModules("no list"))).toEqual(["infra/main.tf", "infra/.terraform.lock.hcl"]);
    expect(namesIn(withModules([null, 7, { Key: "vpc" }, { Key: "vpc", Dir: "/etc" }]))).toHaveLength(2);
    expect(namesIn(archiveOf([{ name: "tfconfig/m-__proto__/main.tf", content: "" }]))).toEqual([]);
    expect(namesIn(archiveOf([{ name: "tfconfig/m-/../../main.tf", content: "" }]))).toEqual([]);
  });
});
