/** Links by a name (`[words][name]`, with `[name]: https://…` elsewhere), which our Markdown does not have. */
import { markedLines } from '../fences';

const definition =
  /^ {0,3}\[([^\]^][^\]]{0,199})\]:[ \t]*<?([^\s<>]+)>?[ \t]*(?:"[^"]*"|'[^']*'|\([^()]*\))?[ \t]*$/u;
const plain = (name: string) => name.trim().replace(/\s+/gu, ' ').toLowerCase();

/**
 * Writes the addresses into the links, as a slide has only its own lines; definitions that were used go. Titles of
 * links, which nobody would see, go with them: `say` hears of each.
 */
export function withAddresses(text: string, say: (sentence: string) => void): string {
  const lines = markedLines(text.split(/\r\n|\r|\n/u));
  const found = lines.flatMap(({ text: line, isOpaque }, i) => {
    const [, name = '', address = ''] = (isOpaque ? null : definition.exec(line)) ?? [];
    return name === '' ? [] : [{ at: i, line, name: plain(name), address }];
  });
  if (found.length === 0) return text;
  // The first of one name counts, as everywhere in Markdown.
  const addresses = new Map([...found].reverse().map(({ name, address }) => [name, address]));
  const definitions = new Map(found.map((each) => [each.at, each]));
  const used = new Set<string>();
  const resolved = lines.map(({ text: line, isOpaque }, i) =>
    isOpaque || definitions.has(i) ? line : resolvedIn(line, addresses, used),
  );
  const kept = resolved.filter((_, i) => {
    const defined = definitions.get(i);
    if (defined === undefined || !used.has(defined.name)) return true;
    const title = /(?:"[^"]*"|'[^']*'|\([^()]*\))[ \t]*$/u.exec(defined.line)?.[0].trim() ?? '';
    if (title !== '') say(`A link’s title is not shown; ${title} was left out.`);
    return addresses.get(defined.name) !== defined.address;
  });
  return kept.join('\n');
}

function resolvedIn(line: string, addresses: ReadonlyMap<string, string>, used: Set<string>) {
  return line.replace(
    /\[([^[\]]{1,500})\](?:\[([^[\]]{0,200})\])?(?![([:])/gu,
    (all, words: string, name: string | undefined) => {
      const named = plain(name === undefined || name === '' ? words : name);
      const address = addresses.get(named);
      if (address === undefined) return all;
      used.add(named);
      return `[${words}](${address})`;
    },
  );
}
