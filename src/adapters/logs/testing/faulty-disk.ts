import type { Disk, DiskFile } from "../disk/disk.ts";

/** What a disk does at one of its steps: as it should, not at all, or all of it and then says that it did not. */
export type Fault = "none" | "fails" | "fails-but-happens";

/** A step of a disk and the path that it is about. */
export type Step =
  `${"write" | "sync" | "close" | "open" | "replace" | "remove" | "syncPath" | "read" | "list"} ${string}`;

/** A disk that fails where it is told to, with the error of a full disk. */
export function faultyDisk(disk: Disk, faultAt: (step: Step) => Fault): Disk {
  const attempt = async <Result>(step: Step, run: () => Promise<Result>): Promise<Result> => {
    const fault = faultAt(step);
    if (fault === "fails") throw full(step);
    const result = await run();
    if (fault === "fails-but-happens") throw full(step);
    return result;
  };
  const wrap = (path: string, file: DiskFile): DiskFile => ({
    write: (bytes, at) => attempt(`write ${path}`, () => file.write(bytes, at)),
    sync: () => attempt(`sync ${path}`, () => file.sync()),
    close: () => attempt(`close ${path}`, () => file.close()),
  });
  return {
    open: (path) => attempt(`open ${path}`, async () => wrap(path, await disk.open(path))),
    read: (path) => attempt(`read ${path}`, () => disk.read(path)),
    list: (folder) => attempt(`list ${folder}`, () => disk.list(folder)),
    replace: (path, bytes, durable) => attempt(`replace ${path}`, () => disk.replace(path, bytes, durable)),
    syncPath: (path) => attempt(`syncPath ${path}`, () => disk.syncPath(path)),
    remove: (path) => attempt(`remove ${path}`, () => disk.remove(path)),
    makeFolder: (path) => disk.makeFolder(path),
  };
}

function full(step: Step): Error {
  return Object.assign(new Error(`ENOSPC: no space left on device, ${step}`), { code: "ENOSPC" });
}
