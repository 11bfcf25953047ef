// What several formats in JSON share: stepping through bytes without reading them, places in them, and members whatever their names.
export { withoutComments } from "./comments.ts";
export { createBytePositions, type BytePositions } from "./byte-positions.ts";
export {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  JsonCursor,
  OPEN_LIST,
  OPEN_OBJECT,
  textStart,
  type ByteRange,
} from "./cursor.ts";
export { member, memberAt } from "#core/model";
export { entriesOf, listOf, put, textOf } from "./members.ts";
export { elementsAt, membersAt, namesAt, type MemberRange } from "./scan.ts";
export { describeJsonProblem } from "./problem.ts";
export { bracketsIn, createJsonFinder } from "./range.ts";
