import type { ReachTrait, Verb } from "#core/model";
import { optionTable, type OptionTable } from "../words/option-table.ts";

/** How a program uses what it is given. */
export interface FileProgram {
  readonly options: OptionTable;
  /** What is done to each operand, or to all but the last and to the last. */
  readonly operands: Verb | { readonly sources: Verb; readonly target: Verb } | null;
  /** Operands before the files (a mode, a pattern), unless one of the options gives them instead. */
  readonly skip: number;
  readonly insteadOfSkipped: readonly string[];
  /** What is done to files that options name. */
  readonly named: Readonly<Record<string, Verb>>;
  /** The options that make an act reach further. */
  readonly traits: Readonly<Record<string, readonly ReachTrait[]>>;
  readonly always: readonly ReachTrait[];
  /** Options whose value is run by a shell. */
  readonly runs: readonly string[];
  /** Options that turn what is done to operands into another act. */
  readonly instead: Readonly<Record<string, Verb>>;
  /** What is done to the folder that it runs in when no operands are given. */
  readonly here: Verb | null;
  /** Options that are not known cannot make it change anything. */
  readonly harmless: boolean;
}

const DEFAULTS: FileProgram = {
  options: optionTable(""),
  operands: "read",
  skip: 0,
  insteadOfSkipped: [],
  named: {},
  traits: {},
  always: [],
  runs: [],
  instead: {},
  here: null,
  harmless: false,
};

const RECURSIVE = { recursive: ["recursive"], force: ["forced"] } as const;
const COPY = { sources: "read", target: "update" } as const;
const COPY_OPTIONS =
  "archive,a recursive,r,R force,f interactive,i no-clobber,n verbose,v update,u? target-directory,t= no-target-directory,T parents backup,b? suffix,S= preserve? no-preserve= p dereference,L no-dereference,P H d link,l symbolic-link,s one-file-system,x attributes-only reflink? sparse= remove-destination strip-trailing-slashes copy-contents debug Z context? D mode,m= owner,o= group,g= compare,C directory c";

function program(options: string, rest: Partial<FileProgram> = {}): FileProgram {
  return { ...DEFAULTS, ...rest, options: optionTable(options, { numbers: true }) };
}

function reader(options = "", rest: Partial<FileProgram> = {}): FileProgram {
  return program(options, { harmless: true, ...rest });
}

const GREP =
  "regexp,e= file,f= after-context,A= before-context,B= context,C= max-count,m= include= exclude= exclude-from= exclude-dir= color? colour? directories,d= devices,D= label= binary-files= group-separator= recursive,r dereference-recursive,R";
const HEAD = "lines,n= bytes,c= sleep-interval,s= pid= max-unchanged-stats=";
const GZIP =
  "stdout,c to-stdout decompress,d force,f keep,k recursive,r suffix,S= threads,T= test,t list,l quiet,q verbose,v fast best no-name,n name,N o= rm 1 2 3 4 5 6 7 8 9 z e 0";

/** Programs that read and change files by the paths that they are given. */
export const FILE_PROGRAMS: ReadonlyMap<string, FileProgram> = new Map([
  [
    "rm",
    program(
      "force,f recursive,r,R interactive,i? I dir,d verbose,v one-file-system preserve-root? no-preserve-root P W x",
      {
        operands: "delete",
        traits: { ...RECURSIVE, "no-preserve-root": ["forced"] },
        always: ["irreversible"],
      },
    ),
  ],
  ["rmdir", program("parents,p verbose,v ignore-fail-on-non-empty", { operands: "delete" })],
  ["unlink", program("", { operands: "delete", always: ["irreversible"] })],
  [
    "shred",
    program("force,f iterations,n= random-source= size,s= u remove? verbose,v exact,x zero,z", {
      operands: "delete",
      always: ["irreversible"],
      traits: { force: ["forced"] },
    }),
  ],
  [
    "truncate",
    program("no-create,c io-blocks,o reference,r= size,s=", {
      operands: "update",
      always: ["irreversible"],
      named: { reference: "read" },
    }),
  ],
  [
    "touch",
    program("a no-create,c date,d= f no-dereference,h m reference,r= t= time= A=", {
      operands: "update",
      named: { reference: "read" },
    }),
  ],
  ["mkdir", program("mode,m= parents,p verbose,v Z context?", { operands: "create" })],
  ["mkfifo", program("mode,m= Z context?", { operands: "create" })],
  ["mknod", program("mode,m= Z context?", { operands: "create" })],
  [
    "cp",
    program(COPY_OPTIONS, {
      operands: COPY,
      named: { "target-directory": "update" },
      traits: { ...RECURSIVE, archive: ["recursive"] },
    }),
  ],
  [
    "install",
    program(COPY_OPTIONS.replace(" directory c", " directory,d c").replace(" d link", " link"), {
      operands: COPY,
      named: { "target-directory": "update" },
    }),
  ],
  [
    "mv",
    program(COPY_OPTIONS, {
      operands: { sources: "delete", target: "update" },
      named: { "target-directory": "update" },
      traits: { force: ["forced"] },
    }),
  ],
  [
    "ln",
    program(
      "symbolic,s force,f interactive,i logical,L physical,P relative,r target-directory,t= no-target-directory,T no-dereference,n verbose,v backup,b? suffix,S= directory,d,F h",
      { operands: COPY, named: { "target-directory": "create" }, traits: { force: ["forced"] } },
    ),
  ],
  [
    "chmod",
    program(
      "recursive,R verbose,v changes,c silent,quiet,f reference= preserve-root no-preserve-root r w x X s t u g o a",
      { operands: "update", skip: 1, insteadOfSkipped: ["reference"], traits: RECURSIVE },
    ),
  ],
  [
    "chown",
    program(
      "recursive,R verbose,v changes,c silent,quiet,f reference= from= dereference no-dereference,h preserve-root no-preserve-root H L P",
      { operands: "update", skip: 1, insteadOfSkipped: ["reference"], traits: RECURSIVE },
    ),
  ],
  [
    "chgrp",
    program(
      "recursive,R verbose,v changes,c silent,quiet,f reference= dereference no-dereference,h preserve-root no-preserve-root H L P",
      { operands: "update", skip: 1, insteadOfSkipped: ["reference"], traits: RECURSIVE },
    ),
  ],
  ["chattr", program("R V f v=", { operands: "update", skip: 1 })],
  ["tee", program("append,a ignore-interrupts,i p output-error?", { operands: "update" })],
  ["gzip", program(GZIP, { operands: "update", traits: RECURSIVE })],
  ["gunzip", program(GZIP, { operands: "update", traits: RECURSIVE })],
  ["bzip2", program(GZIP, { operands: "update" })],
  ["xz", program(GZIP, { operands: "update" })],
  ["zstd", program(GZIP, { operands: "update" })],
  ["zcat", reader()],
  [
    "cat",
    reader("number-nonblank,b show-ends,E number,n squeeze-blank,s show-tabs,T show-nonprinting,v show-all,A e t u"),
  ],
  [
    "bat",
    reader(
      "language,l= highlight-line,H= line-range,r= style= theme= color= paging= tabs= wrap= map-syntax,m= terminal-width= pager= diff-context= decorations=",
      { runs: ["pager"] },
    ),
  ],
  ["tac", reader("separator,s=")],
  ["head", reader(HEAD)],
  ["tail", reader(HEAD)],
  ["more", reader("lines,n=")],
  [
    "less",
    program(
      "prompt,P= pattern,p= tag,t= tag-file,T= log-file,o= LOG-FILE,O= lesskey-file,k= buffers,b= tabs,x= window,z= jump-target,j= shift,# N n S R r F X E e i I M m s S g G q Q c C f u U V w W a B L d D= J K h= y=",
      { named: { "log-file": "update", "LOG-FILE": "update", "lesskey-file": "read" } },
    ),
  ],
  [
    "grep",
    reader(GREP, {
      traits: { recursive: ["recursive"], "dereference-recursive": ["recursive"] },
      skip: 1,
      insteadOfSkipped: ["regexp", "file"],
      named: { file: "read", "exclude-from": "read" },
    }),
  ],
  [
    "egrep",
    reader(GREP, {
      traits: { recursive: ["recursive"], "dereference-recursive": ["recursive"] },
      skip: 1,
      insteadOfSkipped: ["regexp", "file"],
      named: { file: "read" },
    }),
  ],
  [
    "fgrep",
    reader(GREP, {
      traits: { recursive: ["recursive"], "dereference-recursive": ["recursive"] },
      skip: 1,
      insteadOfSkipped: ["regexp", "file"],
      named: { file: "read" },
    }),
  ],
  [
    "rg",
    program(
      "regexp,e= file,f= after-context,A= before-context,B= context,C= glob,g= iglob= type,t= type-not,T= max-count,m= max-depth,d= max-filesize= max-columns,M= threads,j= replace,r= sort= sortr= encoding,E= color= colors= engine= pre= pre-glob= ignore-file= path-separator= field-match-separator= context-separator= dfa-size-limit= regex-size-limit= type-add= type-clear= hostname-bin= ignore-case,i line-number,n no-line-number,N files-with-matches,l files-without-match count,c count-matches hidden no-ignore,u no-ignore-vcs word-regexp,w line-regexp,x fixed-strings,F pcre2,P multiline,U multiline-dotall smart-case,S case-sensitive,s invert-match,v quiet,q only-matching,o files type-list heading no-heading with-filename,H no-filename,I json pretty,p text,a follow,L null,0 column vimgrep trim stats passthru debug no-config no-messages search-zip,z version,V help,h crlf",
      {
        skip: 1,
        insteadOfSkipped: ["regexp", "file", "files", "type-list"],
        named: { file: "read", "ignore-file": "read" },
        runs: ["pre", "hostname-bin"],
        here: "read",
      },
    ),
  ],
  [
    "ag",
    reader(
      "ignore= depth= file-search-regex,G= context,C= after,A= before,B= max-count,m= path-to-ignore,p= workers= ",
      { skip: 1, here: "read" },
    ),
  ],
  ["wc", reader("files0-from=", { named: { "files0-from": "read" } })],
  [
    "ls",
    reader(
      "ignore,I= hide= width,w= tabsize,T= block-size= color? format= sort= time= time-style= indicator-style= quoting-style= hyperlink?",
      { here: "read" },
    ),
  ],
  [
    "tree",
    program(
      "L= P= I= o= H= T= gitfile= infofile= filelimit= timefmt= charset= sort? fromfile a d f i l x p s h u g D F q N Q r t c U S n C A J X v noreport dirsfirst filesfirst prune gitignore matchdirs ignore-case du si inodes device",
      { operands: "read", named: { o: "update" }, here: "read" },
    ),
  ],
  ["stat", reader("format,c,f= printf=")],
  [
    "file",
    reader("files-from,f= magic-file,m= separator,F= parameter,P=", {
      named: { "files-from": "read" },
    }),
  ],
  [
    "du",
    reader("block-size,B= max-depth,d= exclude= exclude-from,X= threshold,t= time? files0-from=", {
      here: "read",
    }),
  ],
  ["df", reader("block-size,B= type,t= exclude-type,x= output?")],
  [
    "sort",
    program(
      "key,k= field-separator,t= output,o= buffer-size,S= temporary-directory,T= parallel= compress-program= files0-from= random-source= batch-size= sort= check,c? C unique,u reverse,r numeric-sort,n human-numeric-sort,h general-numeric-sort,g month-sort,M version-sort,V random-sort,R ignore-case,f dictionary-order,d ignore-leading-blanks,b ignore-nonprinting,i stable,s merge,m zero-terminated,z debug",
      {
        named: { output: "update", "files0-from": "read", "random-source": "read" },
        runs: ["compress-program"],
      },
    ),
  ],
  [
    "uniq",
    program(
      "count,c repeated,d D all-repeated? skip-fields,f= group? ignore-case,i skip-chars,s= unique,u zero-terminated,z check-chars,w=",
      { operands: COPY },
    ),
  ],
  ["cut", reader("bytes,b= characters,c= delimiter,d= fields,f= output-delimiter=")],
  [
    "diff",
    reader(
      "unified,U= context,C= exclude,x= exclude-from,X= ignore-matching-lines,I= label,L= width,W= color? palette= tabsize= from-file= to-file= show-function-line,F= starting-file,S= recursive,r",
      { named: { "from-file": "read", "to-file": "read" } },
    ),
  ],
  ["cmp", reader("bytes,n= ignore-initial,i=")],
  ["comm", reader("output-delimiter=")],
  ["join", reader("a= e= j= o= t= v= 1= 2=")],
  ["paste", reader("delimiters,d=")],
  ["column", reader("separator,s= output-separator,o= table-columns,N= output-width,c=")],
  ["nl", reader("b= d= f= h= i= l= n= s= v= w=")],
  ["fold", reader("width,w= bytes,b spaces,s")],
  ["tr", reader("", { operands: null })],
  ["od", reader("A= j= N= S= t= w?")],
  ["xxd", program("a b c= e g= h i l= n= o= p ps r R= s= u v", { operands: COPY })],
  ["hexdump", reader("e= f= n= s=")],
  ["strings", reader("bytes,n= radix,t= encoding,e= output-separator,s=")],
  ["base64", reader("wrap,w= input,i= output,o=", { named: { input: "read", output: "update" } })],
  ["base32", reader("wrap,w=")],
  ["md5sum", reader("check,c")],
  ["sha1sum", reader("check,c")],
  ["sha256sum", reader("check,c")],
  ["sha512sum", reader("check,c")],
  ["shasum", reader("algorithm,a= check,c")],
  ["cksum", reader("algorithm,a=")],
  ["readlink", reader()],
  ["realpath", reader("relative-to= relative-base=")],
  [
    "jq",
    reader(
      "from-file,f= indent= argfile= library-path,L= raw-output,r compact-output,c null-input,n slurp,s exit-status,e sort-keys,S raw-input,R",
      { skip: 1, insteadOfSkipped: ["from-file"], named: { "from-file": "read" } },
    ),
  ],
  [
    "yq",
    program(
      "inplace,i null-input,n prettyPrint,P output-format,o= input-format,p= indent,I= colors,C no-colors,M unwrapScalar,r exit-status,e from-file= front-matter,f= no-doc,N split-exp,s= verbose,v raw-output,r y Y",
      {
        skip: 1,
        insteadOfSkipped: ["from-file"],
        instead: { inplace: "update" },
        named: { "from-file": "read" },
      },
    ),
  ],
  [
    "unzip",
    program("d= x= l t v f u o n j q a C L X V p Z P=", {
      operands: "read",
      named: { d: "update" },
      traits: { o: ["forced"] },
    }),
  ],
  [
    "patch",
    program(
      "strip,p= input,i= directory,d= output,o= reverse,R forward,N dry-run reject-file,r= fuzz,F= batch,t force,f quiet,silent,s backup,b verbose posix",
      {
        operands: "update",
        here: "update",
        named: { input: "read", directory: "update", output: "update", "reject-file": "update" },
      },
    ),
  ],
  [
    "split",
    program(
      "lines,l= bytes,b= number,n= suffix-length,a= numeric-suffixes,d? additional-suffix= filter= line-bytes,C= separator,t= verbose elide-empty-files,e unbuffered,u",
      { operands: COPY, runs: ["filter"] },
    ),
  ],
  ["source-highlight", reader()],
  ["rev", reader()],
  ["expand", reader("tabs,t= initial,i")],
  ["unexpand", reader("tabs,t= all,a")],
  [
    "date",
    program("date,d= file,f= reference,r= iso-8601,I? rfc-email,R rfc-3339= utc,u universal debug", {
      operands: null,
      named: { file: "read", reference: "read" },
    }),
  ],
  [
    "fd",
    program(
      "hidden,H no-ignore,I unrestricted,u case-sensitive,s ignore-case,i glob,g regex fixed-strings,F absolute-path,a list-details,l follow,L full-path,p print0,0 max-depth,d= min-depth= exact-depth= exclude,E= type,t= extension,e= size,S= changed-within= changed-before= color,c= max-results= 1 quiet,q",
      { operands: "read", skip: 1, here: "read" },
    ),
  ],
]);

/** Programs that only compute from their arguments, or tell of the machine what everybody may know. */
export const PURE_PROGRAMS: ReadonlySet<string> = new Set(
  "echo printf true false : test [ [[ sleep seq expr basename dirname pwd id whoami groups uname arch nproc uptime which whereis type hash cal yes tty locale getconf tput clear reset stty wait jobs times umask ulimit logname hostid factor numfmt free ps pgrep pidof lsof lscpu lsblk lsb_release sw_vers vm_stat man info apropos whatis tldr cd pushd popd dirs shift return exit break continue read let local declare typeset readonly getopts set shopt bg fg".split(
    " ",
  ),
);
