export type { Disk, DiskFile } from "./disk/disk.ts";
export { nodeDisk } from "./disk/node-disk.ts";
export { openLogStore, parseLogPlace, type LogAccess, type LogPlace } from "./place.ts";
export { fetchLog, type Fetched } from "./fetch.ts";
export { rotateKey, rotateSharedKey, type Rotation } from "./rotate.ts";
export { joinSharedLog, type Joined } from "./shared/join.ts";
export type { LogStore } from "./shared/log-store.ts";
export { stampNow } from "./stamp.ts";
export { openFolderLog, type FolderLogOptions } from "./segments/open.ts";
