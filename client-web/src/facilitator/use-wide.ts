import { useEffect, useState } from 'preact/hooks';

/** As in desk.css. */
const query = '(min-width: 62rem)';

export function useWide(): boolean {
  const [wide, setWide] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const listen = () => setWide(media.matches);
    media.addEventListener('change', listen);
    return () => media.removeEventListener('change', listen);
  }, []);
  return wide;
}
