export type { Disk, DiskFile } from "./disk/disk.ts";
export { nodeDisk } from "./disk/node-disk.ts";
export { rotateKey, type Rotation } from "./rotate.ts";
export { stampNow } from "./stamp.ts";
export { openFolderLog, type FolderLogOptions } from "./segments/open.ts";
