export type { Disk, DiskFile } from "./disk/disk.ts";
export { nodeDisk } from "./disk/node-disk.ts";
export { openFolderLog, type FolderLogOptions } from "./segments/open.ts";
