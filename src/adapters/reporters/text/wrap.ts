const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const COMBINING = /\p{Mark}/u;

/** Terminal columns that a text takes: two for wide East Asian characters and pictographs, none for combining marks. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

function widthOf(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/**
 * Breaks a text into lines of at most `width` columns, at spaces where there are any and inside a word that is wider than a line. A null width
 * breaks nothing.
 */
export function wrap(text: string, width: number | null): readonly string[] {
  if (width === null || columnsOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((part) => pieces(part, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && columnsOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): readonly string[] {
  const found: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && columnsOf(piece) + widthOf(character) > Math.max(1, width)) {
      found.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...found, piece];
}
