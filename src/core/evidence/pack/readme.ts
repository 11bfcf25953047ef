import { opensslCommands } from "./openssl.ts";
import type { VerifierKey } from "../notes/index.ts";
import type { PackPart } from "./collect.ts";

/** The page that a pack begins with: what it holds, how it is verified, and what it does not prove. */
export function packReadme({ checkpoint, from, to }: PackPart, key: VerifierKey): string {
  return `EVIDENCE PACK

Log      ${checkpoint.origin}
Records  ${from} to ${to - 1} (${to - from} of ${checkpoint.size})

The records lie in log/tile/entries/, 256 in a file, each behind its length in two bytes: JSON in the form of RFC 8785. The files under
log/ are those of C2SP tlog-tiles, log/checkpoint is the signed size and root of the tree, receipts/ holds a C2SP tlog-proof for each record,
disclosures.txt the values of which a record holds only the digest. manifest.dsse.json lists every file and is signed.

VERIFY IT

You need the key of the log, and the witnesses that you trust, from somewhere else than this pack: the file "policy" here only says which
key the maker of this pack means.

    node verify.mjs . --trust <your policy>

verify.mjs is one file without dependencies, but it came with the pack as well. The formats are public, and tools that others wrote read them.
With OpenSSL alone, the signature under the checkpoint:

${opensslCommands(key, "log/checkpoint").replaceAll(/^(?=.)/gm, "    ")}
WHAT IT DOES NOT PROVE

That an act was wise, that what was told to the policy was true, or that nobody went around the enforcement point. It proves that these records
were logged, by whom, in this order, and that none of those emitters' records between them is missing.
`;
}
