/** Pictures inside a Markdown text. A slide has one, which stands in the file itself; the words of the others stay. */
import type { Say } from '../fields';
import type { Picture } from '../model';

const pictures =
  /!\[([^\]]{0,1000})\]\([ \t]*<?([^)\s<>]+)>?(?:[ \t]+"([^"\n]{0,500})"|[ \t]+'([^'\n]{0,500})')?[ \t]*\)/gu;

export interface Pictured {
  text: string;
  picture: Picture | null;
}

/** Takes the first one that is here away for the slide; `mayHave`: a question has none. */
export function takePicture(source: string, mayHave: boolean, say: Say): Pictured {
  let picture: Picture | null = null;
  const elsewhere: string[] = [];
  const text = source.replace(
    pictures,
    (all, alt: string, src: string, double: string | undefined, single: string | undefined) => {
      if (!src.startsWith('data:')) {
        if (mayHave) elsewhere.push(src);
        return all;
      }
      const title = double ?? single ?? '';
      if (mayHave && picture === null && src.startsWith('data:image/')) {
        picture = { src, alt: alt === '' ? title : alt };
        if (alt !== '' && title !== '')
          say(`A picture has no title beside its words; “${title}” was left out.`);
        return '';
      }
      const words = [alt, title].filter((part) => part !== '').join(': ');
      const why = mayHave ? 'A slide has one picture' : 'A question has no picture';
      say(`${why}; “${words}” was left out, and its words stay.`);
      return words === '' ? '' : `*${words}*`;
    },
  );
  if (elsewhere.length === 1)
    say(`Its picture stands elsewhere, as “${elsewhere[0]}”. Choose it again to use it here.`);
  else if (elsewhere.length > 1)
    say(
      `Its pictures stand elsewhere, as “${elsewhere.join('”, “')}”. A slide has one: choose it again to use it here.`,
    );
  return { text, picture };
}
