import type { ReachTrait } from "#core/model";
import type { Word } from "../command.ts";
import type { Draft } from "../draft.ts";
import { actOnFile } from "../files/file.ts";
import { invoke, type Call } from "../invoked.ts";

/** Programs that change the machine itself, with how far they reach. */
const SYSTEM: ReadonlyMap<string, readonly ReachTrait[]> = new Map([
  ...named(
    ["irreversible", "reach-all"],
    "mkfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs newfs mke2fs mkswap wipefs fdisk sfdisk cfdisk parted gdisk sgdisk diskutil blkdiscard hdparm cryptsetup lvremove vgremove pvremove zfs zpool mdadm",
  ),
  ...named(
    ["reach-all"],
    "shutdown reboot halt poweroff init telinit systemctl service launchctl sysctl iptables ip6tables nft ufw firewall-cmd modprobe insmod rmmod swapoff mount umount chroot nsenter unshare setenforce apparmor_parser",
  ),
  ...named(["reach-many"], "killall pkill skill kill"),
  ...named(
    [],
    "useradd usermod userdel groupadd groupmod groupdel passwd chpasswd visudo adduser deluser crontab at batch hostnamectl timedatectl localectl update-alternatives dpkg rpm snap flatpak ldconfig depmod setcap",
  ),
]);
const READING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "systemctl",
    words(
      "status show list-units list-unit-files is-active is-enabled is-failed cat list-timers list-dependencies get-default --version",
    ),
  ],
  ["service", words("--status-all")],
  ["mount", words("-l")],
  ["sysctl", words("-a -n")],
  ["crontab", words("-l")],
  ["ufw", words("status")],
  ["iptables", words("-L -S")],
  ["dpkg", words("-l -L -s -S --list --status --listfiles")],
  ["rpm", words("-q -qa -qi -ql")],
  ["kill", words("-l -0 -L")],
  ["diskutil", words("list info")],
  ["zfs", words("list get")],
  ["zpool", words("list status")],
]);

function named(traits: readonly ReachTrait[], names: string): readonly (readonly [string, readonly ReachTrait[]])[] {
  return names.split(" ").map((name) => [name, traits]);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** The names of the programs that change the machine. */
export const SYSTEM_PROGRAMS: readonly string[] = [...SYSTEM.keys()];

/** Reads a program that changes the machine. */
export function readSystemProgram(draft: Draft, call: Call): void {
  if (isReading(call)) return;
  const isOne = call.program === "kill" && !isGroup(call.words);
  invoke(draft, call, undefined, isOne ? [] : (SYSTEM.get(call.program) ?? []));
  for (const word of call.words)
    if (word.text?.startsWith("/dev/") === true) actOnFile(draft, "update", word, { traits: ["irreversible"] });
  if (call.program === "crontab") schedule(draft, call.words);
}

function isReading({ program, words: [first] }: Call): boolean {
  if (first === undefined) return program === "mount";
  return READING.get(program)?.has(first.text ?? "") === true;
}

/** A negative number is a group of processes, and -1 all of them. */
function isGroup(all: readonly Word[]): boolean {
  return all.some(({ text }, at) => text === null || (at > 0 && /^-\d+$/.test(text)) || text === "-1");
}

function schedule(draft: Draft, all: readonly Word[]): void {
  const file = all.find(({ text }) => text === null || !text.startsWith("-"));
  if (file !== undefined) actOnFile(draft, "read", file);
  if (all.some(({ text }) => text === "-r"))
    actOnFile(draft, "delete", { text: "/var/spool/cron", quoted: true }, { traits: ["irreversible"] });
  else if (!all.some(({ text }) => text === "-l"))
    actOnFile(draft, "update", { text: "/var/spool/cron", quoted: true });
}

const ASSIGNED = /^(?<key>if|of)=(?<file>.*)$/s;

/** Reads `dd`: what is read, and what is overwritten. */
export function readDd(draft: Draft, call: Call): void {
  for (const { text } of call.words) {
    if (text === null)
      draft.unresolved("word-unknown", "A word that `dd` is given is not known, and may be what it overwrites");
    const found = ASSIGNED.exec(text ?? "")?.groups;
    const file: Word = { text: found?.["file"] ?? null, quoted: true };
    if (found?.["key"] === "if") actOnFile(draft, "read", file);
    if (found?.["key"] === "of") actOnFile(draft, "update", file, { traits: ["irreversible"] });
  }
}
