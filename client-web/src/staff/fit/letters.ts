/** The font that slides are set in. A browser fetches it only when something is drawn: what is measured before is too wide. */
import type { Slide } from '@protocol/messages';

const faces = ['400', '700', 'italic 400'];

/** Once there is what these slides are written in, or it is known that there will be nothing: then the wall has nothing either. */
export async function lettersFor(slides: readonly Slide[]): Promise<void> {
  const text = JSON.stringify(slides, (key, value: unknown) =>
    key === 'picture' ? undefined : value,
  );
  const fetched = faces.map((face) =>
    document.fonts.load(`${face} 16px "Atkinson Hyperlegible"`, text),
  );
  await Promise.all(fetched).catch(() => undefined);
}
