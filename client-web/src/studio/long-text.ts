/**
 * For a text field: each paragraph in the direction of its own letters; in that of the page when there are more than
 * `most` characters. Chromium takes time by the square of the lines where a textarea finds its own direction: 8 s for
 * 50,000 lines, in which nothing else happens.
 */
export function directed(value: string, most: number) {
  return {
    ...(value.length <= most && { dir: 'auto' as const }),
    onPaste: (event: ClipboardEvent & { currentTarget: HTMLElement }) => {
      const pasted = event.clipboardData?.getData('text/plain').length ?? 0;
      if (value.length + pasted > most) event.currentTarget.removeAttribute('dir');
    },
  };
}
