/**
 * What is wrong with a text that should be JSON (RFC 8259), for the person who wrote it. The server says the same
 * (protocol/cpp/codec_json_cause.hpp); both are held to protocol/golden/json_causes.json.
 */

/** "a comma is missing before line 12", without a full stop; lines count from 1. Null when no fault of grammar is found. */
export function jsonCause(text: string): string | null {
  const scan = new Scan(text.replace(/^\ufeff/u, ''));
  return scan.find();
}

/** What may come next. */
type Wants =
  'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing';

const mostShown = 40;
const shown = (word: string) => (word.length > mostShown ? `${word.slice(0, mostShown)}...` : word);
const isWord = /[\p{L}\p{N}_]/u;
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

class Scan {
  private at = 0;
  private line = 1;
  private wants: Wants = 'value';
  private readonly open: { bracket: '{' | '['; line: number }[] = [];
  private afterComma = false;
  private name = '';
  private last = { line: 1, end: 0, isText: false };

  constructor(private readonly text: string) {}

  find(): string | null {
    for (this.skipSpace(); this.at < this.text.length; this.skipSpace()) {
      const cause = this.take(this.here());
      // A text ends on its line, so an odd number of quotes on one is the cause of whatever else seems wrong there.
      if (cause !== null)
        return this.hasOddQuotes() ? `a quote was not closed in ${this.inLine()}` : cause;
    }
    const open = this.open[this.open.length - 1];
    if (open !== undefined) return `the ${open.bracket} of line ${open.line} is not closed`;
    return this.wants === 'nothing' ? null : 'there is nothing in it';
  }

  private here(): string {
    return this.text.charAt(this.at);
  }

  private inLine(): string {
    return `line ${this.line}`;
  }

  private skipSpace(): void {
    for (; /^[ \t\n\r]$/.test(this.here()); this.at += 1) if (this.here() === '\n') this.line += 1;
  }

  /** Reads one token; what is wrong with it, or null. */
  private take(c: string): string | null {
    const foreign = this.foreignSign();
    if (foreign !== null) return foreign;
    switch (this.wants) {
      case 'value':
      case 'value or end':
        return this.takeValue(c);
      case 'name':
      case 'name or end':
        return this.takeName(c);
      case 'colon':
        if (c !== ':') return `a colon is missing after "${this.name}" in ${this.inLine()}`;
        this.at += 1;
        this.wants = 'value';
        this.afterComma = false;
        return null;
      case 'comma or end':
        return this.takeAfterValue(c);
      case 'nothing':
        return `it goes on in ${this.inLine()}, behind its last bracket`;
    }
  }

  private takeValue(c: string): string | null {
    if (c === '{' || c === '[') {
      this.open.push({ bracket: c, line: this.line });
      this.wants = c === '{' ? 'name or end' : 'value or end';
      this.at += 1;
      return null;
    }
    if (c === '"') {
      const cause = this.takeText();
      if (cause === null) this.valueIsRead(true);
      return cause;
    }
    if (/^[-+.\d]$/.test(c)) return this.takeNumber();
    if (c === ']' && this.wants === 'value or end') return this.close(c);
    if (c === ']' || c === '}')
      return this.afterComma
        ? `there is a comma too many before the ${c} in ${this.inLine()}`
        : `a value is missing before the ${c} in ${this.inLine()}`;
    if (c === ',')
      return this.afterComma || this.wants === 'value or end'
        ? `there is a comma too many in ${this.inLine()}`
        : `a value is missing before the comma in ${this.inLine()}`;
    return this.takeWord();
  }

  private takeName(c: string): string | null {
    if (c === '"') {
      const begin = this.at + 1;
      const cause = this.takeText();
      this.name = shown(this.text.slice(begin, this.at - 1));
      this.wants = 'colon';
      return cause;
    }
    if (c === '}' && this.wants === 'name or end') return this.close(c);
    if (c === '}') return `there is a comma too many before the } in ${this.inLine()}`;
    if (c === ',') return `there is a comma too many in ${this.inLine()}`;
    if (isWord.test(c))
      return `a name has no quotes in ${this.inLine()}: "${this.word()}" is meant`;
    return `a name in double quotes is missing in ${this.inLine()}`;
  }

  private takeAfterValue(c: string): string | null {
    if (c === ',') {
      this.at += 1;
      this.wants = this.open[this.open.length - 1]?.bracket === '{' ? 'name' : 'value';
      this.afterComma = true;
      return null;
    }
    if (c === '}' || c === ']') return this.close(c);
    if (c === ':') return `there is a colon in ${this.inLine()} where a comma or a bracket belongs`;
    // No space between: the text went on behind a quote that was meant to be in it.
    if (this.last.isText && this.last.end === this.at && isWord.test(c) && !/\d/.test(c))
      return `a quote inside the text of ${this.inLine()} is not written \\"`;
    return this.last.line !== this.line
      ? `a comma is missing before ${this.inLine()}`
      : `a comma is missing in ${this.inLine()}`;
  }

  private takeText(): string | null {
    const unclosed = `a quote was not closed in ${this.inLine()}`;
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const c = this.here();
      if (c === '"') {
        this.at += 1;
        return null;
      }
      if (c === '\n' || c === '\r') return unclosed;
      if (c === '\t') return `there is a tab inside quotes in ${this.inLine()}, where \\t is meant`;
      if (c < ' ') return `there is a control character inside quotes in ${this.inLine()}`;
      if (c !== '\\') continue;
      this.at += 1;
      if (!/^["\\/bfnrtu]$/.test(this.here()))
        return `a backslash that is meant as one is not written \\\\ in ${this.inLine()}`;
      if (this.here() !== 'u') continue;
      if (!/^[\da-f]{4}$/i.test(this.text.slice(this.at + 1, this.at + 5)))
        return `\\u without four hexadecimal digits stands in ${this.inLine()}`;
      this.at += 4;
    }
    return unclosed;
  }

  private takeNumber(): string | null {
    const said = /^[-+.\deE]+/.exec(this.text.slice(this.at, this.at + 400))?.[0] ?? '';
    this.at += said.length;
    if (!number.test(said))
      return `${shown(said)} in ${this.inLine()} is no number as JSON has them`;
    this.valueIsRead(false);
    return null;
  }

  private takeWord(): string | null {
    const known = /^(true|false|null)/.exec(this.text.slice(this.at, this.at + 5))?.[0];
    if (known !== undefined) {
      this.at += known.length;
      this.valueIsRead(false);
      return null;
    }
    const said = this.word();
    return said === ''
      ? `a value is missing in ${this.inLine()}`
      : `${said} stands in ${this.inLine()} without quotes`;
  }

  private close(bracket: '}' | ']'): string | null {
    const open = this.open[this.open.length - 1];
    if (open === undefined) return `there is a ${bracket} too many`;
    if (open.bracket !== (bracket === '}' ? '{' : '['))
      return `the ${open.bracket} of line ${open.line} is closed by a ${bracket} in ${this.inLine()}`;
    this.open.pop();
    this.at += 1;
    this.valueIsRead(false);
    return null;
  }

  private valueIsRead(isText: boolean): void {
    this.wants = this.open.length === 0 ? 'nothing' : 'comma or end';
    this.last = { line: this.line, end: this.at, isText };
    this.afterComma = false;
  }

  private hasOddQuotes(): boolean {
    const begin = this.text.lastIndexOf('\n', this.at - 1) + 1;
    const end = this.text.indexOf('\n', begin);
    const line = this.text.slice(begin, end < 0 ? undefined : end).replace(/\\./gu, '');
    return line.split('"').length % 2 === 0;
  }

  /** What belongs to no JSON wherever it stands, such as a comment. */
  private foreignSign(): string | null {
    const here = this.text.slice(this.at, this.at + 2);
    if (here === '//' || here === '/*' || here.startsWith('#'))
      return `there is a comment in ${this.inLine()}, and JSON has none`;
    if (here.startsWith("'"))
      return `there is a single quote (') in ${this.inLine()} where a double one (") is meant`;
    const curly = /^[“”„‟«»]/u.exec(here)?.[0];
    return curly === undefined
      ? null
      : `there is a typographic quote (${curly}) in ${this.inLine()} where a plain one (") is meant`;
  }

  private word(): string {
    return shown(/^[\p{L}\p{N}_]+/u.exec(this.text.slice(this.at, this.at + 200))?.[0] ?? '');
  }
}
