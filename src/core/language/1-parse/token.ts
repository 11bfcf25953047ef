/** Every punctuation and operator token is named by its own text. */
export type Punctuation =
  | "("
  | ")"
  | "["
  | "]"
  | "{"
  | "}"
  | "."
  | ","
  | ":"
  | "?"
  | "!"
  | "-"
  | "+"
  | "*"
  | "/"
  | "%"
  | "<"
  | "<="
  | ">"
  | ">="
  | "=="
  | "!="
  | "&&"
  | "||";

/** The kinds of tokens. `in`, `true`, `false` and `null` are words of their own, as in the specification's grammar; `invalid` is already reported. */
export type TokenKind =
  | Punctuation
  | "end"
  | "invalid"
  | "identifier"
  | "quoted-identifier"
  | "literal"
  | "in"
  | "true"
  | "false"
  | "null";
