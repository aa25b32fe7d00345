/**
 * The fields of an object that somebody else has written. What has the wrong type is taken as well as it can be, and
 * said; what nobody asked for is said at the end. So each word of the object ends in the deck or in a sentence.
 */

export type Fields = Readonly<Record<string, unknown>>;
export type Say = (sentence: string) => void;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const said = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** A text as it stands, lists line by line, and the rest as it stood in the file. */
export function wordsOf(value: unknown, between = '\n'): string {
  if (value === null || value === undefined) return '';
  if (isScalar(value)) return String(value);
  const lines: readonly unknown[] = Array.isArray(value) ? value : [];
  return lines.length > 0 && lines.every(isScalar)
    ? lines.map(String).join(between)
    : JSON.stringify(value, null, between === '\n' ? 2 : 0);
}

/** Owner: who reads the object. Thread: the page's. Lifetime: one reading. Remembers which fields were asked for. */
export class FieldReader {
  private readonly known = new Set<string>();
  constructor(
    private readonly fields: Fields,
    readonly say: Say,
  ) {}

  has(field: string): boolean {
    return this.fields[field] !== undefined && this.fields[field] !== null;
  }

  /** Null is as good as nothing. */
  take(field: string): unknown {
    this.known.add(field);
    return this.fields[field] ?? undefined;
  }

  /** A text of one line. */
  text(field: string, otherwise = ''): string {
    return this.words(field, otherwise, ' ');
  }

  /** A text of several lines. */
  lines(field: string): string {
    return this.words(field, '', '\n');
  }

  private words(field: string, otherwise: string, between: string): string {
    const value = this.take(field);
    if (value === undefined || typeof value === 'string') return value ?? otherwise;
    if (isScalar(value)) this.say(`“${field}” is ${said(value)}, which is no text.`);
    else this.say(`“${field}” is ${listOrObject(value)} and no text; its words were kept.`);
    const words = wordsOf(value, between);
    return words === '' ? otherwise : words;
  }

  number(field: string, otherwise: number): number {
    const value = this.take(field);
    if (value === undefined) return otherwise;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value === 'string' && /^\s*-?\d{1,9}\s*$/u.test(value)) {
      this.say(`“${field}” is the text “${value}”; it was read as a number.`);
      return Number(value);
    }
    this.say(`“${field}” is ${said(value)}, which is no number; it is ${otherwise} now.`);
    return otherwise;
  }

  flag(field: string, otherwise: boolean): boolean {
    const value = this.take(field);
    if (value === undefined || typeof value === 'boolean') return value ?? otherwise;
    this.say(
      `“${field}” is ${said(value)}, neither true nor false; it is ${String(otherwise)} now.`,
    );
    return otherwise;
  }

  oneOf<T extends string>(field: string, names: readonly T[], otherwise: T): T {
    const value = this.take(field);
    if (value === undefined) return otherwise;
    const found = names.find((name) => name === value);
    if (found !== undefined) return found;
    this.say(`“${field}” is ${said(value)}; it is “${otherwise}” now.`);
    return otherwise;
  }

  /** `main` is the inner field that a lone text is meant for: "picture": "a.png" is its `src`. */
  object(field: string, main?: string): FieldReader | null {
    const value = this.take(field);
    if (value === undefined) return null;
    if (isObject(value)) return new FieldReader(value, this.say);
    if (main !== undefined && typeof value === 'string') {
      this.say(`“${field}” is a text and was read as its “${main}”.`);
      return new FieldReader({ [main]: value }, this.say);
    }
    this.say(`“${field}” is ${said(value)} and was left out.`);
    return null;
  }

  list(field: string): readonly unknown[] {
    const value = this.take(field);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    if (!isObject(value)) {
      this.say(`“${field}” is ${said(value)}, which is no list; each line of it was taken as one.`);
      return wordsOf(value)
        .split(/\r\n|\r|\n/u)
        .filter((line) => line.trim() !== '');
    }
    const names = Object.keys(value).join('”, “');
    this.say(`“${field}” is no list; the names in it, “${names}”, were left out.`);
    return Object.values(value);
  }

  /** What nobody has asked for and is not switched off, in files of other programs, which name all that they have. */
  sayOthers(): void {
    for (const [field, value] of Object.entries(this.fields))
      if (value === null || value === false || value === '') this.known.add(field);
    if (typeof this.fields['order'] === 'number') this.known.add('order');
    // A data bank's own number for it.
    this.sayUnknown(['id']);
  }

  /** What nobody has asked for; `meaningless` are fields that hold no words of a person. */
  sayUnknown(meaningless: readonly string[] = []): void {
    for (const [field, value] of Object.entries(this.fields)) {
      if (this.known.has(field) || meaningless.includes(field)) continue;
      this.say(`There is no field “${field}” here; it said ${said(value)}.`);
    }
  }
}

const listOrObject = (value: unknown) => (Array.isArray(value) ? 'a list' : 'an object');
