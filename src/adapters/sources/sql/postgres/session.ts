import type { SqlDraft } from "../draft.ts";
import type { Node } from "../walk.ts";

/** What the statements of one text have set up for those after them. */
export interface Session {
  /** Prepared statements and cursors: what they do was said when they were made. */
  readonly prepared: Set<string>;
  readonly cursors: Set<string>;
  /** Whether a transaction is open that this text began. */
  inTransaction: boolean;
}

/** Reads one statement by its tag in the syntax tree. */
export type ReadStatement = (body: Node, draft: SqlDraft, session: Session) => void;
