/**
 * How wide text is drawn, without asking the browser: labels are of one width a character, twice
 * that for the wide ones of East Asia and for emoji.
 */

/** Pixels of a character at the size of labels. */
export const CHARACTER_WIDTH = 7.25;

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

/** Pixels of a text in labels. */
export function textWidth(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character) ? 2 : 1;
  return columns * CHARACTER_WIDTH;
}

/** The text, cut with an ellipsis where it is wider than so many characters. */
export function cutText(text: string, charactersMax: number): string {
  let columns = 0;
  let kept = '';
  for (const character of text) {
    columns += isWide(character) ? 2 : 1;
    if (columns > charactersMax) return `${kept.slice(0, -1)}…`;
    kept += character;
  }
  return kept;
}

function isWide(character: string): boolean {
  return character.length > 1 || WIDE.test(character);
}
