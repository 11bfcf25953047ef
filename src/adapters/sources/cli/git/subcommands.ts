import type { ReachTrait, Verb } from "#core/model";
import { optionTable, type OptionTable } from "../words/option-table.ts";
import type { RepositoryPart } from "./repository.ts";

/** What a subcommand of Git does, the first act whose options or first operand are given. */
export interface GitSubcommand {
  readonly options: OptionTable;
  readonly acts: readonly GitAct[];
  readonly network: "clone" | "fetch" | "push" | null;
  /** Options that are not known cannot make it lose anything. */
  readonly harmless: boolean;
  /** Options whose value is run. */
  readonly runs: readonly string[];
  readonly files: Readonly<Record<string, Verb>>;
}

interface GitAct {
  readonly when?: readonly string[];
  readonly first?: readonly string[];
  readonly verb: Verb;
  readonly part: RepositoryPart;
  readonly traits: readonly ReachTrait[];
  /** Whether the operands are branches or tags. */
  readonly named?: boolean;
}

const FETCH_OPTIONS =
  "all,a append atomic depth= deepen= shallow-since= shallow-exclude= unshallow update-shallow dry-run force,f keep,k multiple prune,p prune-tags,P no-tags,n tags,t no-recurse-submodules recurse-submodules? jobs,j= set-upstream,u upload-pack= quiet,q verbose,v progress server-option,o= ipv4,4 ipv6,6 negotiation-tip= refmap= filter=";

function act(verb: Verb, part: RepositoryPart, more: Partial<GitAct> = {}): GitAct {
  return { verb, part, traits: [], ...more };
}

function reads(options = "", more: Partial<GitSubcommand> = {}): GitSubcommand {
  return {
    options: optionTable(`${options} output= ext-diff textconv`),
    acts: [act("read", "history")],
    network: null,
    harmless: true,
    runs: [],
    files: { output: "update" },
    ...more,
  };
}

function changes(options: string, acts: readonly GitAct[], more: Partial<GitSubcommand> = {}): GitSubcommand {
  return {
    options: optionTable(options),
    acts,
    network: null,
    harmless: false,
    runs: [],
    files: {},
    ...more,
  };
}

const LOSES = { traits: ["irreversible"] } as const;
const TREE = act("update", "working-tree");
const HISTORY = act("update", "history");

/** The subcommands of Git that are known; any other name is an alias or a program. */
export const SUBCOMMANDS: ReadonlyMap<string, GitSubcommand> = new Map([
  ...[
    "status",
    "log",
    "show",
    "diff",
    "shortlog",
    "blame",
    "describe",
    "rev-parse",
    "rev-list",
    "ls-files",
    "ls-tree",
    "cat-file",
    "name-rev",
    "whatchanged",
    "merge-base",
    "cherry",
    "count-objects",
    "var",
    "version",
    "help",
    "show-ref",
    "for-each-ref",
    "check-ignore",
    "check-attr",
    "diff-tree",
    "diff-index",
    "diff-files",
    "range-diff",
    "show-branch",
    "fsck",
    "verify-commit",
    "verify-tag",
    "symbolic-ref",
    "hash-object",
    "stripspace",
    "annotate",
    "grep",
    "get-tar-commit-id",
  ].map(
    (name) =>
      [
        name,
        name === "grep"
          ? reads("open-files-in-pager,O? e= f= A= B= C= m=", { runs: ["open-files-in-pager"] })
          : reads(),
      ] as const,
  ),
  [
    "add",
    changes(
      "all,A update,u patch,p interactive,i edit,e force,f verbose,v dry-run,n intent-to-add,N refresh ignore-errors ignore-missing renormalize chmod= pathspec-from-file= pathspec-file-nul no-all sparse",
      [TREE],
    ),
  ],
  [
    "commit",
    changes(
      "all,a message,m= amend no-edit edit,e file,F= reuse-message,C= reedit-message,c= fixup= squash= author= date= signoff,s no-signoff no-verify,n verify allow-empty allow-empty-message quiet,q verbose,v dry-run patch,p interactive include,i only,o gpg-sign,S? no-gpg-sign template,t= cleanup= reset-author status no-status trailer= short branch porcelain long untracked-files,u? pathspec-from-file= no-post-rewrite",
      [act("update", "history", { when: ["amend"], traits: ["forced"] }), act("create", "history")],
      { files: { file: "read", template: "read" } },
    ),
  ],
  [
    "push",
    changes(
      "all branches mirror delete,d tags follow-tags atomic dry-run,n porcelain force,f force-with-lease? force-if-includes no-force-with-lease set-upstream,u no-verify verify quiet,q verbose,v progress prune signed? receive-pack= exec= repo= push-option,o= thin no-thin recurse-submodules= ipv4,4 ipv6,6",
      [],
      { network: "push", runs: ["receive-pack", "exec"] },
    ),
  ],
  [
    "fetch",
    changes(FETCH_OPTIONS, [act("update", "branches")], {
      network: "fetch",
      runs: ["upload-pack"],
    }),
  ],
  [
    "pull",
    changes(
      `${FETCH_OPTIONS} rebase,r? no-rebase ff ff-only no-ff commit no-commit squash strategy,s= strategy-option,X= autostash no-autostash edit,e no-edit signoff stat no-stat allow-unrelated-histories verify no-verify gpg-sign,S? cleanup=`,
      [TREE],
      { network: "fetch", runs: ["upload-pack"] },
    ),
  ],
  [
    "clone",
    changes(
      "bare mirror branch,b= depth= single-branch no-single-branch no-tags recursive,recurse-submodules? shallow-submodules shallow-since= shallow-exclude= jobs,j= origin,o= upload-pack,u= template= config,c= reference= reference-if-able= dissociate separate-git-dir= no-checkout,n quiet,q verbose,v progress filter= sparse local,l no-hardlinks shared,s server-option= remote-submodules ipv4,4 ipv6,6 bundle-uri= also-filter-submodules revision=",
      [],
      { network: "clone", runs: ["upload-pack"], files: { template: "read" } },
    ),
  ],
  [
    "ls-remote",
    changes(
      "heads,h branches,b tags,t refs upload-pack= exec= quiet,q exit-code get-url sort= symref server-option,o=",
      [],
      { network: "fetch", runs: ["upload-pack", "exec"] },
    ),
  ],
  [
    "reset",
    changes(
      "hard soft mixed merge keep quiet,q patch,p intent-to-add,N pathspec-from-file= no-refresh refresh recurse-submodules",
      [
        act("update", "working-tree", {
          when: ["hard"],
          traits: ["irreversible", "forced", "reach-all"],
        }),
        act("update", "working-tree", { when: ["merge"], ...LOSES }),
        TREE,
      ],
    ),
  ],
  [
    "clean",
    changes("force,f d x X interactive,i dry-run,n quiet,q exclude,e=", [
      act("read", "working-tree", { when: ["dry-run"] }),
      act("delete", "working-tree", {
        when: ["x", "X"],
        traits: ["irreversible", "reach-all", "recursive"],
      }),
      act("delete", "working-tree", { traits: ["irreversible", "reach-many"] }),
    ]),
  ],
  [
    "checkout",
    changes(
      "b= B= branch detach,d force,f ours theirs merge,m conflict= patch,p quiet,q progress track,t? no-track orphan= l ignore-skip-worktree-bits recurse-submodules no-recurse-submodules guess no-guess overlay no-overlay pathspec-from-file= ignore-other-worktrees",
      [
        act("update", "working-tree", { when: ["force"], ...LOSES }),
        act("update", "working-tree", { when: ["--"], ...LOSES }),
        act("update", "working-tree", { first: ["."], ...LOSES }),
        act("update", "branches", { when: ["B"], traits: ["forced"] }),
        TREE,
      ],
    ),
  ],
  [
    "switch",
    changes(
      "create,c= force-create,C= detach,d force,f,discard-changes merge,m conflict= quiet,q progress track,t? no-track orphan= guess no-guess ignore-other-worktrees recurse-submodules",
      [
        act("update", "working-tree", { when: ["force"], ...LOSES }),
        act("update", "branches", { when: ["force-create"], traits: ["forced"] }),
        TREE,
      ],
    ),
  ],
  [
    "restore",
    changes(
      "source,s= staged,S worktree,W ours theirs merge,m conflict= patch,p quiet,q progress ignore-unmerged overlay pathspec-from-file= recurse-submodules",
      [
        act("update", "working-tree", { when: ["worktree"], ...LOSES }),
        act("update", "working-tree", { when: ["staged"] }),
        act("update", "working-tree", LOSES),
      ],
    ),
  ],
  [
    "rm",
    changes("force,f dry-run,n r cached ignore-unmatch quiet,q pathspec-from-file= sparse", [
      act("update", "working-tree", { when: ["cached", "dry-run"] }),
      act("delete", "working-tree", { traits: ["reach-many"] }),
    ]),
  ],
  [
    "bisect",
    changes("no-checkout first-parent term-new= term-old= term-good= term-bad= stat", [
      act("read", "history", { first: ["log", "terms"] }),
      TREE,
    ]),
  ],
  ["mv", changes("force,f k dry-run,n verbose,v sparse", [TREE])],
  [
    "branch",
    changes(
      "delete,d D move,m M copy,c C force,f list,l all,a remotes,r verbose,v vv show-current contains? no-contains? merged? no-merged? sort= points-at= format= color? set-upstream-to,u= unset-upstream track,t? no-track edit-description quiet,q column? abbrev? ignore-case,i",
      [
        act("delete", "branches", { when: ["D"], named: true, traits: ["forced", "irreversible"] }),
        act("delete", "branches", { when: ["delete"], named: true }),
        act("update", "branches", {
          when: ["move", "copy", "set-upstream-to", "unset-upstream", "edit-description"],
        }),
        act("update", "branches", { when: ["M", "C", "force"], traits: ["forced"] }),
        act("read", "branches", {
          when: [
            "list",
            "all",
            "remotes",
            "show-current",
            "contains",
            "merged",
            "no-merged",
            "verbose",
            "vv",
            "format",
          ],
        }),
        act("create", "branches", { named: true }),
      ],
    ),
  ],
  [
    "tag",
    changes(
      "annotate,a sign,s local-user,u= force,f delete,d verify,v list,l n? contains? no-contains? merged? no-merged? sort= points-at= message,m= file,F= edit,e cleanup= format= color? create-reflog column? no-sign",
      [
        act("delete", "tags", { when: ["delete"], named: true, ...LOSES }),
        act("read", "tags", { when: ["list", "verify", "contains", "merged", "points-at", "n"] }),
        act("create", "tags", { named: true }),
      ],
      { files: { file: "read" } },
    ),
  ],
  [
    "merge",
    changes(
      "commit no-commit edit,e no-edit ff ff-only no-ff squash strategy,s= strategy-option,X= message,m= file,F= abort quit continue allow-unrelated-histories autostash signoff verify no-verify gpg-sign,S? stat,n no-stat log? quiet,q verbose,v progress into-name= no-squash rerere-autoupdate",
      [HISTORY],
    ),
  ],
  [
    "rebase",
    changes(
      "onto= interactive,i continue abort skip quit edit-todo show-current-patch exec,x= autosquash no-autosquash autostash root keep-base merge,m strategy,s= strategy-option,X= rebase-merges,r? force-rebase,f no-ff update-refs no-verify quiet,q verbose,v stat,n committer-date-is-author-date reset-author-date signoff gpg-sign,S? empty= keep-empty whitespace= C= fork-point apply",
      [act("update", "history", { traits: ["forced"] })],
      { runs: ["exec"] },
    ),
  ],
  [
    "cherry-pick",
    changes(
      "edit,e no-commit,n x mainline,m= signoff,s continue abort skip quit strategy= strategy-option,X= allow-empty keep-redundant-commits ff gpg-sign,S? cleanup= empty=",
      [HISTORY],
    ),
  ],
  [
    "revert",
    changes(
      "edit,e no-edit no-commit,n mainline,m= signoff,s continue abort skip quit strategy= strategy-option,X= gpg-sign,S? cleanup= reference",
      [HISTORY],
    ),
  ],
  [
    "stash",
    changes(
      "message,m= include-untracked,u all,a patch,p keep-index,k no-keep-index quiet,q staged,S index stat",
      [
        act("delete", "working-tree", { first: ["drop", "clear"], traits: ["irreversible"] }),
        act("read", "working-tree", { first: ["list", "show"] }),
        TREE,
      ],
      { harmless: true },
    ),
  ],
  [
    "init",
    changes(
      "bare quiet,q template= separate-git-dir= object-format= ref-format= initial-branch,b= shared?",
      [act("create", "itself")],
      { files: { template: "read", "separate-git-dir": "update" } },
    ),
  ],
  [
    "remote",
    changes("verbose,v f track,t= master,m= tags no-tags mirror= add push delete dry-run,n prune,p all", [
      act("update", "configuration", {
        first: ["add", "remove", "rm", "rename", "set-url", "set-head", "set-branches", "prune", "update"],
      }),
      act("read", "configuration"),
    ]),
  ],
  [
    "submodule",
    changes(
      "quiet,q recursive init remote force,f branch,b= name= depth= reference= rebase merge cached files jobs,j= checkout all recommend-shallow filter= no-fetch summary-limit,n= dissociate progress single-branch",
      [act("read", "configuration", { first: ["status", "summary"] }), TREE],
    ),
  ],
  [
    "worktree",
    changes(
      "force,f detach,d b= B= checkout no-checkout lock reason= orphan porcelain verbose,v expire= dry-run,n quiet,q track guess-remote z relative-paths",
      [
        act("delete", "working-tree", { first: ["remove", "prune"] }),
        act("read", "working-tree", { first: ["list"] }),
        act("create", "working-tree"),
      ],
    ),
  ],
  [
    "apply",
    changes(
      "stat numstat summary check index cached 3way,3 reverse,R reject whitespace= p= C= exclude= include= directory= verbose,v quiet,q recount unidiff-zero allow-empty build-fake-ancestor= unsafe-paths ignore-whitespace apply intent-to-add,N",
      [TREE],
    ),
  ],
  [
    "am",
    changes(
      "signoff,s keep,k 3way,3 continue,resolved,r skip abort quit quiet,q interactive,i p= C= whitespace= directory= exclude= include= patch-format= reject no-verify gpg-sign,S? message-id,m scissors,c utf8,u allow-empty committer-date-is-author-date",
      [HISTORY],
    ),
  ],
  [
    "gc",
    changes("aggressive auto prune? no-prune quiet,q force keep-largest-pack cruft detach no-detach", [
      act("update", "history", { when: ["prune"], ...LOSES }),
      act("update", "configuration"),
    ]),
  ],
  [
    "reflog",
    changes(
      "expire= expire-unreachable= all rewrite updateref stale-fix dry-run,n verbose,v n= oneline decorate format= date= pretty= single-worktree",
      [
        act("delete", "history", { first: ["expire", "delete", "drop"], traits: ["irreversible"] }),
        act("read", "history"),
      ],
    ),
  ],
  [
    "archive",
    changes(
      "format= output,o= prefix= remote= exec= list,l verbose,v worktree-attributes add-file= 0 1 9",
      [act("read", "history")],
      { files: { output: "update", "add-file": "read" }, runs: ["exec"] },
    ),
  ],
  [
    "format-patch",
    changes(
      "output-directory,o= stdout subject-prefix= n s signoff cover-letter base= thread? numbered,N start-number= suffix= to= cc= reroll-count,v= 1 2 3 quiet,q",
      [act("read", "history")],
      { files: { "output-directory": "update" }, harmless: true },
    ),
  ],
]);
