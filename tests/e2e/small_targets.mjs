/** What is pressed and is too small for a thumb. */

/**
 * Each control in a page or a frame that is seen and smaller than 44 by 44 CSS pixels (WCAG 2.5.5), and how many there are. A
 * box that is ticked is pressed by its label. What the criterion leaves out: links within a sentence, which have words of
 * their own beside them on the line (a link that stands alone in its paragraph, or in a row of links and buttons, is a
 * control like any other); and what the desk's small picture of the wall has beside the desk's own buttons.
 */
export const smallOnes = (frame) =>
  frame.evaluate(() => {
    const controls = document.querySelectorAll('button, a[href], input, select, textarea, summary');
    const isInline = (element) => getComputedStyle(element).display === 'inline';
    // Each text may stand in an element of its own (client-web/src/shared/translated.ts).
    const isWords = (node) =>
      node.nodeType === 3
        ? /\p{L}/u.test(node.data)
        : node.nodeType === 1 && isInline(node) && node.localName !== 'a' && hasWords(node);
    const hasWords = (element) => [...element.childNodes].some(isWords);
    const isInSentence = (element) => {
      if (!isInline(element)) return false;
      const beside = [...element.parentElement.childNodes].filter((node) => node !== element);
      return beside.some(isWords) || isInSentence(element.parentElement);
    };
    const small = [];
    let count = 0;
    for (const control of controls) {
      if (control.closest('.unseen, .desk .stage') !== null) continue;
      if (control.localName === 'a' && isInSentence(control)) continue;
      const pressed = control.matches('[type=radio], [type=checkbox]')
        ? (control.closest('label') ?? control)
        : control;
      const { width, height } = pressed.getBoundingClientRect();
      if (width === 0 || getComputedStyle(pressed).visibility === 'hidden') continue;
      count += 1;
      // Half a pixel is the screen's.
      if (width < 43.5 || height < 43.5)
        small.push(`${pressed.outerHTML.slice(0, 90)}: ${width} x ${height}`);
    }
    return { count, small };
  });
