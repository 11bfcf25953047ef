/** The operators that PostgreSQL itself brings; any other one is a function of somebody. */
export const OPERATORS: ReadonlySet<string> = new Set(
  String.raw`
!! !~ !~* !~~ !~~* # ## #- #> #>> % & && &< &<| &> * *< *<= *<> *= *> *>= + - -> ->> -|- / < <-> << <<= <<| <= <> <@ <^ = > >= >> >>= >^ ?
?# ?& ?- ?-| ?| ?|| @ @-@ @> @? @@ @@@ ^ ^@ | |&> |/ |>> || ||/ ~ ~* ~<=~ ~<~ ~= ~>=~ ~>~ ~~ ~~*
`
    .trim()
    .split(/\s+/u),
);
