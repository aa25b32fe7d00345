/** Hands the person a file that was made in the page; nothing goes over the line. */
export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file once the click's task is over.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

/** A file system takes 255 bytes, and a letter may have four with a mark of three: 30 fit with date and ending. */
const longest = 30;

/** "Listening to the ward" on a day becomes "listening-to-the-ward-2026-11-22". */
export function fileName(title: string, date: string): string {
  const plain = title
    .normalize('NFC')
    .toLowerCase()
    // Marks belong to their letters, and joiners to the scripts that need them.
    .replace(/[^\p{L}\p{N}\p{M}\u200c\u200d]+/gu, '-')
    .replace(/^[-\u200c\u200d]+|[-\u200c\u200d]+$/g, '');
  return `${plain === '' ? 'report' : firstOf(plain, longest)}-${date}`;
}

/** Never cut between a letter and its marks. */
function firstOf(text: string, count: number): string {
  return (text.match(/\P{M}\p{M}*/gu) ?? []).slice(0, count).join('').replace(/-+$/, '');
}
