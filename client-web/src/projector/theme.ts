/**
 * The projector is light unless somebody says otherwise, whatever the machine that drives it prefers: a hall is seldom as
 * dark as a desk. The stylesheets have the dark look under one media query; here it is made to hold, or not.
 */
export type Theme = 'light' | 'dark';

const prefersDark = '(prefers-color-scheme: dark)';
const holds: Record<Theme, string> = { dark: '(min-width: 0px)', light: '(max-width: 0px)' };
const place = 'candour.projector.theme';

/** Which rules have the dark look: once one has been changed, its text does not tell any more. */
const known = new WeakMap<CSSMediaRule, string>();

export function wear(theme: Theme): void {
  document.documentElement.style.colorScheme = theme;
  for (const sheet of Array.from(document.styleSheets)) {
    for (const rule of Array.from(sheet.cssRules)) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const written = known.get(rule) ?? rule.media.mediaText;
      if (!written.includes(prefersDark)) continue;
      known.set(rule, written);
      rule.media.mediaText = written.replace(prefersDark, holds[theme]);
    }
  }
}

export function keptTheme(): Theme {
  try {
    return window.localStorage.getItem(place) === 'dark' ? 'dark' : 'light';
  } catch {
    return 'light';
  }
}

export function keepTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(place, theme);
  } catch {
    // It is worn now, and forgotten with the page.
  }
}
