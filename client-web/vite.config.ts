import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig as UserConfig } from 'vitest/config';
import type { Connect, Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['CANDOUR_SERVER'] ?? 'http://127.0.0.1:8080';

/** The C++ server maps /j/CODE to index.html and so on; Vite's own two servers do the same. */
const pages: Record<string, string> = {
  j: '/index.html',
  f: '/facilitator.html',
  p: '/projector.html',
};
function pagePaths(): Plugin {
  const use = (middlewares: Connect.Server) => {
    middlewares.use((request, _response, next) => {
      const letter = /^\/([jfp])\/[^/.?]*(\?|$)/.exec(request.url ?? '')?.[1];
      const named = /^\/(?:studio(\/preview)?|w\/[^/.?]+)(?=\?|$)/.exec(request.url ?? '');
      const page =
        letter !== undefined
          ? pages[letter]
          : named && (named[1] ? '/preview.html' : '/studio.html');
      if (page) request.url = page;
      next();
    });
  };
  return {
    name: 'candour-page-paths',
    configureServer: (vite) => use(vite.middlewares),
    configurePreviewServer: (vite) => use(vite.middlewares),
  };
}

/** On a phone's page all styles are in one sheet, so what is fetched later needs nothing before it. */
function withoutPreloadHelper(): Plugin {
  return {
    name: 'candour-without-preload-helper',
    enforce: 'pre',
    load: (id) =>
      id === '\0vite/preload-helper.js'
        ? 'export const __vitePreload = (load) => load();'
        : undefined,
  };
}

/** Its line breaks and indents are for who writes it: a browser makes one space of each. */
function withoutIndents(): Plugin {
  return {
    name: 'candour-without-indents',
    transformIndexHtml: { order: 'post', handler: (html) => html.replace(/\s+/g, ' ') },
  };
}

/**
 * Says of which npm packages something came into the pages or their workers, for the list that goes with a Debian
 * package: as a module, or as a file (a font). And which Node made them: another one may compress to other bytes.
 */
const bundled = new Set<string>();
function bundledPackages(mode: string): Plugin {
  const note = (path: string) => {
    const name = /.*\/?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
    if (name !== undefined) bundled.add(name);
  };
  return {
    name: 'candour-bundled-packages',
    apply: 'build',
    generateBundle(_options, files) {
      [...this.getModuleIds()].forEach(note);
      for (const file of Object.values(files))
        if (file.type === 'asset') file.originalFileNames.forEach(note);
      const folder = here('../build/bundled');
      mkdirSync(folder, { recursive: true });
      const made = { node: process.version, packages: [...bundled].sort() };
      writeFileSync(`${folder}/${mode}.json`, JSON.stringify(made, null, 2));
    },
  };
}

/**
 * `candour deck convert`: the studio's readers of files as one script for Node.js, which the server holds inside. It
 * is no page: it stands apart from those, so that no browser is given it.
 */
const forNode: UserConfig = {
  plugins: [bundledPackages('convert')],
  resolve: { alias: { '@protocol': here('../protocol/ts') } },
  ssr: { noExternal: true },
  publicDir: false,
  build: {
    ssr: here('src/convert/main.ts'),
    target: 'node18',
    minify: 'esbuild',
    outDir: 'dist-convert',
    // Node takes what comes by standard input as CommonJS.
    rollupOptions: { output: { format: 'cjs', entryFileNames: 'convert.js' } },
  },
};

const proxy = {
  '/api': server,
  '/media': server,
  '/ws': { target: server, ws: true },
};

/** The server's own policy, so that what it forbids is seen before the server is there. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const forBrowsers = (mode: string): UserConfig => ({
  plugins: [
    pagePaths(),
    bundledPackages(mode),
    ...(mode === 'phone' ? [withoutPreloadHelper(), withoutIndents()] : []),
  ],
  worker: { plugins: () => [bundledPackages(mode)] },
  appType: 'mpa',
  resolve: { alias: { '@protocol': here('../protocol/ts') } },
  esbuild: {
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // All of them know it, but for spread arguments behind `?.`, which stand nowhere here; without it the phone's
    // script is a kilobyte larger.
    supported: { 'optional-chain': true },
  },
  server: { host: '127.0.0.1', proxy, fs: { allow: [here('..')] } },
  preview: { host: '127.0.0.1', proxy, headers: { 'Content-Security-Policy': policy } },
  build: {
    // The oldest browsers that the pages are made for (README, "Browsers"); tsconfig.src.json holds the code to it.
    target: ['safari14', 'chrome87', 'firefox78'],
    // A data: URI in a stylesheet or script would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // It only makes things quicker; the polyfill is weight on the phone.
    modulePreload: { polyfill: false },
    ...(mode === 'phone' && {
      // Slower than esbuild, and a kilobyte less for every phone.
      minify: 'terser' as const,
      terserOptions: {
        module: true,
        ecma: 2020 as const,
        // Functions with arguments are not written out where they are called: what is said twice packs worse.
        compress: {
          passes: 6,
          pure_getters: true,
          unsafe_arrows: true,
          inline: 1,
          // Known to terser, and not to its types. A comparison that is not turned round looks more like the next one.
          ...{ lhs_constants: false },
        },
      },
    }),
    // A phone's page is built by itself, so that it shares no chunk with the others: one script and one stylesheet
    // are fewer round trips, and pack into less.
    emptyOutDir: mode !== 'phone',
    cssCodeSplit: mode !== 'phone',
    rollupOptions: {
      input:
        mode === 'phone'
          ? { participant: here('index.html') }
          : {
              facilitator: here('facilitator.html'),
              projector: here('projector.html'),
              studio: here('studio.html'),
              preview: here('preview.html'),
            },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // A machine that also compiles is slow; no test is about speed.
    testTimeout: 60_000,
  },
});

export default defineConfig(({ mode }) => (mode === 'convert' ? forNode : forBrowsers(mode)));
